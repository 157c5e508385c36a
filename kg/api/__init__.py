"""Plans from Python: open a store, ask, and get tables, data frames, networks and pictures.

    >>> import kg
    >>> plans = kg.open("plans.db")                                   # doctest: +SKIP
    >>> plans.ask("unit-portfolio", unit="区市场监管局").to_pandas()    # doctest: +SKIP

What is heavy (pandas, polars, networkx, matplotlib, pySHACL) is imported by the method that needs it.
"""

from kg.api.answer import Answer, Findings
from kg.api.plans import Plans, open_plans
from kg.api.views import NetworkView, Picture

__all__ = ["Answer", "Findings", "NetworkView", "Picture", "Plans", "open_plans"]
