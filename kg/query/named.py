"""`Named`: one thing that a word of the user may mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a word may mean: its IRI, its main label and the label of its place."""

    iri: str
    label: str
    place: str = ""
