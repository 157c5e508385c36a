"""Clauses and assignments of actions and indicators, and the short cuts derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg import iri as mint
from kg.mapping import nquads
from kg.mapping.writer import A, Writer, predicate
from kg.records import Clause, Role
from kg.terms import GP

if TYPE_CHECKING:
    from kg.mapping.units import UnitQuads

_CLAUSE: Final = f"{A}<{GP.ResponsibilityClause}>"
_ASSIGNMENT: Final = f"{A}<{GP.Assignment}>"
_HAS_CLAUSE: Final = predicate(GP.hasClause)
_HAS_ASSIGNMENT: Final = predicate(GP.hasAssignment)
_TEXT: Final = predicate(GP.clauseText)
_OPEN: Final = predicate(GP.openList)
_DIVISION: Final = predicate(GP.byDivisionOfDuties)
_UNIT: Final = predicate(GP.unit)
_UNIT_TEXT: Final = predicate(GP.unitText)
_ROLE: Final = predicate(GP.role)
_IN_CLAUSE: Final = predicate(GP.inClause)
_ASSIGNED: Final = predicate(GP.assignedUnit)
_DEADLINE: Final = predicate(GP.deadline)
_DEADLINE_TEXT: Final = predicate(GP.deadlineText)
_ROLES: Final = {
    Role.LEAD: (f"<{GP.Lead}>", predicate(GP.leadUnit)),
    Role.RESPONSIBLE: (f"<{GP.Responsible}>", predicate(GP.responsibleUnit)),
    Role.SUPPORTING: (f"<{GP.Supporting}>", predicate(GP.supportingUnit)),
}


def write_clauses(writer: Writer, units: UnitQuads, owner: str, clauses: Sequence[Clause]) -> None:
    """Add the clauses of `owner`, an action or indicator, with all that they say."""
    stop = writer.end
    short_cuts: set[tuple[str, str]] = set()
    for clause in clauses:
        iri = writer.claim(mint.clause_iri(owner, clause.text), clause, clause.evidence)
        writer.lines.append(
            f"<{owner}>{_HAS_CLAUSE}<{iri}>{stop}"
            f"<{iri}>{_CLAUSE}{stop}"
            f"<{iri}>{_TEXT}{nquads.string(clause.text)}{stop}"
            f"<{iri}>{_OPEN}{nquads.boolean(clause.open_list)}{stop}"
            f"<{iri}>{_DIVISION}{nquads.boolean(clause.by_division_of_duties)}{stop}"
        )
        writer.add(iri, _DEADLINE, nquads.last_day(clause.deadline))
        writer.string(iri, _DEADLINE_TEXT, clause.deadline_text)
        writer.evidence(iri, clause.evidence)
        for item in clause.assignments:
            unit = units.unit(item.unit)
            units.spelling(unit, item.unit.name, item.unit_text)
            role, short_cut = _ROLES[item.role]
            node = writer.claim(mint.assignment_iri(iri, item.role, unit), item, item.evidence)
            writer.lines.append(
                f"<{owner}>{_HAS_ASSIGNMENT}<{node}>{stop}"
                f"<{node}>{_ASSIGNMENT}{stop}"
                f"<{node}>{_UNIT}<{unit}>{stop}"
                f"<{node}>{_UNIT_TEXT}{nquads.string(item.unit_text)}{stop}"
                f"<{node}>{_ROLE}{role}{stop}"
                f"<{node}>{_IN_CLAUSE}<{iri}>{stop}"
            )
            writer.evidence(node, item.evidence)
            if (short_cut, unit) not in short_cuts:
                short_cuts.add((short_cut, unit))
                writer.lines.append(f"<{owner}>{short_cut}<{unit}>{stop}<{owner}>{_ASSIGNED}<{unit}>{stop}")
