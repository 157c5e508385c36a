"""Pictures say what the plans say, in Chinese and in grey, and fail with a remedy."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from kg.chart import FONTS, FORMS, KINDS, Form, Subject, draw_chart, font_name
from kg.chart.base import TONES
from kg.cli import main
from kg.cli.chart import KINDS as NAMES
from kg.errors import SourceError, UsageError
from kg.store import open_store
from kg.view import Entry, Plan, read_plans
from kg.view.gaps import gaps_of

pytest.importorskip("matplotlib")
from matplotlib import font_manager


def has_font() -> bool:
    try:
        font_name()
    except UsageError:
        return False
    return True


needs_font = pytest.mark.skipif(not has_font(), reason="no font with Chinese characters is installed")


@pytest.fixture(scope="module")
def plans(built_examples: Path) -> Iterator[tuple[Plan, ...]]:
    with open_store(built_examples) as store:
        yield read_plans(store)


def texts_of(figure: object) -> list[str]:
    from matplotlib.text import Text  # noqa: PLC0415 (an extra)

    return [text.get_text() for text in figure.findobj(Text)]  # type: ignore[attr-defined]


def test_the_command_knows_every_kind() -> None:
    assert set(NAMES) == KINDS.keys()


@needs_font
@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_is_drawn_and_loads_nothing_from_elsewhere(plans: tuple[Plan, ...], kind: str) -> None:
    picture = draw_chart(kind, Subject(plans[:2]))
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314 (our own file)
    assert not re.search(rb'(?:href|src)="http', picture)


@needs_font
@pytest.mark.parametrize("form", FORMS)
def test_the_same_picture_is_the_same_file(plans: tuple[Plan, ...], form: Form) -> None:
    first = draw_chart("network", Subject(plans[:1]), form)
    assert first == draw_chart("network", Subject(plans[:1]), form)
    assert first.startswith(b"\x89PNG" if form == "png" else b"<?xml")


@needs_font
def test_every_character_has_a_glyph(plans: tuple[Plan, ...], recwarn: pytest.WarningsRecorder) -> None:
    for kind in ("gaps", "timeline"):
        draw_chart(kind, Subject(plans[:3]), "png")
    assert [str(w.message) for w in recwarn if "missing from" in str(w.message)] == []


@needs_font
def test_the_matrix_has_a_square_for_each_duty_and_hatches_what_is_possible(plans: tuple[Plan, ...]) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 (the same)

    plan = next(p for p in plans if any(d.role == "lead" for a in p.actions for d in a.duties))
    figure = KINDS["matrix"](Subject((plan,)))
    squares = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    certain = {(a.iri, d.unit.iri) for a in plan.actions for d in a.duties if not d.unit.is_group}
    assert len([s for s in squares if not s.get_hatch()]) >= len(certain) > 5
    assert plan.title[:10] in " ".join(texts_of(figure))


@needs_font
def test_the_load_of_a_unit_is_the_number_of_its_tasks(plans: tuple[Plan, ...]) -> None:
    plan = plans[0]
    figure = KINDS["load"](Subject((plan,), top=3))
    words = texts_of(figure)
    counts: dict[str, set[str]] = {}
    for action in plan.actions:
        for duty in action.duties:
            if not duty.unit.is_group:
                counts.setdefault(duty.unit.name, set()).add(action.iri)
    most = max(len(found) for found in counts.values())
    assert any(re.fullmatch(rf"{most}(\+\d+)?", word) for word in words)


@needs_font
def test_gaps_say_how_many_of_how_many(plans: tuple[Plan, ...]) -> None:
    plan = plans[0]
    words = texts_of(KINDS["gaps"](Subject((plan,))))
    for gap in gaps_of(plan):
        assert (f"{len(gap.found)}/{gap.of}" if gap.of else "–") in words


@needs_font
@pytest.mark.shared
def test_the_ladder_shows_five_places_with_their_years(built_seeds: Path) -> None:
    with open_store(built_seeds) as store:
        words = texts_of(KINDS["targets"](Subject(read_plans(store), measure="发明专利拥有量")))
    for place, value in (
        ("南开", "81件（2026年）"),
        ("江北", "30件（2021年）"),
        ("衡水", "1.17件（2025年）"),
        ("槐荫", "14件（2025年）"),
    ):
        assert any(place in word for word in words)
        assert any(value in word for word in words)
    assert any("武清" in word for word in words)


@needs_font
@pytest.mark.shared
def test_the_ladder_shows_the_two_trademark_targets_of_one_plan(built_seeds: Path) -> None:
    with open_store(built_seeds) as store:
        words = " ".join(texts_of(KINDS["targets"](Subject(read_plans(store), measure="有效注册商标"))))
    assert "5.2万件（2025年）" in words
    assert "5.4万件（2025年）" in words


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_tones_differ_in_grey() -> None:
    greys = [luminance(tone) for tone in TONES.values()]
    assert all(later - earlier > 0.12 for earlier, later in pairwise(greys))


def test_without_a_chinese_font_the_error_names_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    with pytest.raises(UsageError, match="font") as caught:
        font_name()
    assert "fonts-noto-cjk" in caught.value.remedy


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "font.ttf"
    file.write_text("no font")
    with pytest.raises(SourceError):
        font_name(file)


def test_without_matplotlib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"govplan\[charts\]"):
        font_name()


def test_fonts_are_named_once() -> None:
    assert len(set(FONTS)) == len(FONTS) > 10


@needs_font
def test_nothing_to_draw_and_too_much_are_told() -> None:
    silent = Plan("p", "规划", entries=(Entry("a", "种树", "task"),))
    for kind in ("matrix", "load", "network", "targets", "timeline"):
        with pytest.raises(UsageError):
            draw_chart(kind, Subject((silent,)))
    many = tuple(Plan(f"p{i}", "规划") for i in range(200))
    with pytest.raises(UsageError) as caught:
        draw_chart("gaps", Subject(many))
    assert "--plan" in caught.value.remedy


@needs_font
def test_the_command_writes_the_file_that_its_suffix_names(built_examples: Path, tmp_path: Path) -> None:
    file = tmp_path / "gaps.svg"
    result = CliRunner().invoke(main, ["chart", str(built_examples), "--kind", "gaps", "-o", str(file)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert b"<svg" in file.read_bytes()
    result = CliRunner().invoke(
        main, ["chart", str(built_examples), "--kind", "gaps", "-o", str(tmp_path / "gaps.bmp")]
    )
    assert result.exit_code == 2
    assert ".svg" in result.stderr
