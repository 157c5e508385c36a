"""The statements of one plan graph by subject, with values in the forms that records have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeVar

from kg.errors import SourceError, both
from kg.records import Evidence, PartialDate
from kg.terms import GP, NIF, RDF

if TYPE_CHECKING:
    import pyoxigraph as ox

T = TypeVar("T")
_FAR: Final = 1 << 60
_MINTED: Final = re.compile(r"-(?:by|in)-([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:~.*)?")


class Statements:
    """Answers for the things of one graph; values of a property come sorted unless the text gives an order."""

    def __init__(self, lines: str | bytes | Iterable[str]) -> None:
        import pyoxigraph as ox  # noqa: PLC0415 (heavy)

        whole = lines if isinstance(lines, str | bytes) else "".join(lines)
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in ox.parse(whole, format=ox.RdfFormat.N_QUADS):
                subject = _text(quad.subject)
                self._values[subject][quad.predicate.value].append(_text(quad.object))
        except SyntaxError as error:
            raise SourceError(
                both(f"These are not N-Quads: {error.msg}.", f"这不是语句：{error.msg}。"),
                both("Give N-Quads.", "请给出 N-Quads。"),
            ) from error
        for held in self._values.values():
            for values in held.values():
                values.sort()
        self.text = ""
        self._begun: dict[str, int] = {}

    def of_type(self, *classes: str) -> list[str]:
        """Return the things of these classes in the order in which they were read, else of their IRIs."""
        wanted = set(classes)
        found = [s for s, held in self._values.items() if not wanted.isdisjoint(held.get(RDF.type, ()))]
        return sorted(found, key=self.rank)

    def is_a(self, subject: str, class_: str) -> bool:
        """Tell whether a thing is said to be of a class."""
        return class_ in self.all(subject, RDF.type)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, sorted."""
        held = self._values.get(subject)
        return [] if held is None else held.get(predicate, [])

    def one(self, subject: str, predicate: str) -> str | None:
        """Return the first value of a property, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def printed(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return texts in the order in which they stand in the document, others behind them by the alphabet."""
        return tuple(sorted(self.all(subject, predicate), key=lambda text: (self._place(text), text)))

    def in_order(self, iris: Iterable[str], key: Callable[[str], object]) -> list[str]:
        """Return things in the order in which they were read, then of `key`, then of their IRIs."""
        return sorted(iris, key=lambda iri: (self.rank(iri)[0], key(iri), iri))

    def rank(self, subject: str) -> tuple[int, str]:
        """Return where a thing was read first, far away where it was not, and its IRI."""
        if subject not in self._begun:
            begins = (self.integer(node, NIF.beginIndex) for node in self.all(subject, GP.evidence))
            self._begun[subject] = min((begin for begin in begins if begin is not None), default=_FAR)
        return self._begun[subject], subject

    def _place(self, text: str) -> int:
        place = self.text.find(text) if self.text else -1
        return _FAR if place < 0 else place

    def integer(self, subject: str, predicate: str) -> int | None:
        """Return a whole number, or None."""
        value = self.one(subject, predicate)
        return int(value) if value is not None and value.lstrip("+-").isdigit() else None

    def decimal(self, subject: str, predicate: str) -> Decimal | None:
        """Return a number, or None."""
        value = self.one(subject, predicate)
        try:
            return None if value is None else Decimal(value)
        except InvalidOperation:
            return None

    def flag(self, subject: str, predicate: str) -> bool:
        """Return a truth value, False where there is none."""
        return self.one(subject, predicate) in ("true", "1")

    def first_day(self, subject: str, predicate: str) -> PartialDate | None:
        """Return the longest period, year, month or day, that begins on the day stated."""
        day = self._day(subject, predicate)
        if day is None:
            return None
        if day.day > 1:
            return PartialDate(day.year, day.month, day.day)
        return PartialDate(day.year, day.month) if day.month > 1 else PartialDate(day.year)

    def last_day(self, subject: str, predicate: str) -> PartialDate | None:
        """Return the period that ends on the day stated: as precise as the IRI says, else the longest."""
        day = self._day(subject, predicate)
        if day is None:
            return None
        minted = _MINTED.search(subject.rsplit("/", 1)[-1])
        if minted is not None:
            stated = PartialDate(int(minted[1]), *(int(part) if part else None for part in minted.groups()[1:]))
            if stated.last_day == day:
                return stated
        for period in (PartialDate(day.year), PartialDate(day.year, day.month)):
            if period.last_day == day:
                return period
        return PartialDate(day.year, day.month, day.day)

    def _day(self, subject: str, predicate: str) -> date | None:
        value = self.one(subject, predicate)
        try:
            return None if value is None else date.fromisoformat(value[:10])
        except ValueError:
            return None

    def evidence(self, subject: str) -> tuple[Evidence, ...]:
        """Return where a thing was read; rules are dealt out to the places, since the graph does not pair them."""
        rules: Sequence[str] = self.all(subject, GP.readBy) or [""]
        found = []
        for place, node in enumerate(sorted(self.all(subject, GP.evidence), key=self._span)):
            begin, end = self._span(node)
            if not 0 <= begin < end:
                continue
            quote = self.one(node, NIF.anchorOf) or ""
            page, table, row, column = (self.integer(node, term) for term in (GP.page, GP.table, GP.row, GP.column))
            confidence = self.decimal(node, GP.confidence)
            found.append(Evidence(begin, end, quote, rules[place % len(rules)], page, table, row, column, confidence))
        return tuple(found)

    def _span(self, node: str) -> tuple[int, int]:
        return self.integer(node, NIF.beginIndex) or 0, self.integer(node, NIF.endIndex) or 0


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    value = getattr(term, "value", None)
    return str(term) if value is None else str(value)
