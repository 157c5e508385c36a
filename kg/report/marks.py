"""The text of a document with everything that was read in it marked, however facts nest and overlap.

The text is cut wherever a fact begins or ends and at line ends; each piece stands in one element that names all
the facts over it and looks like the shortest of them. So no element ever crosses another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from kg.network.flat import clean
from kg.report.words import text as say
from kg.view.words import indicator_words, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.view import Entry, Indicator, Plan, Span
    from kg.view.words import Language

KINDS: Final = ("head", "action", "clause", "unit", "target", "body", "step", "cited", "unread")
MOST_NAMES: Final = 4
"""A piece under more facts than this names the shortest of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact over a run of the text: its kind, one of `KINDS`, what it says, and the anchor that leads to it."""

    begin: int
    end: int
    kind: str
    says: str
    anchor: str = ""


def marks_of(plan: Plan, language: Language) -> tuple[Mark, ...]:
    """Return a mark for every run that a fact of the plan was read from, in the order of the text."""
    marks = list(_marks(plan, language))
    return tuple(sorted(set(marks), key=lambda m: (m.begin, -m.end, KINDS.index(m.kind), m.says)))


def _over(spans: Sequence[Span], kind: str, says: str, anchor: str = "") -> Iterator[Mark]:
    for place, span in enumerate(spans):
        yield Mark(span.begin, span.end, kind, says, anchor if place == 0 else "")


def _marks(plan: Plan, language: Language) -> Iterator[Mark]:
    yield from _over(plan.spans, "head", say("m-head", language))
    for place, entry in enumerate(plan.entries):
        kind = word(entry.kind, language)
        if entry.is_action:
            yield from _over(entry.spans, "action", f"{kind}：{entry.label}", f"e{place}")
        elif entry.spans:
            # a heading is marked by its place in the outline, not by a colour over all that it holds
            yield from _over(entry.spans[:1], "action", f"{kind}：{entry.label}", f"e{place}")
    items: tuple[Entry | Indicator, ...] = (*plan.actions, *plan.indicators)
    for item in items:
        for clause in item.clauses:
            note = f"（{word('open list', language)}）" if clause.open_list else ""
            yield from _over(clause.spans, "clause", f"{say('m-clause', language)}{note}：{item.label}")
        for duty in item.duties:
            yield from _over(duty.spans, "unit", f"{word(duty.role, language)}：{duty.unit.name}")
    for place, indicator in enumerate(plan.indicators):
        yield from _over(indicator.spans, "target", indicator_words(indicator, language), f"i{place}")
        runs = [value.spans for value in indicator.targets] + [value.spans for value in indicator.observations]
        for spans in runs:
            yield from _over(spans, "target", indicator_words(indicator, language))
    for place, body in enumerate(plan.bodies):
        yield from _over(body.spans, "body", f"{say('m-body', language)}：{body.name}", f"b{place}")
    for place, step in enumerate(plan.steps):
        yield from _over(step.spans, "step", f"{word(step.kind, language)}：{step.label}", f"s{place}")
    for place, cited in enumerate(plan.cited):
        yield from _over(cited.spans, "cited", f"{word(cited.relation, language)}：{cited.title}", f"c{place}")
    for place, run in enumerate(plan.unread):
        yield from _over(run.spans, "unread", f"{say('m-unread', language)}：{run.reason}", f"u{place}")


def marked_text(text: str, marks: Sequence[Mark]) -> str:
    """Return the text as HTML: a paragraph with its number for each line, a `mark` for each piece under a fact.

    Marks beyond the text are left out. The text of the pieces, joined, is the text.
    """
    marks = [mark for mark in marks if 0 <= mark.begin < mark.end <= len(text)]
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        opening[mark.begin].append(index)
        closing[mark.end].append(index)
    cuts = sorted({*opening, *closing})
    open_now: set[int] = set()
    said: set[str] = set()
    lines: list[str] = []
    place = next_cut = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = place + len(line)
        pieces: list[str] = []
        at = place
        while True:
            while next_cut < len(cuts) and cuts[next_cut] <= at:
                cut = cuts[next_cut]
                open_now.difference_update(closing[cut])
                open_now.update(opening[cut])
                pieces.extend(_anchors(marks, opening[cut], said))
                next_cut += 1
            stop = min(end, cuts[next_cut]) if next_cut < len(cuts) else end
            if at < stop:
                pieces.append(_piece(text[at:stop], [marks[index] for index in open_now]))
            if stop >= end:
                break
            at = stop
        lines.append(f'<p id="L{number}"><a class="n" href="#L{number}">{number}</a>{"".join(pieces)}</p>')
        place = end + 1
    return "\n".join(lines)


def _anchors(marks: Sequence[Mark], opened: Sequence[int], said: set[str]) -> Iterator[str]:
    for index in opened:
        anchor = marks[index].anchor
        if anchor and anchor not in said:
            said.add(anchor)
            yield f'<a id="{escape(anchor)}"></a>'


def _piece(piece: str, over: list[Mark]) -> str:
    shown = escape(clean(piece))
    if not over:
        return shown
    over.sort(key=lambda m: (m.end - m.begin, KINDS.index(m.kind), m.says))
    names = list(dict.fromkeys(mark.says for mark in over))
    title = "\n".join(names[:MOST_NAMES]) + ("\n…" if len(names) > MOST_NAMES else "")
    return f'<mark class="{over[0].kind}" title="{escape(title)}">{shown}</mark>'
