"""What a plan says, as frozen records: the one form between reading, encoding and the graph.

Loaders build these from documents and tables; `kg.mapping` turns them into quads. Positions are
Unicode code points of `Document.text`, from 0, end excluded. Dates keep the precision of what is
printed (`PartialDate`); amounts are `Decimal` in the unit without 万/亿, with the printed form beside.
"""

from kg.records.codes import (
    ActionKind,
    Bindingness,
    Comparator,
    Expansion,
    Ownership,
    Role,
    Severity,
    Statistic,
)
from kg.records.place import (
    Evidence,
    PartialDate,
    SourceDocument,
)
from kg.records.plan import (
    Action,
    CitedDocument,
    Evaluation,
    Funding,
    Indicator,
    LeadingGroup,
    Observation,
    Phase,
    Plan,
    Section,
    Target,
    Unread,
)
from kg.records.problem import (
    Problem,
)
from kg.records.responsibility import (
    Assignment,
    Clause,
    Jurisdiction,
    Unit,
)

__all__ = [
    "Action",
    "ActionKind",
    "Assignment",
    "Bindingness",
    "CitedDocument",
    "Clause",
    "Comparator",
    "Evaluation",
    "Evidence",
    "Expansion",
    "Funding",
    "Indicator",
    "Jurisdiction",
    "LeadingGroup",
    "Observation",
    "Ownership",
    "PartialDate",
    "Phase",
    "Plan",
    "Problem",
    "Role",
    "Section",
    "Severity",
    "SourceDocument",
    "Statistic",
    "Target",
    "Unit",
    "Unread",
]
