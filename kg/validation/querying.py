"""The graph that pySHACL is given: SPARQL constraints run once per focus node, so each is parsed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import Graph

from kg.validation.wellformed import prepared

if TYPE_CHECKING:
    from rdflib.query import Result


class CachingGraph(Graph):
    """An rdflib graph whose queries are parsed once for all graphs."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:  # noqa: ANN401 (rdflib's signature)
        """Run a query; the same text, with prefixes of its own, is parsed once."""
        query = prepared(query_object) if isinstance(query_object, str) and not kwargs.get("initNs") else query_object
        return super().query(query, *args, **kwargs)
