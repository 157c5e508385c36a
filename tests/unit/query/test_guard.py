"""The guard refuses what reaches out, changes or overflows, and nothing else."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.guard import MAX_CHARACTERS, MAX_DEPTH, check

HARMLESS = [
    "SELECT * WHERE { ?s ?p ?o }",
    "ASK { ?s ?p 'SERVICE LOAD FROM' }",
    'SELECT ?x { ?x ?p """DROP ALL "quoted" """ }',
    "SELECT ?from ?load { ?from ?load <http://e/SERVICE> } # SERVICE",
    "PREFIX from: <http://e/> SELECT * { ?s from:service ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <http://e/x>",
    r"SELECT * { ?s ?p 'a\'SERVICE' }",
    "PREFIX a.b: <http://e/> SELECT * { ?s a.b:load.from ?o }",
]
REFUSED = [
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://e/> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://e/> { ?s ?p ?o }",
    "LOAD <http://e/>",
    "DROP ALL",
    "INSERT DATA { <http://e/s> <http://e/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    r"SELECT * { \u0053ERVICE <http://e/> { ?s ?p ?o } }",
    r"SELECT * { ?s ?p '\u0027 . SERVICE <http://e/> { ?a ?b '' } }",
    "SELECT * { ?s ?p 'open\n SERVICE <http://e/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p true.SERVICE <http://e/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.SERVICE<http://e/>{ ?a ?b ?c } }",
    "hello",
    "",
    "SELECT " + "x" * MAX_CHARACTERS,
    "SELECT * " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1),
    "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_queries_pass(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", REFUSED)
def test_the_rest_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(text)
    assert caught.value.remedy
