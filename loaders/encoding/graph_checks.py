"""What is wrong in a plan graph before any rule looks at it, each mistake at its line and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.errors import Bilingual, both
from kg.namespaces import NS
from kg.terms import GP, RDF, XSD
from loaders.encoding import graph_terms as known
from loaders.encoding.turtle import Lines, Statement, Term

if TYPE_CHECKING:
    from loaders.encoding.report import Report

_STRINGS: Final = (XSD.string, RDF.langString)
_Key = tuple[str | None, str]


def check(found: Sequence[Statement], lines: Lines, report: Report) -> None:
    """Report every mistake of the statements of one file."""
    _Checker(found, lines, report).run()


class _Checker:
    def __init__(self, found: Sequence[Statement], lines: Lines, report: Report) -> None:
        self._found = found
        self._lines = lines
        self._report = report
        self._types: dict[_Key, list[str]] = defaultdict(list)
        self._stated: dict[_Key, dict[str, Statement]] = defaultdict(dict)
        self._subjects = {statement.subject.value for statement in found}
        for statement in found:
            key = (statement.graph, statement.subject.value)
            if statement.predicate.value == RDF.type:
                self._types[key].append(statement.value.value)
            self._stated[key].setdefault(statement.predicate.value, statement)

    def run(self) -> None:
        for statement in self._found:
            self._statement(statement)
        self._plans()
        self._things()
        self._numbers()

    def _add(self, code: str, term: Term, **details: object) -> None:
        self._report.add(code, self._lines.place(term.at), **details)

    def _statement(self, statement: Statement) -> None:
        predicate, value = statement.predicate, statement.value
        misspelt = [t for t in (predicate, value, statement.subject) if t.kind == "iri" and self._misspelt(t)]
        if predicate in misspelt:
            return
        if predicate.value.startswith(NS) and predicate.value[len(NS)].isupper():
            self._add("graph-no-property", predicate, key=known.short(predicate.value))
            return
        if value in misspelt:
            return
        if predicate.value == RDF.type:
            if value.value.startswith(NS) and value.value not in known.classes():
                self._add("graph-no-class", value, value=known.short(value.value))
            return
        self._once(statement)
        self._value(statement)

    def _misspelt(self, term: Term) -> bool:
        near = known.misspelt(term.value)
        if near is None:
            return False
        hint = (
            both(f"Did you mean {near[0]}?", f"是否想写“{near[0]}”？")
            if near
            else both("See docs/glossary.md for the terms.", "术语表见 docs/glossary.md。")
        )
        self._add("graph-term", term, value=term.written or term.value, hint=hint)
        return True

    def _once(self, statement: Statement) -> None:
        key, predicate = (statement.graph, statement.subject.value), statement.predicate.value
        first = self._stated[key][predicate]
        if predicate in known.ONCE and first.value[:2] != statement.value[:2]:
            line = self._lines.place(first.value.at).line + 1
            self._add("graph-twice", statement.value, key=known.short(predicate), line=line)

    def _value(self, statement: Statement) -> None:
        predicate, value = statement.predicate.value, statement.value
        expected = known.properties().get(predicate)
        name = known.short(predicate)
        if value.kind == "literal" and not _is_form(value):
            self._add("graph-form", value, key=name, value=value.value, example=_example(value.datatype))
        elif expected is None:
            return
        elif expected.datatype is None:
            self._thing(name, statement)
        elif value.kind != "literal":
            self._add("graph-needs-value", value, key=name, example=_example(expected.datatype))
        elif not _fits(value.datatype, expected.datatype):
            self._add("graph-datatype", value, key=name, value=value.value, example=_example(expected.datatype))

    def _thing(self, name: str, statement: Statement) -> None:
        predicate, value = statement.predicate.value, statement.value
        choices = known.choices(predicate)
        if value.kind == "literal":
            self._add("graph-needs-thing", value, key=name, value=value.value)
        elif choices and value.value not in choices:
            names = [known.short(choice) for choice in choices]
            self._add("graph-code", value, key=name, value=known.short(value.value),
                      choices=both(", ".join(names), "、".join(names)))  # fmt: skip
        elif not choices and predicate not in known.OUTSIDE and value.value not in self._subjects:
            self._add("graph-dangling", value, key=name, value=known.short(value.value))

    def _plans(self) -> None:
        graphs = list(dict.fromkeys(statement.graph for statement in self._found))
        named = [graph for graph in graphs if graph is not None]
        shared = [s for (graph, s), types in self._types.items() if graph is None and GP.Plan in types]
        wanted: list[str | None] = [*named] or [None]
        for graph in wanted:
            plans = [s for (g, s), types in self._types.items() if g == graph and GP.Plan in types]
            plans += [] if graph is None else shared
            if not plans:
                self._report.add("graph-no-plan", None, graph=_of(graph))
            for plan in plans[1:]:
                place = self._stated[(graph, plan)] or self._stated[(None, plan)]
                self._add("graph-two-plans", next(iter(place.values())).subject, value=known.short(plan))

    def _things(self) -> None:
        for key, stated in self._stated.items():
            first = next(iter(stated.values()))
            types = self._types.get(key, self._types.get((None, key[1]), []))
            if not types:
                if any(predicate.startswith(NS) for predicate in stated):
                    self._add("graph-untyped", first.subject, value=_name(first.subject))
                continue
            needed = {predicate for type_ in types for predicate in known.NEEDED.get(type_, ())}
            everywhere = stated.keys() | self._stated.get((None, key[1]), {}).keys()
            for predicate in sorted(needed - everywhere):
                close = any((known.misspelt(stated_) or ("",))[0] == known.short(predicate) for stated_ in stated)
                if not close:
                    self._add("graph-missing", first.subject, key=known.short(predicate),
                              value=_name(first.subject))  # fmt: skip

    def _numbers(self) -> None:
        seen: dict[tuple[str | None, str, str], Statement] = {}
        for (graph, subject), stated in self._stated.items():
            path, plan = stated.get(GP.path), stated.get(GP.ofPlan)
            if path is None or plan is None or "~" in subject:
                continue
            first = seen.setdefault((graph, plan.value.value, path.value.value), path)
            if first is not path:
                line = self._lines.place(first.value.at).line + 1
                self._add("encoding-duplicate-id", path.value, value=path.value.value, line=line, key="gp:path")


def _of(graph: str | None) -> Bilingual:
    return both("The file", "文件中") if graph is None else both(f"The graph <{graph}>", f"图 <{graph}> 中")


def _name(subject: Term) -> str:
    return known.short(subject.value) if subject.kind == "iri" else "[ … ]"


def _example(datatype: str) -> str:
    return known.EXAMPLES.get(datatype, "…")


def _fits(datatype: str, expected: str) -> bool:
    if expected == XSD.string:
        return datatype in _STRINGS
    return datatype == expected or (expected == XSD.decimal and datatype == XSD.integer)


def _is_form(value: Term) -> bool:
    form = known.FORMS.get(value.datatype)
    if form is None:
        return True
    if form.fullmatch(value.value) is None:
        return False
    if value.datatype == XSD.date:
        try:
            date.fromisoformat(value.value[:10])
        except ValueError:
            return False
    return True
