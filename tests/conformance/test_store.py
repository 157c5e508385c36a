"""What every store does, run on all of `STORES`: no backend chooses its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError, UsageError
from kg.store import Iri, Literal, Loaded, Rows, Store, Triples, dump, open_store, select

# `remote` keeps its default graph apart, `remote-union` shows the union itself: both must give the same rows
STORES = ("memory", "disk", "remote", "remote-union")

XSD = "http://www.w3.org/2001/XMLSchema#"
KEPT = (
    '"一"', '"a"@zh-hans', f'"1.5"^^<{XSD}decimal>', f'"5"^^<{XSD}integer>', f'"true"^^<{XSD}boolean>',
    f'"2024-02-29"^^<{XSD}date>', f'"2024"^^<{XSD}gYear>',
)  # fmt: skip
G, H = "https://example.org/g", "https://example.org/h"
ONE = f"""<https://example.org/甲> <https://example.org/p> "一\\n\\"二\\"\\t\u2028" <{G}> .
<https://example.org/甲> <https://example.org/q> "5"^^<{XSD}integer> <{G}> .
"""
TWO = ONE.replace(G, H) + f'<https://example.org/乙> <https://example.org/p> "三"@zh <{H}> .\n'
ALL = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture(params=STORES)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Return a function that opens the same store for writing, empty at first."""
    kind = str(request.param)
    if kind == "memory":
        store = open_store("memory:", "write")
        return lambda: store
    if kind == "disk":
        return lambda: open_store(tmp_path / "store", "write")
    location = request.getfixturevalue("endpoint" if kind == "remote" else "union_endpoint")
    with open_store(location, "write") as old:  # the servers live for the whole session
        for graph in old.graphs():
            old.remove(graph)
    return lambda: open_store(location, "write")


@pytest.fixture
def store(reopen: Callable[[], Store]) -> Iterator[Store]:
    with reopen() as opened:
        yield opened


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.graphs() == ()
    assert store.nquads() == []
    assert select(store, ALL).rows == ()


def test_what_goes_in_comes_out(store: Store) -> None:
    assert store.replace(G, ONE)
    assert store.nquads() == sorted(line + "\n" for line in ONE.split("\n") if line)
    assert store.nquads(G) == store.nquads()
    assert store.nquads(H) == []


@pytest.mark.parametrize("literal", KEPT)
def test_literals_of_the_allowed_types_keep_their_form(store: Store, literal: str) -> None:
    line = f"<https://example.org/s> <https://example.org/p> {literal} <{G}> .\n"
    store.replace(G, line)
    assert store.nquads() == [line]


def test_bytes_are_utf8(store: Store) -> None:
    store.replace(G, ONE.encode())
    assert store.nquads() == sorted(line + "\n" for line in ONE.split("\n") if line)


def test_lines_without_a_graph_go_to_the_graph_named(store: Store) -> None:
    store.replace(G, "<https://example.org/s> <https://example.org/p> <https://example.org/o> .")
    assert store.nquads() == [f"<https://example.org/s> <https://example.org/p> <https://example.org/o> <{G}> .\n"]


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert store.replace(G, ONE) is True
    before = store.nquads()
    assert store.replace(G, ONE) is False
    assert store.load_many([(G, ONE)]) == Loaded(unchanged=(G,))
    assert store.nquads() == before


def test_replacing_leaves_nothing_of_the_old_graph_and_all_of_the_others(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    others = store.nquads(H)
    store.replace(G, TWO.replace(H, G))
    assert store.nquads(G) == sorted(line.replace(H, G) for line in others)
    assert store.nquads(H) == others


def test_replacing_takes_others_away_in_the_same_step(store: Store) -> None:
    store.replace(G, ONE)
    assert store.replace(H, TWO, instead_of=[G, H, "https://example.org/none"])
    assert store.graphs() == (H,)
    assert not store.replace(H, TWO, instead_of=[G])
    store.replace(G, ONE)
    assert store.replace(H, TWO, instead_of=[G]), "the graph is as it was, and the other goes"
    assert store.nquads() == sorted(line + "\n" for line in TWO.split("\n") if line)


def test_the_order_of_loading_does_not_matter(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    first = dump(store)
    for graph in store.graphs():
        store.remove(graph)
    store.load_many([(H, TWO), (G, ONE)])
    assert dump(store) == first


def test_many_documents_tell_what_became_of_each(store: Store) -> None:
    store.replace(G, ONE)
    assert store.load_many([(G, TWO.replace(H, G)), (H, TWO), (H, TWO)]) == Loaded(
        added=(H,), replaced=(G,), unchanged=(H,)
    )


def test_a_faulty_document_leaves_the_ones_before_it_and_nothing_of_itself(store: Store) -> None:
    def documents() -> Iterator[tuple[str, str]]:
        yield G, ONE
        yield H, TWO + "<broken"

    with pytest.raises(StoreError, match="not N-Quads"):
        store.load_many(documents())
    assert store.graphs() == (G,)


@pytest.mark.parametrize(
    ("text", "message"),
    [("<x", "not N-Quads"), (TWO, "another graph"), ('"a" <https://e/p> <https://e/o> .', "N-Quads")],
)
def test_faulty_text_changes_nothing(store: Store, text: str, message: str) -> None:
    store.replace(G, ONE)
    before = store.nquads()
    with pytest.raises(StoreError, match=message):
        store.replace(G, text)
    assert store.nquads() == before


def test_a_graph_name_cannot_break_out(store: Store) -> None:
    with pytest.raises(UsageError, match="absolute IRI"):
        store.replace("https://example.org/g> . DROP ALL", ONE)


def test_removing_takes_one_graph_and_says_whether_it_was_there(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    assert store.remove(G) is True
    assert store.remove(G) is False
    assert store.graphs() == (H,)


def test_empty_text_removes_the_graph(store: Store) -> None:
    store.replace(G, ONE)
    assert store.replace(G, "") is True
    assert store.graphs() == ()
    assert store.replace(G, "") is False


def test_queries_see_the_union_of_all_graphs(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    assert len(select(store, ALL).rows) == 3
    joined = "SELECT DISTINCT ?o WHERE { ?a <https://example.org/q> ?n . ?s ?p ?o FILTER (lang(?o) = 'zh') }"
    assert [row[0].value for row in select(store, joined).rows if row[0]] == ["三"]


def test_queries_can_still_name_a_graph(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    rows = select(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows
    assert rows == ((Iri(G),), (Iri(H),))


def test_the_union_is_seen_as_soon_as_a_graph_arrives(store: Store) -> None:
    assert select(store, ALL).rows == ()
    store.replace(G, ONE)
    assert len(select(store, ALL).rows) == 2
    store.replace(H, TWO)
    assert len(select(store, ALL).rows) == 3


def test_terms_come_back_as_they_are(store: Store) -> None:
    store.load_many([(H, TWO)])
    rows = select(store, "SELECT ?o WHERE { ?s ?p ?o } ORDER BY isLiteral(?o) datatype(?o) ?o").rows
    assert set(rows) == {
        (Literal("5", XSD + "integer"),),
        (Literal('一\n"二"\t\u2028'),),
        (Literal("三", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "zh"),),
    }


def test_unbound_is_none(store: Store) -> None:
    store.replace(G, ONE)
    rows = select(store, "SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) } }")
    assert rows == Rows(("a", "b"), ((Literal("1", XSD + "integer"), None),))


def test_a_limit_cuts_and_says_so(store: Store) -> None:
    store.replace(H, TWO)
    cut = store.query(ALL, limit=2)
    assert isinstance(cut, Rows)
    assert (len(cut.rows), cut.cut) == (2, True)
    whole = store.query(ALL, limit=3)
    assert isinstance(whole, Rows)
    assert (len(whole.rows), whole.cut) == (3, False)


def test_ask_and_construct_have_answers_of_their_own(store: Store) -> None:
    store.replace(G, ONE)
    assert store.query("ASK { ?s ?p 5 }") is True
    assert store.query("ASK { ?s ?p 6 }") is False
    graph = store.query("CONSTRUCT { ?s <https://example.org/r> ?o } WHERE { ?s <https://example.org/q> ?o }")
    assert isinstance(graph, Triples)
    assert graph.ntriples() == f'<https://example.org/甲> <https://example.org/r> "5"^^<{XSD}integer> .\n'


@pytest.mark.parametrize("text", ["SELECT ?x {", "not SPARQL", "SELECT ?x WHERE { ?x <https://e/p> ?y } LIMIT -1"])
def test_a_broken_query_is_one_clear_error(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match=r"not valid SPARQL 1\.1") as caught:
        store.query(text)
    assert caught.value.remedy
    assert "\n" not in caught.value.message


def test_dumps_are_stable_and_say_the_same(store: Store) -> None:
    store.load_many([(G, ONE), (H, TWO)])
    trig = dump(store, "trig")
    assert trig == dump(store, "trig")
    assert "@prefix" not in trig, "a prefix that is not used is not declared"
    assert dump(store, "turtle").count("乙") == 1
    assert dump(store, "ntriples").count("\n") == 3
    assert dump(store, graph=G) == "".join(store.nquads(G))
