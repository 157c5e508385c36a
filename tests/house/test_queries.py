"""Every saved query: header, closed vocabulary, golden rows, total order, the same rows on every engine."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.errors import UsageError
from kg.namespaces import PREFIXES
from kg.query.binding import bind
from kg.query.catalog import SavedQuery, load_catalog
from kg.query.run import ask
from kg.query.table import as_csv
from kg.query.tokens import tokens
from kg.store import Rows, Store, dump, open_store
from kg.store.rdf import LANG_STRING, STRING, Iri, Literal, Term
from kg.terms import DCTERMS, GP, NIF, ORG, PROV, RDFS, SKOS, XSD

Golden = Callable[[Path, str], None]
FOLDER = Path(__file__).resolve().parent.parent / "golden" / "queries"
QUERIES = load_catalog()
EACH = pytest.mark.parametrize("query", QUERIES, ids=[query.id for query in QUERIES])


def example_words(query: SavedQuery) -> dict[str, tuple[str, ...]]:
    return {p.name: (p.example,) for p in query.parameters if p.example}


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written() -> Iterator[Store]:
    """Return the plans of make_fixture.py and make_more.py, fresh from the mapping."""
    with open_store("memory:", "write") as store:
        store.load_many(load(FOLDER / "make_fixture.py").documents())
        store.load_many(load(FOLDER / "make_more.py").documents())
        yield store


def test_the_fixture_is_what_the_mapping_writes(golden: Golden) -> None:
    with open_store("memory:", "write") as store:
        store.load_many(load(FOLDER / "make_fixture.py").documents())
        golden(FOLDER / "fixture.trig", dump(store, "trig"))


@EACH
def test_the_golden_answer_holds_and_has_a_row(query: SavedQuery, written: Store, golden: Golden) -> None:
    table = ask(written, query, example_words(query))
    assert len(table) >= 1
    golden(FOLDER / f"{query.id}.csv", as_csv(table))


def test_no_golden_answer_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == {query.id for query in QUERIES}


@EACH
def test_every_term_is_of_the_vocabulary(query: SavedQuery) -> None:
    known = {iri for vocabulary in (DCTERMS, GP, NIF, ORG, PROV, RDFS, SKOS, XSD) for iri in vocabulary}
    used = [token.text.partition(":") for token in tokens(query.text) if token.kind == "name"]
    iris = [PREFIXES[prefix] + name for prefix, _, name in used if name]
    assert iris
    assert [iri for iri in iris if iri not in known] == []


@EACH
def test_the_prefixes_are_those_of_the_one_table(query: SavedQuery) -> None:
    found = list(tokens(query.text))
    declared = {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.keyword == "PREFIX"
    }
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    assert declared == {prefix: PREFIXES[prefix] for prefix in used}


@EACH
def test_rows_that_two_graphs_share_count_once(query: SavedQuery) -> None:
    words = [token.keyword for token in tokens(query.text)]
    first = words.index("SELECT")
    grouped = "GROUP" in words[first:] and words.count("COUNT") == words.count("DISTINCT")
    assert words[first + 1] == "DISTINCT" or grouped


@EACH
def test_the_order_is_total(query: SavedQuery, written: Store) -> None:
    table = ask(written, query, example_words(query))
    keys = list(zip(*(table.column(name) for name in query.order), strict=True))
    assert len(keys) == len(set(keys))


@EACH
def test_each_parameter_can_be_given(query: SavedQuery, written: Store) -> None:
    words = {
        "unit": "云州市临江区市场监督管理局", "place": "云州市临江区", "plan": "临江区灯塔品牌实施方案", "role": "lead",
        "measure": "灯塔商标数", "function": "market-supervision", "date": "2020-01-01",
        "iri": "https://example.org/nothing", "string": "无", "integer": "1",
    }  # fmt: skip
    whole = len(ask(written, query, example_words(query)))
    for parameter in query.parameters:
        given = {**example_words(query), parameter.name: (words[parameter.kind],)}
        if parameter.optional:
            assert len(ask(written, query, given)) <= whole
        elif parameter.default is None:
            rest = {name: word for name, word in example_words(query).items() if name != parameter.name}
            with pytest.raises(UsageError, match=f"needs --{parameter.name}"):
                ask(written, query, rest)


def rdflib_rows(data: str, text: str) -> tuple[tuple[Term | None, ...], ...]:
    import rdflib  # noqa: PLC0415 (only this test)

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format="nquads")

    def term(node: object) -> Term | None:
        if node is None:
            return None
        if isinstance(node, rdflib.Literal):
            kind = LANG_STRING if node.language else str(node.datatype or STRING)
            return Literal(str(node), kind, node.language)
        return Iri(str(node))

    answer = dataset.query(text)
    return tuple(tuple(term(row.get(column)) for column in answer.vars or ()) for row in answer.bindings)


def by_value(rows: tuple[tuple[Term | None, ...], ...]) -> list[tuple[object, ...]]:
    """Return rows sorted by code points: engines may collate strings differently."""
    return sorted(
        (tuple(t.python() if isinstance(t, Literal) else None if t is None else t.value for t in row) for row in rows),
        key=repr,
    )


@EACH
def test_rdflib_gives_the_same_rows(query: SavedQuery, written: Store) -> None:
    text = bind(written, query, example_words(query)).text
    ours = written.query(text)
    assert isinstance(ours, Rows)
    assert by_value(rdflib_rows(dump(written), text)) == by_value(ours.rows)


@pytest.mark.parametrize("kind", ["endpoint", "union_endpoint"])
def test_endpoints_give_the_same_rows(kind: str, written: Store, request: pytest.FixtureRequest) -> None:
    with open_store(request.getfixturevalue(kind), "write") as remote:
        for graph in remote.graphs():
            remote.remove(graph)
        remote.load_many([(graph, "".join(written.nquads(graph))) for graph in written.graphs()])
        for query in QUERIES:
            assert ask(remote, query, example_words(query)) == ask(written, query, example_words(query)), query.id


@pytest.mark.parametrize("page", ["cli.md", "queries.md"])
def test_the_reference_pages_are_fresh(page: str, repository: Path, golden: Golden) -> None:
    text = load(repository / "scripts" / "generate_reference.py").PAGES[page]()
    golden(repository / "docs" / page, text)
