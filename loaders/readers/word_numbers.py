"""The numbers that Word prints and does not store: `一、`, `（二）`, `3.`, rebuilt from its numbering part.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (formats). Counters belong to the abstract
definition, so that two lists of one definition go on from each other, except where a list overrides a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from loaders.readers.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_SUFFIX: Final = {"tab": "\t", "space": " ", "nothing": ""}


def value_of(parent: _Element | None, name: str) -> str | None:
    """Return `w:val` of a child element, or None."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val")


def number_of(parent: _Element | None, name: str, otherwise: int | None = None) -> int | None:
    """Return `w:val` of a child element as a whole number, or `otherwise`."""
    value = value_of(parent, name)
    return int(value) if value is not None and value.lstrip("-").isdecimal() else otherwise


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` is the level from 1 whose use starts it again, 0 for none."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`: its definition, its own levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """All lists of a document, with their counters.

    Call `number` for every numbered paragraph in the order of the document.
    """

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level of a list that a paragraph style is tied to, or 0."""
        own = self.lists.get(list_id)
        levels = {} if own is None else self.definitions.get(own.definition, {}) | own.levels
        return next((place for place, level in levels.items() if level.style == style), 0)

    def number(self, list_id: str, place: int) -> str:
        """Count a paragraph and return what Word prints before it, with the tab or blank after the number."""
        own = self.lists.get(list_id)
        if own is None or not 0 <= place < _LEVELS:
            return ""
        levels = self.definitions.get(own.definition, {}) | own.levels
        level = levels.get(place)
        if level is None:
            return ""
        counters = self._counters.setdefault(own.definition, [None] * _LEVELS)
        if list_id not in self._seen:
            self._seen.add(list_id)
            for other, start in own.starts.items():
                counters[other] = start - 1
        current = counters[place]
        counters[place] = level.start if current is None else current + 1
        for deeper in range(place + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and place < restart):
                counters[deeper] = None
        if level.form in ("bullet", "none") and not _PLACE.search(level.text):
            return ""

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            outer = levels.get(index, Level())
            count = counters[index]
            return formatted(outer.start if count is None else count, "decimal" if level.legal else outer.form)

        text = _PLACE.sub(shown, level.text)
        return text + level.suffix if text.strip() else ""


def read_numbering(root: _Element | None) -> Numbering:
    """Return the lists that `word/numbering.xml` defines."""
    found = Numbering()
    if root is None:
        return found
    links: dict[str, str] = {}
    styles: dict[str, str] = {}
    for definition in root.iterfind(W + "abstractNum"):
        name = definition.get(W + "abstractNumId", "")
        found.definitions[name] = dict(map(_level, definition.iterfind(W + "lvl")))
        linked = value_of(definition, "numStyleLink")
        if linked is not None:
            links[name] = linked
        own = value_of(definition, "styleLink")
        if own is not None:
            styles[own] = name
    for name, style in links.items():
        found.definitions[name] = found.definitions.get(styles.get(style, ""), {})
    for entry in root.iterfind(W + "num"):
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in entry.iterfind(W + "lvlOverride"):
            place = int(override.get(W + "ilvl", "0"))
            for lvl in override.iterfind(W + "lvl"):
                levels[place] = _level(lvl)[1]
            start = number_of(override, "startOverride")
            if start is not None:
                starts[place] = start
        name = value_of(entry, "abstractNumId") or ""
        found.lists[entry.get(W + "numId", "")] = _List(styles.get(links.get(name, ""), name), levels, starts)
    return found


def _level(lvl: _Element) -> tuple[int, Level]:
    form = value_of(lvl, "numFmt")
    if form is None:
        # A custom format stands in an alternative with a plain one to fall back on.
        form = next((e.get(W + "val") for e in lvl.iter(W + "numFmt") if e.get(W + "val") != "custom"), None)
    return int(lvl.get(W + "ilvl", "0")), Level(
        number_of(lvl, "start", 0) or 0,
        form or "decimal",
        value_of(lvl, "lvlText") or "",
        _SUFFIX.get(value_of(lvl, "suff") or "tab", "\t"),
        number_of(lvl, "lvlRestart"),
        any(local(child) == "isLgl" and child.get(W + "val") not in ("0", "false") for child in lvl),
        value_of(lvl, "pStyle"),
    )


_FIGURES: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def _counting(value: int, figures: str = _FIGURES, units: str = "十百千") -> str:
    """Return a number up to 9,999 in Chinese words: 十, 二十一, 一百零五."""
    if value <= 0 or value > 9_999:  # noqa: PLR2004 - beyond it Word prints figures
        return str(value)
    digits = [int(digit) for digit in str(value)]
    pieces: list[str] = []
    for place, digit in enumerate(digits):
        power = len(digits) - place - 1
        if digit:
            pieces.append(figures[digit] + (units[power - 1] if power else ""))
        elif pieces and pieces[-1] != figures[0]:
            pieces.append(figures[0])
    text = "".join(pieces).rstrip(figures[0])
    return text[1:] if figures == _FIGURES and 10 <= value < 20 else text  # noqa: PLR2004 - 十一, not 一十一


def _digits(value: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    if not 0 < value < 4_000:  # noqa: PLR2004 - Roman figures end there
        return str(value)
    text = ""
    for size, letters in pairs:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _letters(value: int) -> str:
    """Return A to Z, then AA, BB, as Word counts."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else str(value)


def _from(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def _circled(value: int) -> str:
    if 0 < value <= 20:  # noqa: PLR2004 - ① to ⑳ are one block
        return chr(0x2460 + value - 1)
    return chr(0x3251 + value - 21) if 20 < value <= 35 else str(value)  # noqa: PLR2004 - ㉑ to ㉟


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else str(value)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": lambda value: _counting(value, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda value: _counting(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def formatted(value: int, form: str) -> str:
    """Return a count as Word prints it in a number format; one that is not known is printed in figures.

    >>> formatted(21, "chineseCounting"), formatted(3, "decimalEnclosedCircleChinese")
    ('二十一', '③')
    """
    return _FORMATS.get(form, str)(value)
