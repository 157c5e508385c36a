"""Mistakes of people: each is found at its place, all in one go, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import Bilingual
from loaders.encoding import EncodingError, read_encoding
from loaders.encoding.messages import MESSAGES
from loaders.encoding.nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES

Mistakes = Callable[[str], list[tuple[int | None, int | None, str]]]

PLANTED = """\
plan:
  titel: 方案
  issued: 2024-13-01
  division_code: 12
  jurisdiction: 云泽市
  issuers: {name: 市政府}
  starts: 明年
units:
  - name: 云泽市科学技术局
    written: [市科技局]
    expansion: most
  - name: 云泽市科技局
    written: [市科技局]
actions:
  - id: 一/1
    title: 甲
    leed: 市科技局
    lead: 市科技局、市财政局
    kind: tsak
    open_list: 也许
    parent: 九
  - id: 一/1
    title: {a: b}
    deadline: soon
    order: 1.5
    responsibilities:
      - {unit: 市商务局, role: boss}
      - {role: lead}
    lead: [市教育局, '']
  - 一段文字
  - id: 一/2
    标题: 乙
    title: 乙
    clauses:
      - {lead: [甲]}
    supporting: [丙]
indicators:
  - name: 甲
    value: 1,000
    comparator: about
    statistic: mean
    bindingness: 随意
  - name: 乙
    comparator: ">="
  - name: 丙
    value: 5%
    targets: [{value: 六}]
    baseline_date: 2020
phases: 三个阶段
funding:
  - amount: 1亿元
"""
EXPECTED = [
    (2, 3, "encoding-missing-key"),
    (2, 3, "encoding-unknown-key"),
    (3, 11, "encoding-date"),
    (4, 18, "encoding-place-code"),
    (6, 12, "encoding-type"),
    (7, 11, "encoding-date"),
    (11, 16, "encoding-code"),
    (12, 11, "encoding-duplicate-unit"),
    (17, 5, "encoding-unknown-key"),
    (18, 11, "encoding-list"),
    (19, 11, "encoding-code"),
    (20, 16, "encoding-flag"),
    (21, 13, "encoding-parent"),
    (22, 9, "encoding-duplicate-id"),
    (23, 12, "encoding-type"),
    (24, 15, "encoding-date"),
    (25, 12, "encoding-order"),
    (27, 7, "encoding-clash"),
    (27, 28, "encoding-code"),
    (28, 9, "encoding-missing-key"),
    (29, 18, "encoding-empty"),
    (30, 5, "encoding-type"),
    (33, 5, "encoding-duplicate-key"),
    (35, 7, "encoding-clash"),
    (39, 12, "encoding-number"),
    (40, 17, "encoding-code"),
    (41, 16, "encoding-code"),
    (42, 18, "encoding-code"),
    (44, 17, "encoding-missing-key"),
    (46, 12, "encoding-number"),
    (47, 14, "encoding-clash"),
    (47, 23, "encoding-number"),
    (48, 20, "encoding-missing-key"),
    (49, 9, "encoding-type"),
    (51, 5, "encoding-missing-key"),
    (51, 13, "encoding-number"),
]


def test_every_planted_mistake_is_found_at_its_place_and_nothing_else(mistakes: Mistakes) -> None:
    assert sorted(mistakes(PLANTED)) == EXPECTED


@pytest.mark.parametrize(("language", "words"), [("en", "Did you mean lead?"), ("zh", "是否想写“lead”？")])
def test_messages_speak_the_language_of_the_reader(language: str, words: str) -> None:
    with pytest.raises(EncodingError) as caught:
        read_encoding(PLANTED.encode(), "plan.yaml")
    message = caught.value.message
    assert isinstance(message, Bilingual)
    said = message.zh if language == "zh" else str(message)
    assert words in said
    assert said.count("\n") == len(EXPECTED)
    assert caught.value.exit_code == 3
    assert all(
        problem.message and problem.remedy and problem.source == "plan.yaml" for problem in caught.value.problems
    )


def test_a_misspelt_kind_of_section_and_a_place_that_is_nowhere_are_mistakes(mistakes: Mistakes) -> None:
    found = mistakes("""\
plan: {title: 方案}
sections:
  - {id: 一, title: 目标, kind: gaols}
indicators:
  - {name: 甲, at: 七, value: 1}
""")
    assert found == [(3, 30, "encoding-code"), (5, 19, "encoding-parent")]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("plan: a: b", "plan.yaml", "多出一个冒号"),
        ("plan:\n\ttitle: a", "plan.yaml", "此处是制表符"),
        ("plan: {title: a", "plan.yaml", "花括号没有闭合"),
        ("plan:\n  title: 'a", "plan.yaml", "引号没有闭合"),
        ("plan:\n  title: %a", "plan.yaml", "以 '%' 开头的文字请加引号"),
        ("plan:\n  title: a\n starts: 2026", "plan.yaml", "缩进与上文不一致"),
        ("plan: {title: a}\n---\nplan: {title: b}", "plan.yaml", "第二份内容"),
    ],
)
def test_what_the_parser_says_is_said_in_chinese_too(text: str, name: str, said: str) -> None:
    with pytest.raises(EncodingError) as caught:
        read_encoding(text.encode(), name)
    (problem,) = caught.value.problems
    assert isinstance(problem.message, Bilingual)
    assert said in problem.message.zh


def test_every_message_has_both_languages_with_the_same_details() -> None:
    for code, message in MESSAGES.items():
        for one, other in ((message.en, message.zh), (message.remedy_en, message.remedy_zh)):
            assert one, code
            assert other, code
            assert not other.isascii() or "{" in other, code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, None, "encoding-type")),
        ("- 甲", (None, None, "encoding-type")),
        ("plan: [1", (1, 9, "encoding-syntax")),
        ("plan: {title: a}\n\tb: c", (2, 1, "encoding-syntax")),
        ("plan: {title: a}\n---\nplan: {title: b}", (2, 1, "encoding-syntax")),
        ('plan: {title: "\\UFFFFFFFF"}', (None, None, "encoding-syntax")),
        ("plan: {title: a\x07}", (1, 16, "encoding-syntax")),
        ("plan: &a {title: b}", (1, 7, "encoding-alias")),
        ("plan: *a", (1, 7, "encoding-alias")),
        ("plan: !!python/object/apply:os.system [x]", (1, 7, "encoding-tag")),
        ("plan: " + "[" * 100_000, (1, 7 + MAX_DEPTH - 1, "encoding-depth")),
        ("plan:\n  within: [{name: a}]\n  ? [a]\n  : b\n  title: c", (3, 5, "encoding-unknown-key")),
    ],
)
def test_what_is_no_encoding_is_one_mistake(
    mistakes: Mistakes, text: str, expected: tuple[int | None, int | None, str]
) -> None:
    assert mistakes(text) == [expected]


def test_bytes_that_are_not_utf8_are_pointed_at() -> None:
    with pytest.raises(EncodingError) as caught:
        read_encoding(b"plan:\n  title: " + "方案".encode("gb18030"), "plan.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("encoding-bytes", 2, 10)


def test_a_file_over_the_limit_is_not_parsed() -> None:
    with pytest.raises(EncodingError) as caught:
        read_encoding(b"#" * (MAX_BYTES + 1), "plan.yaml")
    assert [problem.code for problem in caught.value.problems] == ["encoding-size"]


def test_many_values_are_refused_before_anything_is_built(mistakes: Mistakes) -> None:
    assert mistakes("a: [" + "1," * MAX_NODES + "]")[0][2] == "encoding-depth"
