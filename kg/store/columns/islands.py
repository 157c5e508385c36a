"""A group as it grows: relations that share no variable stay apart until something binds them together.

Joined in the order of the text, two that share nothing are a cross product; an outer join that follows keeps the
planner of the database from taking it apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.store.columns.relation import UNIT, Relation, join, minus, union

# what a union is joined with is joined once, behind it, unless the union is so many times larger
_ONCE: Final = 8


class Islands:
    """The relations of a group, no two of which share a variable; the group is their product."""

    def __init__(self) -> None:
        self._parts: list[Relation] = []

    def has(self, name: str) -> bool:
        """Tell whether a variable is in one of them."""
        return any(name in part.fields for part in self._parts)

    def are_settled(self, names: Iterable[str], later: set[str]) -> bool:
        """Tell whether what comes later, with its variables, leaves each of these as it is now."""
        found = {name: field for part in self._parts for name, field in part.fields.items()}
        return all(not found[name].maybe if name in found else name not in later for name in names)

    def take(self, names: Iterable[str]) -> Relation:
        """Take out what holds any of the variables, as one relation; what is made of it is `put` back."""
        wanted = set(names)
        taken = [part for part in self._parts if wanted & part.fields.keys()]
        self._parts = [part for part in self._parts if part not in taken]
        return _product(taken)

    def take_any(self) -> Relation:
        """Take out the relation that was put in last: what needs no variable goes with any."""
        return self._parts.pop() if self._parts else UNIT

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Let go of the variables that nothing asks for any more."""
        self._parts = [part.only(wanted) for part in self._parts]

    def put(self, relation: Relation) -> None:
        """Put a relation in that shares no variable with the others."""
        if relation is not UNIT:
            self._parts.append(relation)

    def join(self, relation: Relation) -> None:
        """Join a relation."""
        self.put(join(self.take(relation.fields), relation))

    def minus(self, relation: Relation) -> None:
        """Take away the rows that a relation agrees with; one that shares no variable takes nothing."""
        left = self.take(relation.fields)
        self.put(left if left is UNIT else minus(left, relation))

    def union(self, parts: Sequence[Relation]) -> None:
        """Join a union: as the union of joins, which keeps what each part binds for sure, or as one join behind it."""
        left = self.take({name for part in parts for name in part.fields})
        is_small = left.rows * _ONCE < sum(part.rows for part in parts)
        if left is UNIT or is_small or not all(_is_sure(name, left, parts) for name in left.fields):
            self.put(union([join(left, part) for part in parts]))
        else:
            self.put(join(left, union(list(parts))))

    def whole(self) -> Relation:
        """Return the group as one relation."""
        return _product(self._parts)


def _is_sure(name: str, left: Relation, parts: Sequence[Relation]) -> bool:
    """Tell whether a variable is none of a union, or bound by all of its parts in one form."""
    found = [part.fields.get(name) for part in parts]
    forms = {(field.kind, field.has_id) for field in (left.fields[name], *found) if field is not None}
    is_bound = all(field is not None and not field.maybe for field in (left.fields[name], *found))
    return not any(found) or (is_bound and len(forms) == 1)


def _product(parts: Sequence[Relation]) -> Relation:
    made = UNIT
    for part in sorted(parts, key=lambda p: -p.rows):
        made = join(made, part)
    return made
