"""The ledger as a Word document: landscape A4, one table for each sheet, its header on every page.

Written as OOXML here, without a library: the two that exist share one import name and exclude each other.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from kg.ledger.columns import EMPTY, columns_of, counts_of, titled
from kg.network.flat import clean
from kg.view.words import Language, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ledger.columns import Cell
    from kg.ledger.model import Ledger, LedgerSheet

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE: Final = 15_400
"""Twentieths of a point between the margins of a landscape A4 page."""
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)

_STYLES: Final = f"""{_HEADER}<w:styles xmlns:w="{_MAIN}">
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>
<w:sz w:val="18"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="26"/></w:rPr></w:style>
</w:styles>"""


def write_docx(ledger: Ledger) -> bytes:
    """Return the document; same ledger, same bytes."""
    zh = ledger.language == "zh"
    body = []
    if len(ledger.sheets) != 1:
        body += [_paragraph("责任台账" if zh else "Responsibility ledger", "Title"), _summary(ledger)]
    for sheet in ledger.sheets:
        body.append(_paragraph(titled(ledger, sheet), "Title" if len(ledger.sheets) == 1 else "Heading1"))
        body.append(_paragraph(sheet.about))
        body.append(_sheet(ledger, sheet))
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="850" w:right="719" w:bottom="850" w:left="719" w:header="420" w:footer="420" w:gutter="0"/>'
        "</w:sectPr>"
    )
    document = (
        f'{_HEADER}<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<w:body>{''.join(body)}{section}</w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/styles.xml": _STYLES,
        "word/footer1.xml": _footer(ledger.language),
        "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("footer", "footer1.xml")]),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"))
    )
    return (
        f'{_HEADER}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEADER}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def _footer(language: Language) -> str:
    before, after = ("第 ", " 页") if language == "zh" else ("Page ", "")
    return (
        f'{_HEADER}<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run(before)}'
        f'<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>{_run(after)}</w:p></w:ftr>'
    )


def _run(text: str, properties: str = "") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in clean(text).splitlines() or [""])
    return f'<w:r>{shown}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def _paragraph(text: str, style: str = "", *, centred: bool = False, properties: str = "") -> str:
    parts = f'<w:pStyle w:val="{style}"/>' if style else ""
    parts += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{parts}</w:pPr>{_run(text, properties)}</w:p>"


def _cell(text: str, size: int, *, centred: bool = False, properties: str = "", fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inside = _paragraph(text, centred=centred, properties=properties)
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def _table(
    heads: Sequence[str], widths: Sequence[int], rows: Iterable[tuple[Sequence[Cell], bool]], lang: Language
) -> str:
    total = sum(widths)
    sizes = [_PAGE * size // total for size in widths]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="444444"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    start = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>'
    )
    lines = [
        start,
        *(f'<w:gridCol w:w="{size}"/>' for size in sizes),
        "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        *(
            _cell(head, size, centred=True, properties="<w:b/>", fill="D9E2EC")
            for head, size in zip(heads, sizes, strict=True)
        ),
        "</w:tr>",
    ]
    for cells, marked in rows:
        lines.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for value, size in zip(cells, sizes, strict=True):
            short = value is None or value == "" or isinstance(value, int | dt.date)
            text = day(value, lang) if isinstance(value, dt.date) else EMPTY if short and not value else str(value)
            fill, properties = ("EDEDED", "<w:i/>") if marked else ("", "")
            lines.append(_cell(text, size, centred=short, properties=properties, fill=fill))
        lines.append("</w:tr>")
    # a table needs a paragraph after it, or two of them become one
    return "".join([*lines, "</w:tbl><w:p/>"])


def _summary(ledger: Ledger) -> str:
    zh = ledger.language == "zh"
    counts = counts_of(ledger)
    heads = [("单位" if zh else "Unit") if ledger.has_units else ("规划" if zh else "Plan")]
    heads += [count.zh if zh else count.en for count in counts]
    rows: list[tuple[list[Cell], bool]] = [
        ([sheet.title, *(count.of(sheet.rows) for count in counts)], False) for sheet in ledger.sheets
    ]
    return _table(heads, [36, *[9] * len(counts)], rows, ledger.language)


def _sheet(ledger: Ledger, sheet: LedgerSheet) -> str:
    columns = columns_of(ledger, docx=True)
    rows = (
        ([column.cell(row, ledger.language) for column in columns], row.certainty == "possibly") for row in sheet.rows
    )
    heads = [column.heading(ledger.language) for column in columns]
    return _table(heads, [column.width for column in columns], rows, ledger.language)
