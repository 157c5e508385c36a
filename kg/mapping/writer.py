"""The lines of one graph: quads, evidence, and identifiers that never meet by accident."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg import iri as mint
from kg.errors import SourceError, both
from kg.mapping import nquads
from kg.terms import GP, NIF, RDF

if TYPE_CHECKING:
    from kg.records import Evidence, SourceDocument


def predicate(term: str) -> str:
    """Return `term` as it stands between subject and object."""
    return f" <{term}> "


A: Final = predicate(RDF.type)
_EVIDENCE: Final = predicate(GP.evidence)
_READ_BY: Final = predicate(GP.readBy)
_BEGIN: Final = predicate(NIF.beginIndex)
_END: Final = predicate(NIF.endIndex)
_ANCHOR: Final = predicate(NIF.anchorOf)
_CONTEXT: Final = predicate(NIF.referenceContext)
_IS_STRING: Final = f"{A}<{NIF.RFC5147String}>"
_CONFIDENCE: Final = predicate(GP.confidence)
_PLACES: Final = tuple(
    (name, predicate(term))
    for name, term in (("page", GP.page), ("table", GP.table), ("row", GP.row), ("column", GP.column))
)


class Writer:
    """Collects lines for one graph; objects are terms as `nquads` writes them, subjects bare IRIs."""

    __slots__ = ("_claimed", "_context", "_quoted", "_rules", "_text", "end", "lines")

    def __init__(self, graph: str, source: SourceDocument | None) -> None:
        self.lines: list[str] = []
        self.end = f" <{graph}> .\n"
        self._claimed: set[str] = set()
        self._quoted: set[tuple[int, int]] = set()
        self._rules: dict[str, str] = {}
        self._context = mint.context_iri(source.sha256) if source is not None else None
        self._text = source.text if source is not None else ""

    def add(self, subject: str, verb: str, term: str | None) -> None:
        """Add one quad, or none where the record has no value."""
        if term is not None:
            self.lines.append(f"<{subject}>{verb}{term}{self.end}")

    def link(self, subject: str, verb: str, target: str) -> None:
        """Add one quad whose object is an IRI."""
        self.lines.append(f"<{subject}>{verb}<{target}>{self.end}")

    def string(self, subject: str, verb: str, text: str | None) -> None:
        """Add one quad whose object is a string, or none where there is no text."""
        if text is not None:
            self.lines.append(f"<{subject}>{verb}{nquads.string(text)}{self.end}")

    def claim(self, iri: str, record: object, evidence: Sequence[Evidence]) -> str:
        """Return `iri`, or one beside it where another record of this graph has it already.

        The mark is the place where the record was read; where that does not tell two records
        apart, a digest of what they say; and for equal records `again`: n records stay n things.
        """
        if iri in self._claimed:
            base = iri
            if evidence:
                iri = mint.apart(base, str(evidence[0].begin))
            if iri in self._claimed:
                iri = mint.apart(iri, mint.digest(repr(record)))
            while iri in self._claimed:
                iri = mint.apart(iri, "again")
        self._claimed.add(iri)
        return iri

    def evidence(self, subject: str, evidence: Sequence[Evidence]) -> None:
        """Add where `subject` was read and the rules that read it.

        Raises:
            SourceError: A quote is not what the text holds there.
        """
        for item in evidence:
            read = self._rules.get(item.rule)
            if read is None:
                read = self._rules[item.rule] = f">{_READ_BY}{nquads.string(item.rule)}{self.end}"
            if self._context is None:
                self.lines.append(f"<{subject}{read}")
                continue
            begin, end = item.begin, item.end
            node = f"{self._context}#char={begin},{end}"
            self.lines.append(f"<{subject}{read}<{subject}>{_EVIDENCE}<{node}>{self.end}")
            if (begin, end) not in self._quoted:
                self._quoted.add((begin, end))
                self._quote(node, item)

    def _quote(self, node: str, item: Evidence) -> None:
        begin, end = item.begin, item.end
        if not 0 <= begin < end or self._text[begin:end] != item.quote:
            raise SourceError(
                both(f"Rule {item.rule!r} quotes {item.quote[:40]!r}, but characters {begin} to {end} are "
                     f"{self._text[begin:end][:40]!r}.",
                     f"规则 {item.rule!r} 的引文是 {item.quote[:40]!r}，原文第 {begin} 至 {end} 个字符却是 "
                     f"{self._text[begin:end][:40]!r}。"),
                both("Report this as a fault of the rule, with the document.", "请连同文件报告此规则缺陷。"),
            )  # fmt: skip
        stop = self.end
        self.lines.append(
            f"<{node}>{_IS_STRING}{stop}"
            f"<{node}>{_BEGIN}{nquads.integer(begin)}{stop}"
            f"<{node}>{_END}{nquads.integer(end)}{stop}"
            f"<{node}>{_ANCHOR}{nquads.string(item.quote)}{stop}"
            f"<{node}>{_CONTEXT}<{self._context}>{stop}"
        )
        if item.page is not None or item.table is not None:
            for name, verb in _PLACES:
                place = getattr(item, name)
                if place is not None:
                    self.lines.append(f"<{node}>{verb}{nquads.integer(place)}{stop}")
        if item.confidence is not None:
            digits = nquads.decimal_digits(item.confidence)
            self.lines.append(f"<{node}>{_CONFIDENCE}{nquads.decimal(digits)}{stop}")
