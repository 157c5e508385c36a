"""The code lists that records use: values are local names in `gp:`, the severities those of SHACL."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a unit has to do with an action; values are local names in `gp:`."""

    LEAD = "Lead"
    RESPONSIBLE = "Responsible"
    SUPPORTING = "Supporting"


class ActionKind(StrEnum):
    """The class of an action in `gp:`."""

    TASK = "Task"
    SAFEGUARD = "Safeguard"
    PROJECT = "Project"


class Ownership(StrEnum):
    """Whether the document names units for an action, only a group, or nobody."""

    NAMED = "Named"
    GROUP_ONLY = "GroupOnly"
    NOT_STATED = "NotStated"


class Comparator(StrEnum):
    """How a reached value is held against the target value."""

    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"
    EXACTLY = "Exactly"
    MORE_THAN = "MoreThan"
    LESS_THAN = "LessThan"


class Statistic(StrEnum):
    """What kind of number an indicator is."""

    LEVEL = "Level"
    ANNUAL = "Annual"
    GROWTH_RATE = "GrowthRate"
    SHARE = "Share"
    RANK = "Rank"
    COUNT = "Count"


class Bindingness(StrEnum):
    """约束性 or 预期性."""

    BINDING = "Binding"
    EXPECTED = "Expected"


class Expansion(StrEnum):
    """Which members of its body a group stands for."""

    ALL_MEMBERS = "AllMembers"
    ALL_MEMBERS_EXCEPT = "AllMembersExcept"


class Severity(StrEnum):
    """Violation: the graph is wrong. Warning: the source is silent or unclear. Info: tidiness."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"
