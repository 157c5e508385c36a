"""Minting of identifiers: readable, deterministic, injective, plain ASCII, never a running number.

Every function is pure: the same words give the same IRI on any machine. Chinese numerals in paths
become digits, and a level whose numbering style is not the usual one for its depth carries a letter,
so that `三/1` and `三/(一)` stay apart. Where a name cannot be spelt in ASCII, a digest of the NFKC
form without white space stands for it. See docs/decisions/20261121-identifiers.md.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Sequence

from kg.namespaces import ID

_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)
}
_CN_RANKS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_CIRCLED = {c: i for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
_STYLE = re.compile(
    r"(?:第(?P<part>[0-9一二三四五六七八九十百零]+)(?P<word>编|部分|章|节|条|项)"
    r"|\((?P<bracket_cn>[一二三四五六七八九十百零]+)\)"
    r"|\((?P<bracket>[0-9]+)\)"
    r"|(?P<cn>[一二三四五六七八九十百零]+)"
    r"|(?P<dotted>[0-9]+(?:\.[0-9]+)+)"
    r"|(?P<arabic>[0-9]+)"
    r"|(?P<circled>[①-⑳])"
    r"|专栏(?P<box>[0-9一二三四五六七八九十]*)"
    r"|¶(?P<run>[0-9]+)"
    r"|表(?P<table>[0-9一二三四五六七八九十]*)"
    r"|附件(?P<annex>[0-9一二三四五六七八九十]*))$"
)
_USUAL = {0: "cn", 1: "bracket_cn", 2: "arabic", 3: "bracket", 4: "circled"}
_TAG = {
    "part": "s", "bracket_cn": "k", "bracket": "q", "cn": "c", "dotted": "d", "arabic": "n",
    "circled": "o", "box": "b", "run": "p", "table": "t", "annex": "a",
}  # fmt: skip


def fold(text: str) -> str:
    """Return `text` in NFKC without white space, the form in which names are compared.

    >>> fold("（ 区市场监管局 ）")
    '(区市场监管局)'
    """
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    # an accent that stood alone (´ is a space and an accent) joins the letter before it when the space goes
    return unicodedata.normalize("NFKC", bare)


@functools.lru_cache(maxsize=8192)
def digest(*parts: str, length: int = 10) -> str:
    """Return a hexadecimal digest of the folded parts; parts never run into each other."""
    joined = "\x1f".join(fold(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def chinese_integer(text: str) -> int:
    """Return the value of a Chinese or Arabic numeral below ten thousand.

    >>> chinese_integer("二十一"), chinese_integer("十"), chinese_integer("一百零三")
    (21, 10, 103)
    >>> chinese_integer("拾贰")
    12

    Raises:
        ValueError: `text` holds anything but digits and Chinese figures, the formal ones (壹, 拾) included.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    total, pending = 0, 0
    for char in text:
        if char in _CN_DIGITS:
            pending = _CN_DIGITS[char] if pending == 0 else pending * 10 + _CN_DIGITS[char]
        elif char in _CN_RANKS:
            total += (pending or 1) * _CN_RANKS[char]
            pending = 0
        else:
            raise ValueError(f"not a numeral: {text!r}")
    return total + pending


@functools.lru_cache(maxsize=4096)
def path_slug(path: str) -> str:
    """Return the ASCII form of a path of printed numbers.

    >>> path_slug("二/(一)/1"), path_slug("三/1"), path_slug("三/(一)"), path_slug("四/专栏1/1")
    ('2.1.1', '3.n1', '3.1', '4.b1.1')
    """
    slugs = []
    for depth, part in enumerate(fold(path).split("/")):
        match = _STYLE.match(part)
        if match is None:
            slugs.append("x" + digest(part, length=8))
            continue
        style = str(match.lastgroup if match.lastgroup != "word" else "part")
        text = match.group(style)
        if style == "circled":
            number = str(_CIRCLED[text])
        elif style == "dotted":
            number = text.replace(".", "-")
        else:
            number = str(chinese_integer(text)) if text else ""
        if style == "part":
            number += {"编": "v", "部分": "", "章": "c", "节": "j", "条": "t", "项": "x"}[match.group("word")]
        usual = _USUAL.get(depth) == style or (
            depth > 0 and style == "arabic" and slugs[-1][:1] in ("b", "t") and not text.startswith("0")
        )
        slugs.append(number if usual else _TAG[style] + number)
    return ".".join(slugs)


def jurisdiction_iri(name: str, code: str | None) -> str:
    """Return the IRI of a place: by its code, else by a digest of its name."""
    return f"{ID}place/{code or 'x-' + digest(name)}"


def place_key(name: str | None, code: str | None) -> str:
    """Return the path part that stands for a place in other IRIs."""
    if code:
        return code
    return "x-" + digest(name) if name else "unknown"


def document_iri(sha256: str) -> str:
    """Return the IRI of a file by the digest of its bytes."""
    return f"{ID}document/{sha256[:20]}"


def context_iri(sha256: str) -> str:
    """Return the IRI of the plain text of a file."""
    return f"{document_iri(sha256)}/text"


def plan_key(title: str, document_number: str | None, place: str) -> str:
    """Return `<place>/<year-serial-digest>` for a numbered plan, `<place>/<digest>` for another.

    >>> plan_key("x", "南开政发〔2024〕1号", "120104")[:14]
    '120104/2024-1-'
    """
    if document_number:
        match = re.search(r"(\d{4})\D*?(\d+)号", fold(document_number))
        readable = f"{match[1]}-{match[2]}-" if match else ""
        return f"{place}/{readable}{digest(document_number, title, length=8)}"
    return f"{place}/{digest(title, length=12)}"


def plan_iri(key: str) -> str:
    """Return the IRI of a plan from its `plan_key`."""
    return f"{ID}plan/{key}"


def graph_iri(plan: str) -> str:
    """Return the IRI of the named graph that holds what the document of `plan` says."""
    return f"{plan}/graph"


def unit_iri(name: str, place: str, function: str | None) -> str:
    """Return the IRI of a unit: its place, its function where known, and a digest of its name."""
    return f"{ID}unit/{place}/{function or 'unit'}-{digest(name)}"


def scheme_iri(scheme: str, slug: str) -> str:
    """Return the IRI of a concept of one of our SKOS schemes."""
    return f"https://w3id.org/govplan/scheme/{scheme}/{slug}"


def action_iri(plan: str, path: str) -> str:
    """Return the IRI of an action by the path of its printed numbers.

    >>> action_iri("p", "二/(一)/1")
    'p/action/2.1.1'
    """
    return f"{plan}/action/{path_slug(path)}"


def section_iri(plan: str, path: str) -> str:
    """Return the IRI of a section by the path of its printed numbers."""
    return f"{plan}/section/{path_slug(path)}"


def clause_iri(owner: str, text: str) -> str:
    """Return the IRI of a responsibility clause: its action or indicator, and a digest of its words."""
    return f"{owner}/clause/{digest(text)}"


def assignment_iri(clause: str, role: str, unit: str) -> str:
    """Return the IRI of a unit in a role, under its clause; `unit` is an IRI, `role` a local name.

    >>> assignment_iri("p/action/1/clause/ab", "Lead", ID + "unit/120104/finance-cd")
    'p/action/1/clause/ab/lead/120104/finance-cd'
    """
    return f"{clause}/{role.lower()}/{unit.rsplit('/unit/', 1)[-1]}"


def group_iri(scope: str, name: str, body: str | None, expansion: str | None, left_out: Sequence[str]) -> str:
    """Return the IRI of a group of units; `scope` is its plan where it means members of a body, else a place key.

    What a group stands for is part of its key: 其他成员单位 of two actions leaves out different units.
    """
    prefix = f"{ID}unit/{scope}" if body is None else f"{scope}/unit"
    return f"{prefix}/group-{digest(name, body or '', expansion or '', *sorted(left_out))}"


def indicator_iri(plan: str, path: str | None, label: str) -> str:
    """Return the IRI of an indicator: the place where it stands, where known, and a digest of its label."""
    return f"{plan}/indicator/{path_slug(path) + '/' if path else ''}{digest(label)}"


def target_iri(indicator: str, comparator: str, value: str, deadline: str | None) -> str:
    """Return the IRI of a target; `value` is a decimal in digits, `deadline` a date as precise as printed.

    >>> target_iri("i", "AtLeast", "26000", "2026-12")
    'i/target/AtLeast-26000-by-2026-12'
    """
    return f"{indicator}/target/{comparator}-{value}{'-by-' + deadline if deadline else ''}"


def observation_iri(indicator: str, kind: str, value: str, day: str | None) -> str:
    """Return the IRI of a value that was met; `kind` is `baseline` or `observation`."""
    return f"{indicator}/{kind}/{value}{'-in-' + day if day else ''}"


def part_iri(plan: str, kind: str, *words: str) -> str:
    """Return the IRI of a thing that has no number of its own: its kind and a digest of its words."""
    return f"{plan}/{kind}/{digest(*words)}"


def cited_iri(title: str, document_number: str | None) -> str:
    """Return the IRI of a document that plans name; the same number and title give the same IRI anywhere."""
    return f"{ID}cited/{plan_key(title, document_number, '').lstrip('/')}"


def measure_iri(name: str) -> str:
    """Return the IRI of a measure; plans that fold to the same name share it."""
    return f"{ID}measure/{digest(name)}"


def apart(iri: str, mark: str) -> str:
    """Return an IRI beside `iri`, for a second thing that would have been given the same one.

    No minted path holds `~`, so the result meets no other IRI.
    """
    return f"{iri}~{mark}"


def unread_iri(plan: str, begin: int, trigger: str) -> str:
    """Return the IRI of a run that became no fact: where it begins in the text, and its trigger word."""
    return f"{plan}/unread/{begin}-{digest(trigger, length=6)}"
