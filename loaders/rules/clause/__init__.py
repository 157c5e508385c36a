"""Responsibility clauses: where they stand, their tokens, their grammar, the units and roles they give."""
