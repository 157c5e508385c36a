"""Who: units with their place, what they have to do with an action, and the clause that says so."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records.codes import Expansion, Role
from kg.records.place import Evidence, PartialDate


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place that a government governs: full name, GB/T 2260 code and the place around it.

    `code` has six digits (`100000` is the whole country) or is None where the name is not known or
    stands for several places; `name` is then the name as printed.
    """

    name: str
    code: str | None = None
    within: Jurisdiction | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One body of the state, or a group of such bodies, that a plan names.

    Args:
        name: Full official name (天津市南开区市场监督管理局), or the name as printed where the
            official one is not known.
        jurisdiction: The place it acts for, or None.
        function: Slug of its concept in the function scheme (`market-supervision`), or None.
        written: Every form met in this plan, sorted.
        dual_brand: The other brand of 甲局(乙局), as a full name, or None.
        is_group: True for 各成员单位, 各街道办事处, 市有关部门 and the like.
        group_of: Name of the body whose members the group stands for, or None.
        expansion: Which of them; None where the text names no body.
        except_units: Names of units that the group leaves out (其他…).
    """

    name: str
    jurisdiction: Jurisdiction | None = None
    function: str | None = None
    written: tuple[str, ...] = ()
    dual_brand: str | None = None
    is_group: bool = False
    group_of: str | None = None
    expansion: Expansion | None = None
    except_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit in a role, as one clause states it."""

    unit: Unit
    unit_text: str
    role: Role
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One responsibility clause of an action or indicator.

    `open_list` is true for 等; `by_division_of_duties` for 按职责分工. `deadline` is what the clause
    itself states (完成时限); `deadline_text` is its printed form.
    """

    text: str
    assignments: tuple[Assignment, ...]
    evidence: tuple[Evidence, ...]
    open_list: bool = False
    by_division_of_duties: bool = False
    deadline: PartialDate | None = None
    deadline_text: str | None = None
