"""An open store of plans, and everything that can be had from it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.api.answer import Answer, Findings
from kg.api.views import NetworkView, Picture
from kg.errors import UsageError, both
from kg.query.table import Table
from kg.store import Literal, Rows, Triples, open_store

if TYPE_CHECKING:
    from types import TracebackType

    from kg.query.catalog import SavedQuery
    from kg.store import Store
    from kg.view import Plan
    from kg.view.words import Language

Words = str | int | dt.date | Sequence[str]


def open_plans(location: str | Path, *, language: Language = "zh") -> Plans:
    """Open a store to read; `kg.open` is this function.

    Args:
        location: A folder that `govplan build` wrote, an RDF file, or the address of a SPARQL endpoint.
        language: Of headings and of the words that govplan adds: `zh` or `en`.

    Raises:
        StoreError: There is no store, or it cannot be read.
        SourceError: The RDF file is broken.
        UsageError: `location` is none of these.
    """
    return Plans(open_store(location), str(location), language)


class Plans:
    """An open store of plans. Close it, or use it in a `with` statement."""

    def __init__(self, store: Store, location: str, language: Language = "zh") -> None:
        self.store = store
        self.location = location
        self.language: Language = language

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
        self.store.close()

    def questions(self) -> Answer:
        """Return the saved questions: id, what each answers, and its parameters."""
        from kg.query.catalog import load_catalog  # noqa: PLC0415 (reads files)

        rows = []
        for query in load_catalog():
            summary = query.summary_zh if self.language == "zh" else query.summary
            names = ", ".join(p.name if p.optional or p.default is not None else f"{p.name}*" for p in query.parameters)
            rows.append((Literal(query.id), Literal(summary), Literal(names)))
        return Answer(Table(("question", "summary", "parameters"), tuple(rows), "questions"))

    def ask(self, question: str, **words: Words) -> Answer:
        """Answer a saved question.

        Args:
            question: Its id, as `questions` lists it.
            words: Its parameters: a unit by any name, a place, a plan, a date …; a list means any of them.

        Raises:
            UsageError: There is no such question or parameter, or a word names nothing.
            StoreError: The store cannot be read.
        """
        from kg.query.catalog import find_query  # noqa: PLC0415 (reads files)
        from kg.query.run import ask  # noqa: PLC0415 (the same)

        query = find_query(question)
        given = {
            name: [str(value)] if isinstance(value, str | int | dt.date) else list(value)
            for name, value in words.items()
        }
        table = ask(self.store, query, given)
        return Answer(self._headed(table, query), {column.name: column.kind for column in query.columns})

    def _headed(self, table: Table, query: SavedQuery) -> Table:
        heads = tuple(column.label_zh if self.language == "zh" else column.label for column in query.columns)
        return Table(table.columns, table.rows, table.query_id, table.cut, heads)

    def sparql(self, text: str, *, seconds: int = 60, rows: int = 1_000_000) -> Answer | bool:
        """Run a SPARQL query of your own, which may only read; the prefixes of govplan need no declaration.

        A CONSTRUCT gives a table of subject, predicate and object.

        Args:
            text: SELECT, ASK, CONSTRUCT or DESCRIBE, without SERVICE and FROM.
            seconds: After so long it is stopped.
            rows: At most so many; `Answer.cut` says whether there were more.

        Raises:
            QueryError: It is refused, is no SPARQL 1.1, or takes too long.
            StoreError: The store cannot be read.
        """
        from kg.query.run import Limits, run_text  # noqa: PLC0415 (the same)

        found = run_text(self.location, text, Limits(seconds=seconds, rows=rows))
        if isinstance(found, bool):
            return found
        if isinstance(found, Triples):
            found = Rows(("subject", "predicate", "object"), found.triples, found.cut)
        return Answer(Table.of(found, "sparql"))

    def plans(self, *names: str) -> tuple[Plan, ...]:
        """Return plans in full, as records: outline, owners, indicators, evidence.

        Args:
            names: Titles or parts of one, document numbers, file names or IRIs; none means all.

        Raises:
            UsageError: A name fits no plan.
        """
        from kg.view.scope import scoped  # noqa: PLC0415 (the same)

        return scoped(self.store, plans=names).plans

    def validate(self, *, tier: str = "complete") -> Findings:
        """Hold all plans against the rules.

        Args:
            tier: How much to ask: `core`, `complete` or `exemplary`.
        """
        from kg.validation import Tier, graphs_of_store, load_rules, validate  # noqa: PLC0415 (heavy)

        book = load_rules().select(tier=Tier(tier), names=())
        return Findings(tuple(validate(graphs_of_store(self.store), book)), self.language)

    def network(
        self, *, plans: Sequence[str] = (), units: Sequence[str] = (), groups: str = "keep", open_lists: bool = True
    ) -> NetworkView:
        """Return the network of tasks and units.

        Args:
            plans: Only these, by any name.
            units: Only tasks that one of these has a part in, with all their owners.
            groups: `keep`, `drop`, or `expand` to put listed members in the place of a group.
            open_lists: Whether tasks count whose list of units ends in 等.

        Raises:
            UsageError: A name fits nothing.
        """
        from kg.network import Groups, plans_named, responsibility_network, units_named  # noqa: PLC0415 (the same)

        built = responsibility_network(
            self.store,
            plans=plans_named(self.store, plans),
            units=units_named(self.store, units),
            groups=Groups(groups),
            open_lists=open_lists,
        )
        return NetworkView(built, self.language)

    def chart(self, kind: str, *, plans: Sequence[str] = (), measure: str = "", top: int = 40) -> Picture:
        """Draw a picture: matrix, load, network, targets, timeline or gaps; needs `govplan[charts]`.

        Raises:
            UsageError: There is no such picture, nothing to draw or too much, or a library or font is missing.
        """
        from kg.chart import KINDS, Subject, draw_chart  # noqa: PLC0415 (the same)

        if kind not in KINDS:
            raise UsageError(
                both(f"There is no picture {kind!r}.", f"没有“{kind}”这种图。"),
                both(f"Take one of: {', '.join(KINDS)}.", f"可用：{'、'.join(KINDS)}。"),
            )
        subject = Subject(self.plans(*plans), self.language, measure=measure, top=top)
        return Picture(draw_chart(kind, subject, "svg").decode())

    def ledger(self, path: str | Path, *, by: str = "plan", plans: Sequence[str] = ()) -> Path:
        """Write the responsibility ledger as .xlsx or .docx, by `plan`, `unit` or as one `list`; return its path.

        Raises:
            UsageError: The suffix or `by` is none of these, or a name fits no plan.
        """
        from kg.ledger import BY, build_ledger, write_docx, write_xlsx  # noqa: PLC0415 (the same)

        file = Path(path)
        writer = {".xlsx": write_xlsx, ".docx": write_docx}.get(file.suffix.lower())
        kind = next((known for known in BY if known == by), None)
        if writer is None or kind is None:
            raise UsageError(
                both(
                    "A ledger is .xlsx or .docx, by plan, unit or list.",
                    "台账为 .xlsx 或 .docx，按 plan、unit 或 list。",
                ),
                both("Correct the name of the file, or by.", "请更正文件名或 by。"),
            )
        file.write_bytes(writer(build_ledger(self.plans(*plans), by=kind, language=self.language)))
        return file

    def report(self, folder: str | Path, *, plans: Sequence[str] = ()) -> Path:
        """Write a page for each plan and one that lists them; return the path of the list."""
        from kg.report import index_page, page_name, plan_page  # noqa: PLC0415 (the same)

        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        found = self.plans(*plans)
        for plan in found:
            (place / page_name(plan)).write_text(plan_page(plan, self.language), encoding="utf-8", newline="")
        index = place / "index.html"
        index.write_text(index_page(found, self.language), encoding="utf-8", newline="")
        return index

    def __repr__(self) -> str:
        return f"kg.open({self.location!r})"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.location)}</p>{self.ask('plans')._repr_html_()}"
