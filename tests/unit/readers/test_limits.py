"""Every bound holds, and a document that breaks one is one problem while the others load."""

from __future__ import annotations

import zipfile
from dataclasses import fields
from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF

from kg.errors import UnreadableDocument, UsageError
from loaders import isolation
from loaders.batch import load_files
from loaders.limits import LIMITS, Limits, with_limits
from loaders.pipeline import LoadResult, Status, load
from loaders.readers.docx import DocxReader
from loaders.readers.recognition import installed
from scripts.make_example_formats import docx, package
from tests.unit.readers.ofd_support import ofd


def three_pages() -> bytes:
    made = FPDF()
    for _ in range(3):
        made.add_page()
    return bytes(made.output())


PLAN = [
    "云泽市数据发展规划",
    "一、总体要求",
    "坚持统筹推进。",
    "二、重点任务",
    "（一）建设平台。（责任单位：市数据局）",
]


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    """A Word file of half a megabyte whose text part unpacks to 500 MB."""
    return zipped({"word/document.xml": bytes(500_000_000)})


LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a '哈哈哈哈哈哈哈哈哈哈'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def laughing() -> bytes:
    return package(
        f"{LAUGHS}<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    )


def deep_xml() -> bytes:
    return package(f"<w:document {NAMESPACE}><w:body>{'<w:sdt><w:sdtContent>' * 5000}</w:body></w:document>")


ENDLESS = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>"
)
"""A tree of pages that is its own branch."""


def protected() -> bytes:
    """A PDF that asks for a password."""
    made = FPDF()
    made.add_page()
    made.set_encryption(owner_password="a", user_password="b")  # noqa: S106 - of a file made here
    return bytes(made.output())


def one(result: LoadResult, code: str) -> None:
    """Assert that a document came to nothing, for one reason."""
    assert result.status is Status.FAILED
    assert [problem.code for problem in result.problems] == [code]
    assert result.problems[0].remedy


@pytest.mark.parametrize(
    ("limits", "data", "name"),
    [
        (Limits(file_bytes=100), docx(PLAN), "a.docx"),
        (Limits(text_chars=10), docx(PLAN), "a.docx"),
        (Limits(text_chars=10), "一、总体要求，坚持统筹推进".encode(), "a.txt"),
        (Limits(expanded_bytes=1000), docx(PLAN), "a.docx"),
        (Limits(archive_entries=2), docx(PLAN), "a.docx"),
        (Limits(nesting=20), b"<html>" + b"<div>" * 40 + "文".encode(), "a.html"),
        (Limits(pages=1), ofd([[(1, 1, "文")], [(1, 1, "字")]]), "a.ofd"),
        (Limits(cells=3), b"a,b\n1,2\n", "a.csv"),
        (Limits(pages=1), three_pages(), "a.pdf"),
    ],
)
def test_a_bound_holds_and_the_problem_names_it(limits: Limits, data: bytes, name: str) -> None:
    result = load(data, name, limits)
    one(result, "limit-exceeded")
    broken = next(field.name for field in fields(Limits) if getattr(limits, field.name) != getattr(LIMITS, field.name))
    assert broken in result.problems[0].message


def test_time_is_bounded_and_the_next_document_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_START", 0)
    load(docx(PLAN), "warm.docx")
    # No reader hangs on purpose: the worker is told to read more than a second's work.
    rows = "".join("<tr>" + "<td>文字</td>" * 40 + "</tr>" for _ in range(4_000))
    result = load(
        f"<html><body><table>{rows}</table></body></html>".encode(), "slow.html", Limits(seconds=1, cells=10**7)
    )
    one(result, "limit-exceeded")
    assert "seconds" in result.problems[0].message
    assert load(docx(PLAN), "a.docx").plan is not None


def test_memory_is_bounded_and_the_next_document_is_read() -> None:
    data = package(f"<w:document {NAMESPACE}><w:body>{'<w:p/>' * 2_000_000}</w:body></w:document>")
    result = load(data, "big.docx", Limits(memory_bytes=250_000_000))
    assert result.status is Status.FAILED
    assert len(result.problems) == 1
    assert load(docx(PLAN), "a.docx").plan is not None


def test_archives_inside_archives_end_at_the_bound(tmp_path: Path) -> None:
    data = docx(PLAN)
    for depth in range(4):
        data = zipped({f"{depth}.zip" if depth else "a.docx": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    one(next(load_files([path], Limits(archive_depth=2))), "limit-exceeded")
    assert [result.plan is not None for result in load_files([path], Limits(archive_depth=4))] == [True]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (bomb(), "bomb.docx", "limit-exceeded"),
        (laughing(), "laughs.docx", "unreadable-document"),
        (deep_xml(), "deep.docx", "limit-exceeded"),
        (b"<html><body>" + b"<ul><li>" * 10_000 + "文".encode(), "lists.html", "limit-exceeded"),
        (docx(PLAN)[:300], "cut.docx", "unreadable-document"),
        (ENDLESS, "endless.pdf", "unreadable-document"),
        ("文字\0文字".encode() * 50, "nul.txt", "unreadable-document"),
        (b"", "empty.pdf", "unreadable-document"),
        (b"PK\x03\x04" + bytes(100), "noise.xlsx", "unreadable-document"),
        ("坚".encode() * 2_000_000, "line.txt", "limit-exceeded"),
        (f"<p>{'坚' * 2_000_000}".encode(), "line.html", "limit-exceeded"),
        (f"名称,{'坚' * 2_000_000}\n".encode(), "line.csv", "limit-exceeded"),
        (protected(), "protected.pdf", "unreadable-document"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>", "cut.pdf", "unreadable-document"),
        (zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(500_000_000)}), "bomb.xlsx", "limit-exceeded"),
        (zipped({"OFD.xml": LAUGHS.encode() + b"<ofd>&i;</ofd>"}), "laughs.ofd", "unreadable-document"),
        (zipped({"OFD.xml": bytes(500_000_000)}), "bomb.ofd", "limit-exceeded"),
        (zipped({"a.txt": bytes(500_000_000)}), "bomb.zip", "limit-exceeded"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "cut.png", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "noise.xls", "unreadable-document"),
        (bytes(range(128, 256)) * 40, "noise.txt", "unreadable-document"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_one_problem_and_the_others_load(
    data: bytes, name: str, code: str | None, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(docx(PLAN))
    (tmp_path / f"b-{name}").write_bytes(data)
    (tmp_path / "c.html").write_bytes("<html><body><p>云泽市水利规划</p><p>一、任务</p></body></html>".encode())
    first, hostile, last = load_files(sorted(tmp_path.iterdir()), Limits(text_chars=1_000_000))
    assert first.plan is not None
    assert last.plan is not None
    # A picture that is broken is no picture, or one that nothing recognises.
    one(hostile, code or ("unreadable-document" if installed() else "scanned-document"))


def test_a_line_of_100_megabytes_is_one_problem_before_and_behind_the_bound_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("坚".encode() * 33_400_000)
    (tmp_path / "b.docx").write_bytes(docx(PLAN))
    for limits, bound in ((LIMITS, "file_bytes"), (Limits(file_bytes=200_000_000), "text_chars")):
        line, other = load_files(sorted(tmp_path.iterdir()), limits)
        one(line, "limit-exceeded")
        assert bound in line.problems[0].message
        assert other.plan is not None


def test_every_bound_has_a_test() -> None:
    here = Path(__file__).parent
    tests = (here / "test_limits.py").read_text(encoding="utf-8") + (here / "test_scan.py").read_text(encoding="utf-8")
    assert [field.name for field in fields(Limits) if f"{field.name}=" not in tests] == []


def test_limits_are_set_by_name() -> None:
    assert with_limits(("pages=10", "seconds=5")) == Limits(pages=10, seconds=5)


@pytest.mark.parametrize("setting", ["pages", "pages=many", "leaves=3", "pages=0", "pages=-1"])
def test_what_sets_no_limit_is_a_usage_error(setting: str) -> None:
    with pytest.raises(UsageError):
        with_limits((setting,))


def test_entities_are_refused_before_they_grow() -> None:
    with pytest.raises(UnreadableDocument, match="declares entities"):
        DocxReader().read(laughing(), "a.docx")
