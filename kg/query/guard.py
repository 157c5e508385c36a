"""The guard in front of queries typed by users: what may not run is refused before any engine parses it.

Oxigraph's SERVICE and LOAD reach the network without a switch, and deep nesting overflows its stack; see
docs/decisions/20261121-queries.md. The guard is the first wall; the worker process is the second.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from kg.errors import QueryError, both
from kg.query.tokens import tokens

# 2,200 nested braces overflow the stack of the engine; people nest fewer than twenty
MAX_CHARACTERS: Final = 100_000
MAX_DEPTH: Final = 100
REACHES_OUT: Final = frozenset({"SERVICE", "LOAD", "FROM"})
UPDATES: Final = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(text: str) -> None:
    """Let a query pass that only reads, only here, and is not built to break the engine.

    Raises:
        QueryError: The query is too long, too deep, an update, or reaches outside the store.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            both(
                f"The query is too long: {len(text)} characters, {MAX_CHARACTERS} are allowed.",
                f"查询过长：{len(text)} 字符，上限 {MAX_CHARACTERS}。",
            ),
            both("Ask in several steps.", "请分几步查询。"),
        )
    _check_words(text)
    # SPARQL reads \u escapes before its grammar, so a keyword may hide behind them
    plain = _ESCAPE.sub(_character, text)
    if plain != text:
        _check_words(plain)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _check_words(text: str) -> None:
    depth = deepest = 0
    words = set()
    for token in tokens(text):
        words.add(token.keyword)
        if token.kind == "mark" and token.text in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif token.kind == "mark" and token.text in "})]":
            depth -= 1
    refused = sorted(words & REACHES_OUT)
    if refused:
        raise QueryError(
            both(
                f"{refused[0]} is refused: queries read this store alone.", f"不允许 {refused[0]}：查询只能读取本存储。"
            ),
            both("Take it out of the query.", "请从查询中去掉。"),
        )
    changes = sorted(words & UPDATES)
    if changes:
        raise QueryError(
            both(f"{changes[0]} is refused: a query changes nothing.", f"不允许 {changes[0]}：查询不能改动数据。"),
            both("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.", "请用 SELECT、ASK、CONSTRUCT 或 DESCRIBE。"),
        )
    if not words & FORMS:
        raise QueryError(
            both("This is not a SPARQL query.", "这不是 SPARQL 查询。"),
            both("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.", "请用 SELECT、ASK、CONSTRUCT 或 DESCRIBE。"),
        )
    if deepest > MAX_DEPTH:
        raise QueryError(
            both(
                f"The query nests {deepest} levels deep; {MAX_DEPTH} are allowed.",
                f"查询嵌套 {deepest} 层，上限 {MAX_DEPTH} 层。",
            ),
            both("Ask in several steps.", "请分几步查询。"),
        )
