"""From the text of one clause to units in roles.

The tokens are parsed by the grammar of clause.lark; which role a bare list of units has is settled
here from its neighbours: a role behind a list counts back to the last one (甲、乙，丙牵头), a label
counts on until the next one (责任单位：甲，乙；丙), and rules that the document states once fill what is
left (列首位的为牵头单位).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from lark import Lark, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer
from lark.lexer import Token as LarkToken

from kg.records import PartialDate, Role
from loaders.dates import read_deadline
from loaders.rules.clause.neighbours import is_office_in_column
from loaders.rules.clause.token import Token
from loaders.rules.clause.tokens import tokens

_GRAMMAR: Final = Path(__file__).with_name("clause.lark")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as the clause names it: its place in the text and its role.

    `whole` says of one that a rule adds that it belongs to the clause that the rule stands in too (各项任务均涉及…).
    """

    start: int
    end: int
    role: Role
    whole: bool = False


@dataclass(frozen=True, slots=True)
class StandingRules:
    """What the document states once for all its clauses.

    Args:
        first_leads: 列首位的为牵头单位: the first unit of a list without roles is the lead.
        comma_parts: 逗号前为牵头、逗号后为配合: units before the first comma lead, the others support.
        rest: What the others are then: 其余为配合单位.
        added: Units that every later clause includes, as written by the rule, with their place and role.
    """

    first_leads: bool = False
    comma_parts: tuple[Role, Role] | None = None
    rest: Role = Role.RESPONSIBLE
    added: tuple[NamedUnit, ...] = ()


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
    class Ready(Lexer):
        """Hands on the tokens of tokens.py, which are there already."""

        def __init__(self, _: object) -> None: ...

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[LarkToken]:  # noqa: ANN401, ARG002 - lark's own
            for token in lexer_state:
                ready = LarkToken(token.kind, "")
                ready.value = token
                yield ready

    return Lark(_GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=Ready)


def compile_clause(
    text: str,
    start: int,
    end: int,
    rules: StandingRules,
    *,
    context_year: int | None = None,
    in_column: bool = False,
) -> ClauseDraft | None:
    """Return what the clause `text[start:end]` says, or None where it is no clause.

    A clause names at least one unit, or sets at least a deadline under a label. In a column of units
    (`in_column`) a short name that no list knows is one where it ends like an office.
    """
    found, marks = _without_marks(tokens(text, start, end))
    if in_column:
        found = [replace(t, kind="UNIT") if t.kind == "NOISE" and is_office_in_column(text, t) else t for t in found]
    if not any(token.kind in ("UNIT", "DEADLINE") for token in found):
        return None
    form = _form(tuple(token.kind for token in found))
    if form is None:
        return None
    statements, dates = _statements(form, found)
    units = list(_roles(statements, replace(rules, first_leads=False) if marks else rules))
    if marks:
        units = [replace(unit, role=marks.get(unit.end, unit.role)) for unit in units]
    deadline, at, standing = _deadline(text, dates, context_year)
    return ClauseDraft(
        start,
        end,
        tuple(units),
        open_list=any(statement.etc for statement in statements),
        by_division=any(statement.duties for statement in statements),
        deadline=deadline,
        deadline_at=at,
        standing=standing,
        noise=tuple((t.start, t.end) for t in found if t.kind == "NOISE"),
        labelled=any(token.kind == "LABEL" for token in found)
        or any(statement.role is not None for statement in statements),
        stated_lead=any(unit.role is Role.LEAD for unit in units),
    )


def named_units(text: str, start: int, end: int) -> tuple[NamedUnit, ...]:
    """Return the units of `text[start:end]` where it lists nothing else, as a column of units does; else none."""
    draft = compile_clause(text, start, end, StandingRules(), in_column=True)
    return () if draft is None or draft.noise else draft.units


_MARKS: Final = frozenset({"MARK", "MARKS"})


def _without_marks(found: list[Token]) -> tuple[list[Token], dict[int, Role]]:
    """Return the tokens without the roles in brackets behind single names, and those roles by the names' ends."""
    if not any(token.kind in _MARKS for token in found):
        return found, {}
    marks: dict[int, Role] = {}
    for place, token in enumerate(found):
        if token.kind not in _MARKS:
            continue
        at = place - 1
        marks[found[at].end] = Role(token.value)
        while token.kind == "MARKS" and at > 1 and found[at - 1].kind == "DUN":
            # 甲、乙(共同牵头): the mark is that of both.
            at -= 2
            marks[found[at].end] = Role(token.value)
    return [token for token in found if token.kind not in _MARKS], marks


@lru_cache(maxsize=4096)
def _form(kinds: tuple[str, ...]) -> tuple[_Form, ...] | None:
    """Return the statements of a row of token kinds, or None where the grammar refuses it.

    What stands where depends on the kinds alone, and clauses of one document are built alike: few
    rows are parsed more than once.
    """
    try:
        tree = _parser().parse([Token(kind, place, place) for place, kind in enumerate(kinds)])
    except UnexpectedInput:
        return None
    forms: list[_Form] = []
    separator = -1
    for child in tree.children:
        if isinstance(child, LarkToken):
            separator = child.value.start
            continue
        places: dict[str, list[int]] = {}
        _collect(child, places, joined=False)
        forms.append(_Form(separator, **{name: tuple(found) for name, found in places.items()}))
        separator = -1
    return tuple(forms)


@dataclass(frozen=True, slots=True)
class _Form:
    """One statement: for each kind of token the places of its tokens in the row."""

    separator: int
    LABEL: tuple[int, ...] = ()
    UNIT: tuple[int, ...] = ()
    JOINED: tuple[int, ...] = ()
    ETC: tuple[int, ...] = ()
    DUTIES: tuple[int, ...] = ()
    ROLE: tuple[int, ...] = ()
    DEADLINE: tuple[int, ...] = ()


def _collect(tree: Tree[LarkToken], places: dict[str, list[int]], *, joined: bool) -> None:
    for child in tree.children:
        if isinstance(child, Tree):
            _collect(child, places, joined=joined or child.data == "joined")
        elif child.type in _Form.__slots__:
            name = "JOINED" if joined and child.type == "UNIT" else child.type
            places.setdefault(name, []).append(child.value.start)


def _statements(forms: tuple[_Form, ...], found: list[Token]) -> tuple[list[_Statement], list[Token]]:
    statements: list[_Statement] = []
    dates: list[Token] = []
    for form in forms:
        dates.extend(found[place] for place in form.DEADLINE)
        if not (form.LABEL or form.UNIT or form.ROLE or form.DUTIES):
            continue
        statements.append(
            _Statement(
                Role(found[form.LABEL[0]].value) if form.LABEL else None,
                [found[place] for place in form.UNIT],
                [found[place] for place in form.JOINED],
                bool(form.ETC),
                bool(form.DUTIES),
                Role(found[form.ROLE[0]].value) if form.ROLE else None,
                found[form.separator].value if form.separator >= 0 else "",
            )
        )
    return statements, dates


def _roles(statements: list[_Statement], rules: StandingRules) -> Iterator[NamedUnit]:
    """Settle the role of every statement, then name its units."""
    label: Role | None = None
    settled: list[Role | None] = []
    labels: list[Role | None] = []
    spoken = False
    for place, statement in enumerate(statements):
        spoken = spoken and statement.label is None
        label = statement.label or label
        labels.append(label)
        # 责任单位:甲牵头;乙、丙,丁配合: behind a role that the clause states itself the next one counts back.
        settled.append(None if spoken and statement.role is None else statement.role or label)
        spoken = spoken or statement.role is not None
        if statement.role is not None or statement.duties:
            stated = statement.role or label or Role.RESPONSIBLE
            if statement.label is not None and stated is Role.RESPONSIBLE:
                # 牵头单位:甲、乙按职责分工负责: the label says more than 负责.
                stated = statement.label
            settled[place] = stated
            # The role counts back over bare lists: 甲、乙，丙牵头.
            back = place - 1
            while back >= 0 and settled[back] is None:
                settled[back] = stated
                back -= 1
    settled = [role or label for role, label in zip(settled, labels, strict=True)]
    bare = all(s.role is None and s.label in (None, Role.RESPONSIBLE) for s in statements)
    leaderless = not any(Role.LEAD in (s.role, s.label) for s in statements)
    first = True
    commas = 0
    for statement, role in zip(statements, settled, strict=True):
        commas += statement.separator in (",", ";")
        for token in statement.units:
            own = role or Role.RESPONSIBLE
            if bare and rules.comma_parts is not None:
                own = rules.comma_parts[min(commas, 1)]
            elif leaderless and rules.first_leads and own is Role.RESPONSIBLE:
                own = Role.LEAD if first else rules.rest
            first = False
            yield NamedUnit(token.start, token.end, own)
        for token in statement.joined:
            # 甲会同乙负责: the text calls neither the lead, so both answer; 甲牵头会同乙: the second is joined to it.
            yield NamedUnit(token.start, token.end, Role.RESPONSIBLE if role in (None, Role.LEAD) else role)


def _deadline(
    text: str, dates: list[Token], context_year: int | None
) -> tuple[PartialDate | None, tuple[int, int] | None, bool]:
    """Return the latest date that the clause sets, its place, and whether the duty goes on without an end."""
    read = [(token, *read_deadline(text[token.start : token.end], context_year)) for token in dates]
    dated = [(date, token) for token, date, _ in read if date is not None]
    standing = any(lasting for _, _, lasting in read)
    if dated:
        date, token = max(dated, key=lambda found: (found[0].last_day, found[0]))
        return date, (token.start, token.end), standing
    return None, (dates[0].start, dates[0].end) if dates else None, standing
