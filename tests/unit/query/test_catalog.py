"""Reading a query file fails loudly wherever its header does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryFileError, UsageError
from kg.query.catalog import find_query, load_catalog, read_query
from kg.query.tokens import ordered_columns, selected_columns

GOOD = """\
#+ id: who
#+ summary: Who does what.
#+ summary_zh: 谁做什么。
#+ description: |
#+   Two lines
#+   of text.
#+ description_zh: 说明。
#+ tags: [a]
#+ params:
#+   unit: {type: unit, doc: A unit., doc_zh: 单位。}
#+ returns:
#+   unit: {type: iri, label: Unit, label_zh: 单位, detail: true}
#+   n: {type: integer, label: Count, label_zh: 数, enum: {a: 甲}}
#+ order: [n, unit]
#+ since: 0.1.0
SELECT ?unit (COUNT(?a) AS ?n)
WHERE {
  VALUES ?unit { <https://e/u> }
  ?a <https://e/p> ?unit .
}
GROUP BY ?unit
ORDER BY DESC(?n) ?unit
"""


def write(folder: Path, text: str, name: str = "who.rq") -> Path:
    path = folder / "units" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert (query.id, query.group, query.order) == ("who", "units", ("n", "unit"))
    assert query.description == "Two lines\nof text."
    assert [column.detail for column in query.columns] == [True, False]
    assert query.columns[1].words == (("a", "甲"),)
    assert not query.parameters[0].optional


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ id: who", "#+ id: [who", "not YAML"),
        ("#+ id: who", "#+ id: whom", "the file is named 'who'"),
        ("#+ summary: Who does what.\n", "", "no key 'summary'"),
        ("#+ summary_zh: 谁做什么。", "#+ summary_zh: ''", "holds no text"),
        ("#+ since: 0.1.0", "#+ since: 0.1.0\n#+ sinze: 1", "no meaning: 'sinze'"),
        ("type: unit", "type: unti", "no known type: 'unti'"),
        ("doc: A unit.", "dok: A unit.", "no meaning: 'dok'"),
        ("type: integer", "type: number", "no known type: 'number'"),
        ("enum: {a: 甲}", "enum: [a]", "no mapping of words"),
        ("#+   unit: {type: unit, doc: A unit., doc_zh: 单位。}", "#+   unit: text", "is no mapping"),
        ("SELECT ?unit (", "SELECT ?unti (", "SELECT gives"),
        ("SELECT ?unit (COUNT(?a) AS ?n)", "SELECT (COUNT(?a) AS ?n) ?unit", "SELECT gives"),
        ("DESC(?n) ?unit\n", "?unit\n", "ORDER BY gives"),
        ("  VALUES ?unit { <https://e/u> }\n", "", "0 VALUES lines"),
        ("  VALUES ?unit { <https://e/u> }\n", "  VALUES ?unit { <https://e/u> }\n" * 2, "2 VALUES lines"),
        ("VALUES ?unit { <https://e/u> }", "VALUES ?unit {\n <https://e/u> }", "0 VALUES lines"),
    ],
)
def test_a_broken_header_is_a_loud_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryFileError, match=message) as caught:
        read_query(write(tmp_path, GOOD.replace(old, new)))
    assert "who.rq" in caught.value.message


def test_a_file_without_a_header_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QueryFileError, match="no header"):
        read_query(write(tmp_path, "SELECT * { ?s ?p ?o }"))


def test_two_files_of_one_id_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    other = tmp_path / "plans" / "who.rq"
    other.parent.mkdir()
    other.write_text(GOOD, encoding="utf-8")
    with pytest.raises(QueryFileError, match="same id"):
        load_catalog(tmp_path)


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert find_query("who", tmp_path).id == "who"
    with pytest.raises(UsageError) as caught:
        find_query("whom", tmp_path)
    assert "who" in caught.value.remedy


def test_columns_are_found_past_strings_comments_and_subqueries() -> None:
    text = """# SELECT ?no
    SELECT DISTINCT ?a (CONCAT("SELECT ?no", STR(?x)) AS ?b) ?c { { SELECT ?d { ?d ?e ?f } ORDER BY ?d } }
    ORDER BY ?a DESC(?b) LCASE(?c) LIMIT 3"""
    assert selected_columns(text) == ("a", "b", "c")
    assert ordered_columns(text) == ("a", "b", "c")
