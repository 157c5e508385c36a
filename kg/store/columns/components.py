"""The connected components of a group pattern: relations that share no variable are kept apart while it is compiled.

Joining them in the order of the text would make cross products, and an outer join behind such a product keeps the
database from splitting it again. They are joined when a later element uses variables of both, or at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.store.columns.relation import UNIT, Relation, join, minus, union

# a union is united first and joined once, unless it has so many times more rows than what it is joined with
_ONCE: Final = 8


class Components:
    """The relations of a group so far, no two of which share a variable; the group is their cross product."""

    def __init__(self) -> None:
        self._parts: list[Relation] = []

    def has(self, name: str) -> bool:
        """Tell whether one of the relations has the variable."""
        return any(name in part.fields for part in self._parts)

    def are_settled(self, names: Iterable[str], later: set[str]) -> bool:
        """Tell whether elements that use the variables `later` can no longer change the values of `names`."""
        found = {name: field for part in self._parts for name, field in part.fields.items()}
        return all(not found[name].maybe if name in found else name not in later for name in names)

    def take(self, names: Iterable[str]) -> Relation:
        """Remove the relations that have any of the variables, and return them as one; the caller `put`s the result."""
        wanted = set(names)
        taken = [part for part in self._parts if wanted & part.fields.keys()]
        self._parts = [part for part in self._parts if part not in taken]
        return _product(taken)

    def take_any(self) -> Relation:
        """Remove and return the newest relation: an expression without variables can be added to any of them."""
        return self._parts.pop() if self._parts else UNIT

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Drop the variables that are not wanted."""
        self._parts = [part.only(wanted) for part in self._parts]

    def put(self, relation: Relation) -> None:
        """Add a relation that shares no variable with the others."""
        if relation is not UNIT:
            self._parts.append(relation)

    def join(self, relation: Relation) -> None:
        """Join a relation with those that share a variable with it."""
        self.put(join(self.take(relation.fields), relation))

    def minus(self, relation: Relation) -> None:
        """Apply MINUS: remove the rows that agree with the relation; one that shares no variable removes none."""
        left = self.take(relation.fields)
        self.put(left if left is UNIT else minus(left, relation))

    def union(self, parts: Sequence[Relation]) -> None:
        """Join a UNION.

        Either each part is joined and the results are united, which keeps what each part surely binds, or the
        parts are united first and joined once, which is cheaper.
        """
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
    """Tell whether no part of a union has the variable, or every part surely binds it in one form."""
    found = [part.fields.get(name) for part in parts]
    forms = {(field.kind, field.has_id) for field in (left.fields[name], *found) if field is not None}
    is_bound = all(field is not None and not field.maybe for field in (left.fields[name], *found))
    return not any(found) or (is_bound and len(forms) == 1)


def _product(parts: Sequence[Relation]) -> Relation:
    made = UNIT
    for part in sorted(parts, key=lambda p: -p.rows):
        made = join(made, part)
    return made
