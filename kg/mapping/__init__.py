"""Records to quads: one plan becomes the N-Quads text of its named graph, and nothing else.

The text is made by hand, because that is the fastest way into a store; its literals have the forms
that stores keep, so that load and dump give back the same quads. See docs/decisions/20261121-mapping.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.iri import graph_iri
from kg.mapping.plan import PlanQuads, iri_of_plan

if TYPE_CHECKING:
    from kg.records import Plan

__all__ = ["graph_of_plan", "iri_of_plan", "plan_bytes"]


def graph_of_plan(plan: Plan) -> str:
    """Return the IRI of the named graph that `plan_bytes` fills."""
    return graph_iri(iri_of_plan(plan))


def plan_bytes(plan: Plan) -> bytes:
    r"""Return N-Quads in UTF-8 for `plan`: one quad a line, each ended by `\n`, all in the graph of the plan.

    The same plan gives the same bytes. A quad may be written more than once. Dates that no calendar
    has (30 February) leave their printed form and no date.

    Raises:
        SourceError: Some evidence does not equal the text that it points to, a value is not finite, a
            text holds half a character, or a code of a place or function is none.
    """
    return PlanQuads(plan).encoded()
