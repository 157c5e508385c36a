from __future__ import annotations

from pathlib import Path

import pytest

from loaders import lexicon
from loaders.lexicon import TRADITIONAL, TRADITIONAL_IN_CONTEXT, columns, rows, words

OWN = (
    "divisions", "functions", "group_words", "place_words", "traditional", "unit_compounds", "unit_heads", "unit_names",
    "unit_phrases", "unit_prefixes", "unit_suffixes", "vertical_units",
)  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_every_list_says_where_it_comes_from_and_names_its_columns(name: str) -> None:
    first = lexicon.lexicon_path(name).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# origin: ")
    assert len(columns(name)) == len(rows(name)[0])


def test_a_row_of_the_wrong_width_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text("# origin: a test\n#:a\tb\n1\t2\n1\t2\t3\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "_HERE", tmp_path)
    with pytest.raises(ValueError, match="3 cells instead of 2"):
        rows("bad")


def test_words_are_the_first_cells() -> None:
    assert words("unit_compounds")[0] == rows("unit_compounds")[0][0]


def test_traditional_names_fold_to_simplified() -> None:
    assert "區市場監督管理局".translate(TRADITIONAL) == "区市场监督管理局"


def test_folding_never_changes_a_character_of_simplified_text() -> None:
    everyday = bytes(range(0xA1, 0xFF))
    simplified = "".join(
        bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in everyday
    )
    assert len(simplified) > 6000
    assert simplified.translate(TRADITIONAL) == simplified


def test_pairs_that_simplified_text_shares_are_kept_apart() -> None:
    assert "乾县於陵".translate(TRADITIONAL) == "乾县於陵"
    assert "徵收".translate(TRADITIONAL_IN_CONTEXT) == "征收"


def test_every_function_of_a_name_is_in_the_scheme() -> None:
    slugs = {row[0] for row in rows("functions")}
    used = {row[2] for row in (*rows("unit_heads"), *rows("unit_names"), *rows("vertical_units")) if row[2]}
    assert used <= slugs
    assert len(slugs) >= 60


def test_slugs_are_unique_and_spelt_for_iris() -> None:
    slugs = [row[0] for row in rows("functions")]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalpha() and slug.islower() and slug.isascii() for slug in slugs)
