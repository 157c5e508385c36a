"""Pages of plans: every fact marked over its own characters, nothing loaded, nothing let through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.report import index_page, page_name, plan_page
from kg.report.marks import KINDS, Mark, marked_text
from kg.report.words import _TEXTS
from kg.store import open_store
from kg.view import Duty, Entry, Plan, Span, Unit, read_plans

VOID = {"meta", "input", "br", "rect", "path"}


class Page(HTMLParser):
    """What a browser sees: elements properly nested, text, ids, links, and the text under each mark."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[tuple[str, str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = []
        self.in_line = self.in_number = False
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "mark":
            self.marks.append((str(found.get("class")), str(found.get("title")), ""))
        if tag == "p" and str(found.get("id", "")).startswith("L"):
            self.lines.append("")
            self.in_line = True
        self.in_number = tag == "a" and found.get("class") == "n"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag
        self.in_number = False
        if tag == "p":
            self.in_line = False

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            kind, title, text = self.marks[-1]
            self.marks[-1] = kind, title, text + data
        if self.in_line and not self.in_number:
            self.lines[-1] += data


@pytest.fixture(scope="module")
def plans(built_examples: Path) -> Iterator[tuple[Plan, ...]]:
    with open_store(built_examples) as store:
        yield read_plans(store)


def test_the_text_of_the_page_is_the_text_of_the_document(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        assert "\n".join(Page(plan_page(plan)).lines) == plan.text


def test_every_fact_is_marked_where_it_was_read(plans: tuple[Plan, ...]) -> None:
    plan = plans[0]
    page = Page(plan_page(plan))
    for action in plan.actions:
        for duty in action.duties:
            for span in duty.spans:
                assert any(k == "unit" and duty.unit.name in t and m in span.quote for k, t, m in page.marks)
    assert {kind for kind, *_ in page.marks} <= set(KINDS)


def test_every_link_leads_somewhere_on_the_page(plans: tuple[Plan, ...]) -> None:
    for plan in plans:
        for language in ("zh", "en"):
            page = Page(plan_page(plan, language))
            assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
            assert len(set(page.ids)) == len(page.ids)
            assert all(link.startswith("#") for link in page.links)


@given(
    st.text(alphabet="ab<&\n十\x0b", max_size=30),
    st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32), st.sampled_from(KINDS)), max_size=8),
)
def test_marks_may_nest_and_overlap_in_any_way(text: str, runs: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), kind, f"fact {place}", f"x{place}") for place, (a, b, kind) in enumerate(runs)]
    page = Page(marked_text(text, marks))
    assert "\n".join(page.lines) == text.replace("\x0b", "")
    for mark in marks:
        if 0 <= mark.begin < mark.end <= len(text):
            assert mark.anchor in page.ids


def test_the_shortest_fact_gives_the_look_and_all_are_named() -> None:
    text = "甲局牵头，乙局配合"
    marks = [Mark(0, 9, "action", "任务"), Mark(0, 7, "clause", "条款"), Mark(5, 9, "unit", "乙局")]
    page = Page(marked_text(text, marks))
    assert [(kind, words, text) for kind, words, text in page.marks] == [
        ("clause", "条款\n任务", "甲局牵头，"),
        ("unit", "乙局\n条款\n任务", "乙局"),
        ("unit", "乙局\n任务", "配合"),
    ]


NASTY = "\"><script>alert(1)</script><img src=x onerror=alert(1)>\x0b'&"


def nasty_plan() -> Plan:
    text = f"{NASTY}\n{NASTY}"
    span = Span(0, len(NASTY), 1, NASTY)
    duty = Duty(Unit("u", NASTY, place="p"), "lead", NASTY, spans=(span,))
    action = Entry(
        "a", NASTY, "task", NASTY, NASTY, description=NASTY, deadline_text=NASTY, duties=(duty,), spans=(span,)
    )
    return Plan(
        "x",
        NASTY,
        NASTY,
        place="p",
        place_name=NASTY,
        file_name=NASTY,
        text=text,
        entries=(action,),
        repairs=(NASTY,),
        spans=(span,),
    )


@pytest.mark.parametrize("plan", [nasty_plan(), replace(nasty_plan(), text="")], ids=["text", "encoded"])
def test_text_of_documents_is_never_markup(plan: Plan) -> None:
    for written in (plan_page(plan), index_page([plan])):
        page = Page(written)
        assert [tag for tag, _ in page.tags].count("script") == 1
        assert "img" not in {tag for tag, _ in page.tags}
        assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_a_page_loads_nothing_and_its_policy_lets_nothing_in(plans: tuple[Plan, ...]) -> None:
    for written in (plan_page(plans[0]), index_page(plans)):
        assert not re.search(r"""(?:src|href)=["']?(?:https?:|//)|@import|url\((?!#)""", written)
        policy = next(str(a["content"]) for _, a in Page(written).tags if a.get("http-equiv"))
        assert policy.startswith("default-src 'none'")
        assert "script-src 'sha256-" in policy
        assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_the_same_plan_gives_the_same_page(plans: tuple[Plan, ...]) -> None:
    assert plan_page(plans[0], "en") == plan_page(plans[0], "en")


def test_both_languages_say_everything() -> None:
    assert all(zh and en and zh != en for zh, en in _TEXTS.values())


def test_pages_have_names_of_their_own(plans: tuple[Plan, ...]) -> None:
    names = {page_name(plan) for plan in plans}
    assert len(names) == len(plans)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+\.html", name) for name in names)


def test_entries_that_are_part_of_each_other_stand_at_the_top() -> None:
    entries = (
        Entry("a", "甲", "section", parent="b"),
        Entry("b", "乙", "section", parent="a"),
        Entry("c", "丙", "task", parent="a"),
    )
    outline = plan_page(Plan("x", "规划", entries=entries)).partition("</nav>")[0]
    assert "<ul><li>甲<ul><li>丙</li></ul></li><li>乙</li></ul>" in outline


def test_the_command_writes_a_page_for_each_plan_and_a_list(built_examples: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["report", str(built_examples), "-o", str(tmp_path / "out"), "--lang", "en"])
    assert (result.exit_code, result.stdout) == (0, "")
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(files) == 8
    links = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8")).links
    assert sorted([*links, "index.html"]) == files


@pytest.mark.slow
def test_a_browser_sorts_filters_and_complains_of_nothing(built_examples: Path, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 (beside its only user)

    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    CliRunner().invoke(main, ["report", str(built_examples), "-o", str(tmp_path), "--lang", "zh"])
    page_file = max(tmp_path.glob("*.html"), key=lambda path: path.stat().st_size)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        column = "#units tbody td:nth-child(1)"
        head = page.locator("#units th button").first
        head.click()
        up = page.locator(column).all_text_contents()
        head.click()
        assert page.locator(column).all_text_contents() == up[::-1]
        page.locator("#units th button").last.click()
        counts = [int(text) for text in page.locator("#units tbody td:last-child").all_text_contents()]
        assert counts == sorted(counts)
        page.locator("#units input").fill(up[0])
        shown = page.locator("#units tbody tr:visible").count()
        assert 1 <= shown < len(up)
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []
