"""From names as written to places, units and groups of the graph."""
