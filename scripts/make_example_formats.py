"""Write the example plans as HTML, Word (with numbers as text, and with Word's own), Markdown and PDF.

One source, examples/*.txt: its paragraphs, without the line ends and page marks of its layout, and its
tables as tables. The tests hold the facts of every format against those of the text.

    python scripts/make_example_formats.py OUT [NAME…]
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from loaders.readers.build import between
from loaders.readers.text import TextReader
from loaders.reading import Reading

if TYPE_CHECKING:
    from fpdf import FPDF

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ROOT / "examples"
FONTS: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
TABLES: Final = {"yunze-education-development": 5, "yunze-qingliu-river": 5}
"""How many columns the table of an example has; its text prints one cell a line, from 序号 on."""
_PAGE_MARK: Final = re.compile(r"\s*(?:- \d+ -|# Page \d+:)\s*")
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Table:
    """A table of an example: its rows, headings first."""

    rows: tuple[tuple[str, ...], ...]


Piece = str | Table


def pieces_of(path: Path) -> list[Piece]:
    """Return the paragraphs and tables of an example in order, every printed character kept."""
    document = TextReader().read(path.read_bytes(), path.name)
    reading = Reading(document)
    texts = [_printed(document.text[slice(*_run(reading, *paragraph))]) for paragraph in reading.paragraphs()]
    width = TABLES.get(path.stem)
    return list(texts) if width is None else list(_with_table(texts, width))


def _run(reading: Reading, start: int, end: int) -> tuple[int, int]:
    span = reading.span(start, end)
    return span.start, span.end


def _printed(text: str) -> str:
    joined = ""
    for line in text.split("\n"):
        if line.strip() and not _PAGE_MARK.fullmatch(line):
            joined += (between(joined, line.strip()) if joined else "") + line.strip()
    return joined


def _with_table(texts: list[str], width: int) -> Iterator[Piece]:
    start = texts.index("序号")
    stop = start + width
    number = 1
    while stop + width <= len(texts) and texts[stop] == str(number):
        stop += width
        number += 1
    yield from texts[:start]
    cells = texts[start:stop]
    yield Table(tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width)))
    yield from texts[stop:]


def html(pieces: Sequence[Piece]) -> bytes:
    """Return a page as a government site has it: the text in a container, links and footer around it."""
    body = "".join(
        f"<p>{escape(piece)}</p>\n"
        if isinstance(piece, str)
        else "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in piece.rows)
        + "</table>\n"
        for piece in pieces
    )
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "政务公开", "政务服务", "互动交流"))
    page = (
        "<!DOCTYPE html><html><head><meta charset='gb2312'><title>云泽市人民政府</title></head><body>"
        f"<div class='nav'><ul>{links}</ul></div><div id='zoom' class='TRS_Editor'>\n{body}</div>"
        "<div class='foot'>版权所有：云泽市人民政府　网站标识码：0000000000</div></body></html>"
    )
    return page.encode("gb18030")


def markdown(pieces: Sequence[Piece]) -> bytes:
    """Return the text as Markdown; numbers are escaped, so that they stay what is printed."""
    out = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append(re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"([\\`*_#<>|\[\]~])", r"\\\1", piece)))
        else:
            head, *rows = ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in piece.rows]
            out.append("\n".join([head, "|" + " --- |" * len(piece.rows[0]), *rows]))
    return ("\n\n".join(out) + "\n").encode()


def docx(pieces: Sequence[Piece], *, automatic: bool = False) -> bytes:
    """Return a Word document; with `automatic` its numbers are Word's own and stand nowhere in its text."""
    numbers = _Numbers() if automatic else None
    body = "".join(
        _paragraph(piece, numbers)
        if isinstance(piece, str)
        else "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell, None)}</w:tc>" for cell in row) + "</w:tr>"
            for row in piece.rows
        )
        + "</w:tbl>"
        for piece in pieces
    )
    return package(
        f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>', numbers.part() if numbers else None
    )


def package(document: str, numbering: str | None = None, parts: dict[str, str] | None = None) -> bytes:
    """Return a `.docx` of a document part, a numbering part and others by their path."""
    from io import BytesIO  # noqa: PLC0415 - small and late

    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/numbering.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels.format(f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": document,
    }
    if numbering is not None:
        files["word/_rels/document.xml.rels"] = rels.format(
            f'<Relationship Id="r1" Type="{rel}/numbering" Target="numbering.xml"/>'
        )
        files["word/numbering.xml"] = numbering
    files.update(parts or {})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(text: str, numbers: _Numbers | None) -> str:
    properties = ""
    if numbers is not None:
        properties, text = numbers.of(text)
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


_CN: Final = "一二三四五六七八九十"
_LEVELS: Final = (
    (re.compile(rf"([{_CN}]+)、"), "chineseCounting"),
    (re.compile(rf"[（(]([{_CN}]+)[）)]"), "chineseCounting"),
    (re.compile(r"([0-9]+)[.．](?![0-9])"), "decimal"),
    (re.compile(r"[（(]([0-9]+)[）)]"), "decimal"),
    (re.compile(r"([①-⑳])"), "decimalEnclosedCircleChinese"),
)


class _Numbers:
    """Takes the printed numbers off paragraphs and makes lists that print the same."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.counts: list[int] = [0] * len(_LEVELS)
        self.starts: list[tuple[int, int]] = []

    def of(self, text: str) -> tuple[str, str]:
        """Return the properties of a paragraph and its text without the number."""
        for level, (pattern, _) in enumerate(_LEVELS):
            match = pattern.match(text)
            if match is None:
                continue
            printed = match[0].replace(match[1], f"%{level + 1}", 1)
            if self.texts.setdefault(level, printed) != printed:
                return "", text
            value = _value(match[1])
            if value != self.counts[level] + 1 or not self.starts:
                self.starts.append((level, value))
            self.counts[level] = value
            self.counts[level + 1 :] = [0] * (len(_LEVELS) - level - 1)
            properties = (
                f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{len(self.starts)}"/></w:numPr></w:pPr>'
            )
            return properties, text[match.end() :].lstrip()
        return "", text

    def part(self) -> str:
        """Return the numbering part."""
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{self.texts.get(level, "")}"/></w:lvl>'
            for level, (_, form) in enumerate(_LEVELS)
        )
        lists = "".join(
            f'<w:num w:numId="{place}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for place, (level, start) in enumerate(self.starts, 1)
        )
        definition = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        return f'<w:numbering xmlns:w="{_W}">{definition}{lists}</w:numbering>'


def _value(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    if printed in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(printed) - ord("①") + 1
    tens, _, ones = printed.rpartition("十") if "十" in printed else ("", "", printed)
    value = (_CN.index(ones) + 1) if ones else 0
    return value + (10 * (_CN.index(tens) + 1 if tens else 1) if "十" in printed else 0)


def font() -> str | None:
    """Return a font file with Chinese characters, or None where none is installed."""
    return next((path for path in FONTS if Path(path).is_file()), None)


_SIZE: Final = 16.0
_TITLE: Final = 22.0
_LEFT: Final = 79.0
_TOP: Final = 105.0
_PITCH: Final = 28.0
_LINES: Final = 22
_WIDTH: Final = 28
"""Characters a line and lines a page of an official document (GB/T 9704-2012, 5.2.3)."""
_NO_START: Final = "，。、；：！？）〕】》”’,.;:!?)]%％"


class _Page:
    """Writes lines on pages with a number at the foot of each."""

    def __init__(self, pdf: FPDF) -> None:
        self.pdf = pdf
        self.row = _LINES

    def _room(self, rows: int = 1) -> float:
        if self.row + rows > _LINES:
            self.pdf.add_page()
            self.row = 0
            self.pdf.set_font("cjk", size=14)
            number = f"— {self.pdf.page_no()} —"
            self.pdf.text(_LEFT + _SIZE * _WIDTH - self.pdf.get_string_width(number), 780, number)
        y = _TOP + self.row * _PITCH
        self.row += rows
        return y

    def paragraph(self, text: str, *, title: bool, middle: bool) -> None:
        """Write a paragraph, indented by two characters, or in the middle."""
        size = _TITLE if title else _SIZE
        self.pdf.set_font("cjk", size=size)
        room = _SIZE * _WIDTH
        for place, line in enumerate(self._wrapped(text, room, 0.0 if middle else 2 * size)):
            y = self._room()
            self.pdf.set_font("cjk", size=size)
            indent = (room - self.pdf.get_string_width(line)) / 2 if middle else 2 * size if place == 0 else 0.0
            self.pdf.text(_LEFT + indent, y, line)

    def _wrapped(self, text: str, room: float, indent: float) -> Iterator[str]:
        line = ""
        left = room - indent
        for word in re.findall(r"[A-Za-z0-9.%]+|.", text):
            if self.pdf.get_string_width(line + word) > left and word not in _NO_START and line:
                yield line
                line, left = word.lstrip(), room
            else:
                line += word
        if line:
            yield line

    def table(self, table: Table) -> None:
        """Write a table with ruled cells, a row on one page; the columns are as wide as their text asks for."""
        self.pdf.set_font("cjk", size=11)
        longest = [max(min(len(row[column]), 24) for row in table.rows) for column in range(len(table.rows[0]))]
        widths = [_SIZE * _WIDTH * max(share, 3) / sum(max(n, 3) for n in longest) for share in longest]
        for row in table.rows:
            self.pdf.set_font("cjk", size=11)
            lines = [list(self._wrapped(cell, width - 8, 0.0)) for cell, width in zip(row, widths, strict=True)]
            rows = max(len(own) for own in lines)
            y = self._room(rows) - 14
            self.pdf.set_font("cjk", size=11)
            x = _LEFT
            for own, width in zip(lines, widths, strict=True):
                self.pdf.rect(x, y, width, rows * _PITCH)
                for place, line in enumerate(own):
                    self.pdf.text(x + 4, y + 14 + place * 14, line)
                x += width


def pdf(pieces: Sequence[Piece]) -> bytes:
    """Return a PDF laid out as official documents are.

    Raises:
        FileNotFoundError: No font with Chinese characters is installed.
    """
    from fpdf import FPDF  # noqa: PLC0415 - only for PDF

    path = font()
    if path is None:
        raise FileNotFoundError("No font with Chinese characters was found: install fonts-wqy-microhei.")
    made = FPDF(unit="pt", format="A4")
    made.set_auto_page_break(False)
    made.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    made.add_font("cjk", fname=path)
    page = _Page(made)
    head = True
    for piece in pieces:
        if isinstance(piece, Table):
            page.table(piece)
            continue
        head = head and not re.match(rf"[{_CN}]+、|第[{_CN}]+章|[（(]?一[）)、]|序\s*言", piece)
        plain = head and piece[-1] not in "。：:；;，," and len(piece) < 60  # noqa: PLR2004 - titles are shorter
        title = plain and len(piece) > 9 and re.search(r"方案|规划|计划|通知|措施|意见", piece) is not None  # noqa: PLR2004
        page.paragraph(piece, title=title, middle=plain)
    return bytes(made.output())


FORMATS: Final[dict[str, Callable[[Sequence[Piece]], bytes]]] = {
    ".html": html,
    ".docx": docx,
    ".auto.docx": lambda pieces: docx(pieces, automatic=True),
    ".md": markdown,
    ".pdf": pdf,
}


def main(arguments: Sequence[str]) -> int:
    """Write all formats of the examples named, or of all, into a folder."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(EXAMPLES.glob("*.txt")):
        if arguments[1:] and path.stem not in arguments[1:]:
            continue
        pieces = pieces_of(path)
        for suffix, make in FORMATS.items():
            if suffix == ".pdf" and font() is None:
                sys.stderr.write("No PDF: no font with Chinese characters is installed.\n")
                continue
            (out / f"{path.stem}{suffix}").write_bytes(make(pieces))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
