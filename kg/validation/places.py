"""Where a Turtle, TriG or N-Triples file speaks of a thing: line and column of its statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.namespaces import ID, PREFIXES
from kg.records import Problem

_TOKEN: Final = re.compile(
    r'(?P<skip>\s+|#[^\n]*)|(?P<iri><[^<>"{}|^`\\\s]*>)'
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
    r"|(?P<tag>@[A-Za-z][\w-]*|\^\^)|(?P<mark>[\[\](){},;]|\.(?![\w%]))|(?P<name>(?:[^\s<>\"'\[\](){},;#^@.]|\.(?=[\w%:]))+)",
    re.DOTALL,
)
_DIRECTIVES: Final = frozenset(("prefix", "base", "@prefix", "@base"))
_A: Final = PREFIXES["rdf"] + "type"
SUFFIXES: Final = (".nq", ".nt", ".trig", ".ttl")


class Places:
    """The statements of one file: where each thing, and each of its properties, is first spoken of."""

    def __init__(self, text: str, source: str) -> None:
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._prefixes: dict[str, str] = {}
        self._base = ID
        self._found: dict[tuple[str, str | None], int] = {}
        self._read(text)

    @classmethod
    def of(cls, path: Path) -> Places:
        """Read a file; what is no text gives no places."""
        return cls(path.read_text(encoding="utf-8", errors="replace"), str(path))

    def of_problem(self, problem: Problem) -> Problem:
        """Return the problem at its place in this file; the place in the document that it had goes to `details`."""
        if problem.subject is None:
            return problem
        verb = _full(problem.path)
        start = self._found.get((problem.subject, verb), self._found.get((problem.subject, None)))
        if start is None:
            return problem
        line = bisect_right(self._lines, start)
        was = f"{problem.source}:{problem.line}:{problem.column}"
        return replace(
            problem,
            source=self._source,
            line=line,
            column=start - self._lines[line - 1] + 1,
            details=(*problem.details, was) if problem.line is not None else problem.details,
        )

    def _read(self, text: str) -> None:
        """Walk over the tokens: at depth 0 the first is the subject, the next and each behind `;` a property."""
        depth, subject, position = 0, None, 0
        tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "skip"]
        at = 0
        while at < len(tokens):
            said = tokens[at].group()
            if depth == 0 and position == 0 and said.lower() in _DIRECTIVES:
                at = self._directive(tokens, at)
                continue
            if said in "[(":
                depth += 1
                position += position == 0
            elif said in ")]":
                depth -= 1
            elif depth == 0 and said in "{}.":
                # a name in front of { is that of a graph
                subject, position = None, 0
            elif depth == 0 and said == ";":
                position = 1
            elif depth == 0 and said != ",":
                subject, position = self._term(tokens[at], subject, position)
            at += 1

    def _term(self, match: re.Match[str], subject: str | None, position: int) -> tuple[str | None, int]:
        if position == 0:
            subject = self._iri(match.group())
            if subject is not None and match.group().lower() != "graph":
                self._found.setdefault((subject, None), match.start())
                return subject, 1
            return None, int(match.group().lower() != "graph")
        if position == 1 and subject is not None:
            verb = _A if match.group() == "a" else self._iri(match.group())
            if verb is not None:
                self._found.setdefault((subject, verb), match.start())
        return subject, 2

    def _directive(self, tokens: list[re.Match[str]], at: int) -> int:
        """Note a prefix or base; return the place behind it."""
        kind, length = tokens[at].group().lower().lstrip("@"), 2
        if kind == "base" and at + 1 < len(tokens):
            self._base = tokens[at + 1].group()[1:-1]
        elif at + 2 < len(tokens):
            self._prefixes[tokens[at + 1].group().removesuffix(":")] = tokens[at + 2].group()[1:-1]
            length = 3
        behind = at + length
        return behind + (behind < len(tokens) and tokens[behind].group() == ".")

    def _iri(self, token: str) -> str | None:
        from urllib.parse import urljoin  # noqa: PLC0415 (beside its only user)

        if token.startswith("<"):
            return token[1:-1] if ":" in token else urljoin(self._base, token[1:-1])
        prefix, colon, local = token.partition(":")
        if not colon or prefix not in self._prefixes:
            return None
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _full(path: str | None) -> str | None:
    """Return the IRI of `gp:deadline`; None for a path of several properties."""
    prefix, _, local = (path or "").partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES and local.isalnum() else None
