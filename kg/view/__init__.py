"""Plans put together from their graphs, as ledgers, pictures and reports show them."""

from kg.view.model import (
    ROLES,
    Body,
    Cited,
    Clause,
    Duty,
    Entry,
    Indicator,
    Observation,
    Plan,
    Span,
    Step,
    Target,
    Unit,
    Unread,
)
from kg.view.owning import Holding, holdings, items_of, may_hold, portfolio, printed_members, units_with_duties
from kg.view.read import read_plan, read_plans

__all__ = [
    "ROLES",
    "Body",
    "Cited",
    "Clause",
    "Duty",
    "Entry",
    "Holding",
    "Indicator",
    "Observation",
    "Plan",
    "Span",
    "Step",
    "Target",
    "Unit",
    "Unread",
    "holdings",
    "items_of",
    "may_hold",
    "portfolio",
    "printed_members",
    "read_plan",
    "read_plans",
    "units_with_duties",
]
