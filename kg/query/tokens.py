"""SPARQL cut into tokens, in one pass and linear time.

Enough to find keywords, variables and brackets without being fooled by strings, IRIs and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# No alternative may read far and then fail: an open string runs to its line end or the end of the text, and a
# run of words and dots is read once and cut afterwards. tests/unit/query/test_guard.py measures this.
_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\'{3}(?:\'{0,2}(?:[^'\\]|\\(?:.|\Z)))*(?:\'{3}|\'{0,2}\Z)
        |"{3}(?:"{0,2}(?:[^"\\]|\\(?:.|\Z)))*(?:"{3}|"{0,2}\Z)
        |'(?:[^'\\\n\r]|\\(?:.|\Z))*(?:'|(?=[\n\r])|\Z)
        |"(?:[^"\\\n\r]|\\(?:.|\Z))*(?:"|(?=[\n\r])|\Z))
    |(?P<variable>[?$]\w+)
    |(?P<run>\w[\w.-]*)(?P<local>:(?:[\w:%.\\-]*[\w:%-])?)?
    |(?P<bare>:(?:[\w:%.\\-]*[\w:%-])?)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_PIECE: Final = re.compile(r"(?P<number>\d+)|(?P<word>\w+)|(?P<mark>.)")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (a group of the patterns above, or `name`), text and place in the query."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or nothing where this is no bare word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query in order, white space and comments left out.

    A prefixed name is one token (`name`); other runs are cut into words, numbers and marks.
    """
    for match in _TOKEN.finditer(text):
        if match["local"] is not None or match["bare"] is not None:
            yield Token("name", match[0], match.start())
        elif match["run"] is not None:
            for piece in _PIECE.finditer(match[0]):
                yield Token(str(piece.lastgroup), piece[0], match.start() + piece.start())
        elif match["space"] is None:
            yield Token(str(match.lastgroup), match[0], match.start())


def selected_columns(text: str) -> tuple[str, ...]:
    """Return the columns of the outermost SELECT in order, or none where it is `*` or no SELECT.

    >>> selected_columns('SELECT DISTINCT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b }')
    ('a', 'n')
    """
    columns: list[str] = []
    depth, inside, named = 0, False, False
    for token in tokens(text):
        if not inside:
            inside = token.keyword == "SELECT"
        elif token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
        elif depth == 0 and (token.keyword == "WHERE" or token.text == "{"):
            break
        elif token.kind == "variable" and (depth == 0 or (depth == 1 and named)):
            columns.append(token.text[1:])
        named = token.keyword == "AS"
    return tuple(columns)


def variables(text: str) -> tuple[str, ...]:
    """Return the variables of a query in the order in which they first appear.

    >>> variables("SELECT * { ?s ?p $o . ?o ?p ?x }")
    ('s', 'p', 'o', 'x')
    """
    return tuple(dict.fromkeys(token.text[1:] for token in tokens(text) if token.kind == "variable"))


def ordered_columns(text: str) -> tuple[str, ...]:
    """Return the variables of the last ORDER BY, in order."""
    found: list[str] = []
    previous, inside = "", False
    for token in tokens(text):
        if token.keyword == "BY" and previous == "ORDER":
            found, inside = [], True
        elif token.keyword in {"LIMIT", "OFFSET", "HAVING", "VALUES", "GROUP"} or token.text == "}":
            inside = False
        elif inside and token.kind == "variable":
            found.append(token.text[1:])
        previous = token.keyword
    return tuple(found)
