"""Encodings are told by what the bytes say; what is in none of them is refused. Lines end as any system ends them."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.document import Document
from loaders.pipeline import Status, load
from loaders.readers.csv import CsvReader
from loaders.readers.decoding import decode
from loaders.readers.markdown import MarkdownReader
from loaders.readers.text import TextReader
from loaders.sniff import read_document
from scripts.make_example_formats import EXAMPLES

TEXTS = sorted(EXAMPLES.glob("*.txt"))
PLAIN = "云泽市水网建设实施方案\n一、总体要求\n坚持统筹推进，到2027年普及率达到95%。\n"
TRADITIONAL = "雲澤市水網建設實施方案\n一、總體要求\n堅持統籌推進，到2027年普及率達到95%。（責任單位：市水利局）\n"
RARE = "沔阳、亳州、郓城、阆中、郫都、溧水、盱眙、邛崃、黟县、歙县、睢宁、鄄城、莒县、泗洪、濮阳、浚县、缙云、婺源\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_an_example_is_itself_in_every_encoding(path: object, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert decode(text.encode(encoding, errors="ignore"), "a.txt") == text.encode(encoding, errors="ignore").decode(
        encoding
    )


@pytest.mark.parametrize("cut", [0, 1])
def test_big_5_is_no_gb_18030(cut: int) -> None:
    data = TRADITIONAL.encode("big5")
    assert decode(data[: len(data) - cut], "a.txt").startswith(TRADITIONAL[:-3])


def test_traditional_text_in_gbk_is_no_big_5() -> None:
    assert decode(TRADITIONAL.encode("gbk"), "a.txt") == TRADITIONAL


def test_rare_names_are_text() -> None:
    assert decode(RARE.encode("gb18030"), "a.txt") == RARE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_mark_or_line_feed_is_read(encoding: str) -> None:
    for text in ("坚持统筹推进水网建设，健全长效机制", "一、总体要求：2027年", "plan 2027"):
        assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "Für die Straßen der Städte: Geländeübergänge, Größe, Müll, Öl, Äcker".encode("latin-1"),
            "not in an encoding",
        ),
        ("Désormais, l'élève a été reçu à l'école où il était né".encode("cp1252"), "not in an encoding"),
        ("План развития города на период до 2030 года и далее".encode("cp1251"), "not in an encoding"),
        ("計画を推進する。水道の普及率を向上させるための施策について".encode("shift_jis"), "not in an encoding"),
        (PLAIN.encode("utf-7"), "UTF-7"),
        (PLAIN.encode("hz"), "HZ"),
        ("計画を推進する".encode("iso2022_jp_2"), "ISO-2022"),
        (("文字\0文字" * 50).encode(), "not a text file"),
        (("文字\0文字" * 50).encode("gb18030"), "not a text file"),
        (bytes(range(256)) * 8, "not a text file"),
    ],
)
def test_what_is_in_no_known_encoding_is_refused_and_never_made_chinese(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        decode(data, "a.txt")


def test_ascii_with_signs_is_no_utf_7() -> None:
    text = "a+b = c; 1+1-2; see +86-10-12345678 or A+BCDEFGHIJKL\n"
    assert decode(text.encode(), "a.txt") == text


def test_a_tail_of_zeros_is_no_text() -> None:
    for encoding in ("utf-8", "gb18030", "utf-8-sig"):
        assert decode(PLAIN.encode(encoding) + bytes(512), "a.txt") == PLAIN


def test_a_few_bad_bytes_leave_the_rest() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = (PLAIN * 9).encode(encoding)
        broken = data[:400] + b"\xff" + data[401:]
        text = decode(broken, "a.txt")
        assert text.count("\ufffd") in (1, 2, 3)
        assert text.endswith(PLAIN)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r\r\n"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    lines = [
        "云泽市水网建设实施方案",
        "一、总体要求",
        "坚持统筹推进。",
        "二、重点任务",
        "（一）建设管网。（责任单位：市水利局）",
    ]

    def texts(document: Document) -> list[str]:
        return [document.quote(block.span) for block in document.blocks]

    data = end.join([*lines, ""]).encode()
    assert texts(TextReader().read(data, "a.txt")) == lines
    plan = load(data, "a.txt").plan
    assert plan is not None
    assert [action.path for action in plan.actions] == ["二/(一)"]
    if end in ("\n", "\r\n", "\r"):
        blank = (end * 2).join(lines).encode()
        assert texts(MarkdownReader().read(blank, "a.md")) == lines
        rows = end.join(["序号,任务", "1,建设", "2,运行"]).encode()
        cells = CsvReader().read(rows, "a.csv").blocks
        assert [(cell.row, cell.column) for cell in cells] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5"])
def test_a_page_without_mark_or_declaration_is_a_page(encoding: str) -> None:
    page = f"<html><head><title>x</title></head><body><p>{TRADITIONAL}</p></body></html>".encode(encoding)
    document = read_document(page, "a.html")
    assert document.media_type == "text/html"
    assert "責任單位：市水利局" in document.text


def test_a_text_in_an_unknown_encoding_is_one_problem() -> None:
    result = load("Für die Straßen der Städte: Geländeübergänge".encode("latin-1"), "a.txt")
    assert result.status is Status.FAILED
    assert [problem.code for problem in result.problems] == ["unreadable-document"]
