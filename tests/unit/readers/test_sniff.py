"""Which reader takes a file."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.sniff import read_document, reader_for, sniff
from scripts.make_example_formats import docx, markdown
from tests.unit.readers.ofd_support import ofd

HTML = "<!DOCTYPE html><html><body><p>正文在此。</p></body></html>".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("data", "name", "suffix"),
    [
        (HTML, "page.html", ".html"), (HTML, "page.txt", ".html"), (b"\xef\xbb\xbf  <!-- x --><HTML><p>a", "x", ".html"),
        (docx(["正文"]), "a.docx", ".docx"), (docx(["正文"]), "a.zip", ".docx"), (ofd([[(1, 1, "文")]]), "a", ".ofd"),
        (b"%PDF-1.4\n", "a.txt", ".pdf"), (b"{\\rtf1 a}", "a.doc", ".rtf"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.wps", ".doc"), (OLE + "Workbook".encode("utf-16-le"), "a.doc", ".xls"),
        ("一、总体要求".encode(), "a.txt", ".txt"), ("一、总体要求".encode(), "a.md", ".md"), (b"a,b\n1,2\n", "a.csv", ".csv"),
        ("若a<b且c>d".encode(), "a.txt", ".txt"), (markdown(["正文"]), "a.markdown", ".markdown"),
        (b"| a | b |\n| --- | --- |\n| 1 | 2 |\n", "standard-input", ".md"), ("正文".encode(), "a.dat", ".txt"),
    ],
)  # fmt: skip
def test_content_decides(data: bytes, name: str, suffix: str) -> None:
    assert sniff(data, name) == suffix


@pytest.mark.parametrize("data", [b"GIF89a", b"BM6\x00", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"SQLite format 3\0"])
def test_what_no_reader_takes_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="which govplan does not read"):
        reader_for(data, "a.txt")


def test_a_protected_office_file_asks_for_its_password_to_be_taken_off() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        sniff(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_a_wrong_suffix_is_noticed_and_said_and_the_document_read() -> None:
    document = read_document(docx(["一、总体要求"]), "plan.pdf")
    assert document.text == "一、总体要求\n"
    assert [remark.code for remark in document.remarks] == ["wrong-suffix"]
    assert "plan.docx" in document.remarks[0].remedy


def test_a_right_suffix_is_not_remarked_on() -> None:
    assert read_document(docx(["一、总体要求"]), "plan.docx").remarks == ()
