"""From drafts to records: units resolved, evidence attached, paths kept apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from kg.records import Action, Assignment, Clause, Evidence, Section, Unit, Unread
from loaders.outline import Item, Outline, apart
from loaders.reading import Reading
from loaders.rules import action as action_rule
from loaders.rules import task_table as table_rule
from loaders.rules.action import ActionDraft, Actions
from loaders.rules.clause import find as clause_rule
from loaders.rules.clause.compile import ClauseDraft, NamedUnit, StandingRules

Resolve = Callable[[str, tuple[str, ...]], Unit]
"""From a name as written, and the names beside it in its clause, to a unit."""
SECTION: Final = "outline"
_ROW_START: Final = 20
_REST: Final = ("其他", "其它", "其余")
_DAMAGED: Final = re.compile(
    r"\d{4}年|[-—–－]\s*\d+\s*[-—–－]|^\d+[.．]|^[^(（]*[)）]|[(（][^)）]*$|(?:责任|牵头|配合|主办|协办)(?:单位|部门)[:：]?.|不少于|不低于"
)
"""What no unit's name holds: a date, the number of a page, half a bracket, a label, a count. The run
then lost a line end, a separator or a bracket, and whose name it was cannot be told."""


@dataclass(slots=True)
class Assembler:
    """Turns drafts into records of one document.

    Attributes:
        reading: The document.
        resolve: From names to units.
        rules: What the document states once for all clauses.
        read: Runs of the folded text that became facts.
        unread: Pieces of clauses that are no units.
    """

    reading: Reading
    resolve: Resolve
    rules: StandingRules
    read: list[tuple[int, int]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def clause(self, draft: ClauseDraft, *, added: bool = True) -> Clause:
        """Return the record of a clause; units that a standing rule adds stand at the end."""
        reading = self.reading
        draft = self._whole_names(draft)
        written = [reading.printed(unit.start, unit.end) for unit in draft.units]
        assignments = [self._assignment(unit, name, written) for unit, name in zip(draft.units, written, strict=True)]
        if added and draft.units:
            assignments += [
                self._assignment(unit, reading.printed(unit.start, unit.end), written)
                for unit in self.rules.added
                if unit.start < (draft.end if unit.whole else draft.start)
                and reading.printed(unit.start, unit.end) not in written
            ]
        self.read.append((draft.start, draft.end))
        for start, end in draft.noise:
            self.unread.append(
                Unread(
                    reading.printed(start, end), "unclear:not-a-unit", (reading.evidence(start, end, clause_rule.ID),)
                )
            )
        at = draft.deadline_at
        return Clause(
            reading.printed(draft.start, draft.end),
            _unique(assignments),
            (reading.evidence(draft.start, draft.end, clause_rule.ID),),
            draft.open_list,
            draft.by_division,
            draft.deadline,
            None if at is None else reading.printed(*at),
        )

    def _whole_names(self, draft: ClauseDraft) -> ClauseDraft:
        """Move names that damage made out of the units: what is kept is a run that was not read."""
        broken = [unit for unit in draft.units if _DAMAGED.search(self.reading.printed(unit.start, unit.end))]
        if not broken:
            return draft
        units = tuple(unit for unit in draft.units if unit not in broken)
        return replace(draft, units=units, noise=(*draft.noise, *((unit.start, unit.end) for unit in broken)))

    def _assignment(self, unit: NamedUnit, name: str, beside: list[str]) -> Assignment:
        # Only a group that leaves units out (其他成员单位) depends on the names beside it.
        others = tuple(other for other in beside if other != name) if name.startswith(_REST) else ()
        evidence: Evidence = self.reading.evidence(unit.start, unit.end, clause_rule.ID)
        return Assignment(self.resolve(name, others), name, unit.role, (evidence,))

    def outline(self, outline: Outline, actions: Actions) -> tuple[tuple[Section, ...], tuple[Action, ...]]:
        """Return the sections and actions of a document; `order` counts both in reading order."""
        drafts = actions.drafts
        for start, end in actions.unread_rows:
            evidence = (self.reading.evidence(start, end, table_rule.ID),)
            self.unread.append(Unread(self.reading.printed(start, end)[:_ROW_START], "row-not-read", evidence))
        whole = {draft.item for draft in drafts if not draft.inside}
        starts: list[tuple[int, int, Callable[[int], Section | Action]]] = []
        taken: Counter[str] = Counter()
        for item in outline.items:
            outer = _outer(outline, item)
            taken[item.number if outer is None else f"{outer}/{item.number}"] += 1
            if item.index not in whole:
                starts.append((item.start, 0, partial(self._section, item, outer)))
        for draft in drafts:
            item = outline.items[draft.item]
            outer, path = _outer(outline, item), item.path
            if draft.inside:
                outer, path = path, apart(f"{path}/{draft.number}", taken)
            starts.append((draft.body[0], 1, partial(self._action, draft, path, outer)))
        starts.sort(key=lambda entry: entry[:2])
        ordered = [make_record(place) for place, (_, _, make_record) in enumerate(starts)]
        return (
            tuple(thing for thing in ordered if isinstance(thing, Section)),
            tuple(thing for thing in ordered if isinstance(thing, Action)),
        )

    def _section(self, item: Item, outer: str | None, order: int) -> Section:
        start, end = item.paragraphs[0]
        stop = self.reading.text.find("。", start, end)
        end = stop if stop > start else end
        label = self.reading.printed(start, end).rstrip("。;；:：,，")
        evidence = (self.reading.evidence(start, end, SECTION),)
        return Section(item.path, label, item.number, order, str(item.kind), evidence, outer)

    def _action(self, draft: ActionDraft, path: str, outer: str | None, order: int) -> Action:
        reading = self.reading
        start, end = draft.body
        own = [clause for clause in draft.clauses if start <= clause.start]
        stop = min((clause.start for clause in own if clause.units), default=end)
        text = reading.printed(start, max(stop, draft.title[1]))
        at = draft.deadline_at
        return Action(
            path,
            reading.printed(*draft.title),
            draft.number,
            order,
            draft.kind,
            (reading.evidence(*draft.title, action_rule.ID),),
            outer,
            text,
            tuple(self.clause(clause, added=start <= clause.start < end) for clause in draft.clauses),
            draft.deadline,
            None if at is None else reading.printed(*at),
        )


def _outer(outline: Outline, item: Item) -> str | None:
    """Return the path of the part around `item`."""
    return None if item.parent is None else outline.items[item.parent].path


def _unique(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Drop a unit that a clause names twice in one role; the first mention stands."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for assignment in assignments:
        key = assignment.unit_text, assignment.role
        if key not in seen:
            seen.add(key)
            kept.append(assignment)
    return tuple(kept)
