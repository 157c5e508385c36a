"""From the text of one clause to units in roles.

The tokens are parsed by the grammar of clause.lark; which role a bare list of units has is settled
here from its neighbours: a role behind a list counts back to the last one (甲、乙，丙牵头), a label
counts on until the next one (责任单位：甲，乙；丙), and rules that the document states once fill what is
left (列首位的为牵头单位).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.records import PartialDate, Role
from loaders.dates import read_deadline
from loaders.rules.clause.tokens import Token, tokens

if TYPE_CHECKING:
    from lark import Lark

_GRAMMAR: Final = Path(__file__).with_name("clause.lark")


@dataclass(frozen=True, slots=True)
class StandingRules:
    """What the document states once for all its clauses.

    Args:
        first_leads: 列首位的为牵头单位: the first unit of a list without roles is the lead.
        comma_parts: 逗号前为牵头、逗号后为配合: units before the first comma lead, the others support.
        added: Units that every clause includes, as written by the rule, with their place in the text.
    """

    first_leads: bool = False
    comma_parts: tuple[Role, Role] | None = None
    added: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as the clause names it: its place in the text and its role."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One clause with its places in the folded text; units are not resolved yet.

    `noise` holds the pieces that are no units: they become entries of the ledger.
    """

    start: int
    end: int
    units: tuple[NamedUnit, ...]
    open_list: bool = False
    by_division: bool = False
    deadline: PartialDate | None = None
    deadline_at: tuple[int, int] | None = None
    standing: bool = False
    noise: tuple[tuple[int, int], ...] = ()
    labelled: bool = False
    stated_lead: bool = False


@dataclass(slots=True)
class _Statement:
    label: Role | None = None
    units: list[Token] = field(default_factory=list)
    joined: list[Token] = field(default_factory=list)
    etc: bool = False
    duties: bool = False
    role: Role | None = None
    separator: str = ""


@cache
def _parser() -> Lark:
    from lark import Lark  # noqa: PLC0415 - a hundred milliseconds that `govplan --help` need not spend
    from lark.lexer import Lexer  # noqa: PLC0415
    from lark.lexer import Token as LarkToken  # noqa: PLC0415

    class Ready(Lexer):
        """Hands on the tokens of tokens.py, which are there already."""

        def __init__(self, _: object) -> None: ...

        def lex(self, lexer_state: list[Token], _: object = None) -> Iterator[LarkToken]:  # type: ignore[override]
            return (LarkToken(token.kind, token) for token in lexer_state)  # type: ignore[arg-type]

    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=Ready)


def compile_clause(
    text: str, start: int, end: int, rules: StandingRules, *, context_year: int | None = None
) -> ClauseDraft | None:
    """Return what the clause `text[start:end]` says, or None where it is no clause.

    A clause names at least one unit, or sets at least a deadline under a label.
    """
    found = tokens(text, start, end)
    if not any(token.kind in ("UNIT", "DEADLINE") for token in found):
        return None
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415 - see _parser

    try:
        tree = _parser().parse(found)  # type: ignore[arg-type]
    except UnexpectedInput:
        return None
    statements, dates = _statements(tree, found)
    draft = ClauseDraft(start, end, tuple(_roles(statements, rules)))
    noise = tuple((t.start, t.end) for t in found if t.kind == "NOISE")
    labelled = any(token.kind == "LABEL" for token in found)
    deadline, at, standing = _deadline(text, dates, context_year)
    return replace(
        draft,
        open_list=any(statement.etc for statement in statements),
        by_division=any(statement.duties for statement in statements),
        deadline=deadline,
        deadline_at=at,
        standing=standing,
        noise=noise,
        labelled=labelled or any(statement.role is not None for statement in statements),
        stated_lead=any(unit.role is Role.LEAD for unit in draft.units),
    )


def _statements(tree: object, found: list[Token]) -> tuple[list[_Statement], list[Token]]:
    separators = iter([token.value for token in found if token.kind == "SEP"])
    statements: list[_Statement] = []
    dates: list[Token] = []
    for child in getattr(tree, "children", ()):
        name = getattr(child, "data", None)
        if name is None:
            continue
        statement = _Statement(separator=next(separators, "") if statements or dates else "")
        if name == "deadline":
            dates.append(child.children[0].value)
        elif name in ("labelled", "plain"):
            _fill(statement, child, dates)
            statements.append(statement)
    return statements, dates


def _fill(statement: _Statement, tree: object, dates: list[Token]) -> None:
    for child in getattr(tree, "children", ()):
        name = getattr(child, "data", None)
        if name in ("units", "tail"):
            _fill(statement, child, dates)
            continue
        if name == "joined":
            statement.joined.extend(t.value for t in child.children if t.type == "UNIT")
            continue
        token: Token = child.value
        if child.type == "LABEL":
            statement.label = Role(token.value)
        elif child.type == "UNIT":
            statement.units.append(token)
        elif child.type == "ETC":
            statement.etc = True
        elif child.type == "DUTIES":
            statement.duties = True
        elif child.type == "ROLE":
            statement.role = Role(token.value)
        elif child.type == "DEADLINE":
            dates.append(token)


def _roles(statements: list[_Statement], rules: StandingRules) -> Iterator[NamedUnit]:
    """Settle the role of every statement, then name its units."""
    label: Role | None = None
    settled: list[Role | None] = []
    for place, statement in enumerate(statements):
        label = statement.label or label
        settled.append(statement.role or label)
        if statement.role is not None or statement.duties:
            role = statement.role or Role.RESPONSIBLE
            settled[place] = role
            # The role counts back over bare lists: 甲、乙，丙牵头.
            back = place - 1
            while back >= 0 and settled[back] is None:
                settled[back] = role
                back -= 1
    bare = all(s.role is None and s.label in (None, Role.RESPONSIBLE) for s in statements)
    first = True
    commas = 0
    for statement, role in zip(statements, settled, strict=True):
        commas += statement.separator in (",", ";")
        for token in statement.units:
            own = role or Role.RESPONSIBLE
            if bare and rules.comma_parts is not None:
                own = rules.comma_parts[min(commas, 1)]
            elif bare and rules.first_leads and first:
                own = Role.LEAD
            first = False
            yield NamedUnit(token.start, token.end, Role.LEAD if statement.joined and own is Role.RESPONSIBLE else own)
        for token in statement.joined:
            yield NamedUnit(token.start, token.end, Role.SUPPORTING if role is Role.SUPPORTING else Role.RESPONSIBLE)


def _deadline(
    text: str, dates: list[Token], context_year: int | None
) -> tuple[PartialDate | None, tuple[int, int] | None, bool]:
    standing = False
    for token in dates:
        date, lasting = read_deadline(text[token.start : token.end], context_year)
        standing = standing or lasting
        if date is not None:
            return date, (token.start, token.end), lasting
    at = (dates[0].start, dates[0].end) if dates else None
    return None, at, standing
