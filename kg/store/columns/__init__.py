"""Saved questions answered from a columnar copy of the store, which DuckDB keeps in a file beside it.

- `tables` makes the copy: one table per predicate. `sidecar` keeps its file in step with the store.
- `syntax` parses the part of SPARQL that saved questions use, `translate` compiles it to one SELECT, with
  `variables` (which variables are still needed), `components` (the relations of a group that share none),
  `patterns` (join order), `expressions` and `relation` (SQL under construction).
- `run` executes the SELECT, and `cells` turns its numbers back into RDF terms.

What is not supported raises `Unsupported`, and the engine of the store answers instead.
"""
