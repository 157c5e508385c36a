"""The order in which sections and actions stand, where an encoding lists them apart."""

from __future__ import annotations

from collections.abc import Sequence


def reading_order(sections: Sequence[str], actions: Sequence[str]) -> list[int]:
    """Return places in reading order from 0, first of the sections, then of the actions.

    Both lists keep their own order; a section stands before the first action below it, and so do the
    sections listed before that one.

    >>> reading_order(["一", "二"], ["二/1", "二/2"])
    [0, 1, 2, 3]
    >>> reading_order(["二", "三"], ["二/1", "三/1"])
    [0, 2, 1, 3]
    """
    position = {path: index for index, path in reversed(list(enumerate(sections)))}
    placed: list[int] = []
    of_sections: list[int] = []
    place = 0
    for path in actions:
        parts = path.split("/")
        above = (position.get("/".join(parts[:length])) for length in range(1, len(parts)))
        last = max((index for index in above if index is not None), default=-1)
        while len(of_sections) <= last:
            of_sections.append(place)
            place += 1
        placed.append(place)
        place += 1
    of_sections.extend(range(place, place + len(sections) - len(of_sections)))
    return of_sections + placed
