"""Word documents made of XML, for tests."""

from __future__ import annotations

from html import escape

from loaders.document import Document
from loaders.readers.docx import DocxReader
from scripts.make_example_formats import package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph of runs; plain text is made one."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def numbered(text: str, list_id: int, level: int) -> str:
    """Return a paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(place: int, form: str, text: str, extra: str = "") -> str:
    """Return one level of a list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """Return a numbering part with one definition."""
    return f'<w:numbering {_NAMES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>'


def word(body: str, numbers: str | None = None, parts: dict[str, str] | None = None) -> bytes:
    """Return a Word file of a body."""
    return package(f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>", numbers, parts)


def part(kind: str, content: str) -> str:
    """Return a part (styles, footnotes) with its namespaces."""
    return f"<w:{kind} {_NAMES}>{content}</w:{kind}>"


def read(body: str, numbers: str | None = None, parts: dict[str, str] | None = None) -> Document:
    """Return the document of a body."""
    return DocxReader().read(word(body, numbers, parts), "test.docx")


def texts(document: Document) -> list[str]:
    """Return the texts of the blocks."""
    return [document.quote(block.span) for block in document.blocks]


def table(*rows: str) -> str:
    """Return a table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"
