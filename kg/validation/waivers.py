"""Dated waivers: findings that somebody has accepted, until a day and for a reason, in a YAML file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import Bilingual, UsageError, both
from kg.records import Problem, Severity

if TYPE_CHECKING:
    from yaml.nodes import MappingNode

_KEYS: Final = ("rule", "subject", "plan", "source", "until", "reason")
_REMEDY: Final = both(
    "Write a list `waivers:` whose entries have rule, until (2026-12-31), reason, and subject, plan or source.",
    "请写成 `waivers:` 列表，每项含 rule、until（如 2026-12-31）、reason，以及 subject、plan 或 source。",
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a file of waivers.

    Args:
        rule: Id of a rule, or its first part (`ACTION`) for all of a class.
        until: The last day on which it holds.
        reason: Why the finding is accepted.
        line: Where it stands in the file, from 1.
        subject: IRI of the thing that is excused, or None.
        plan: IRI of a plan of which everything is excused, or None.
        source: Name or path of a file or store of which everything is excused, or None.
    """

    rule: str
    until: date
    reason: str
    line: int
    subject: str | None = None
    plan: str | None = None
    source: str | None = None

    def covers(self, problem: Problem) -> bool:
        """Return whether it speaks of `problem`, whatever the day."""
        family, _, number = problem.code.rpartition("-")
        if self.rule.upper() not in (problem.code.upper(), family if number.isdigit() else None):
            return False
        if self.subject is not None and problem.subject != self.subject:
            return False
        if self.plan is not None and not (f"{problem.subject}/").startswith(f"{self.plan}/"):
            return False
        return self.source is None or self.source in (problem.source, Path(problem.source or "").name)


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Raises:
        UsageError: It is no YAML, or an entry lacks something; the message names the line.
    """
    import yaml  # noqa: PLC0415 (heavy)

    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _fault(path, mark.line + 1 if mark is not None else 1, both("it is not YAML", "不是 YAML")) from error
    if not isinstance(root, yaml.MappingNode) or [key.value for key, _ in root.value] != ["waivers"]:
        raise _fault(path, 1, both("there is no list `waivers:`", "没有 `waivers:` 列表"))
    entries = root.value[0][1]
    if not isinstance(entries, yaml.SequenceNode):
        raise _fault(path, 1, both("`waivers:` is no list", "`waivers:` 不是列表"))
    found = []
    for entry in entries.value:
        if not isinstance(entry, yaml.MappingNode):
            raise _fault(
                path, entry.start_mark.line + 1, both("an entry is no group of keys and values", "有一项不是键和值")
            )
        found.append(_waiver(path, entry))
    return tuple(found)


def _waiver(path: Path, entry: MappingNode) -> Waiver:
    line = entry.start_mark.line + 1
    said: dict[str, str] = {}
    for key, value in entry.value:
        if key.value not in _KEYS:
            raise _fault(
                path,
                key.start_mark.line + 1,
                both(f"a waiver has no key `{key.value}`", f"豁免项没有 `{key.value}` 这个键"),
            )
        said[key.value] = str(value.value).strip()
    missing = [key for key in ("rule", "until", "reason") if not said.get(key)]
    if missing or not any(said.get(key) for key in ("subject", "plan", "source")):
        names = ", ".join(missing)
        what = both(f"{names or 'subject, plan or source'} is missing", f"缺少 {names or 'subject、plan 或 source'}")
        raise _fault(path, line, what)
    try:
        until = date.fromisoformat(said["until"])
    except ValueError as error:
        raise _fault(path, line, both(f"`{said['until']}` is no day", f"`{said['until']}` 不是日期")) from error
    return Waiver(said["rule"], until, said["reason"], line, said.get("subject"), said.get("plan"), said.get("source"))


def _fault(path: Path, line: int, what: Bilingual) -> UsageError:
    return UsageError(both(f"{path}, line {line}: {what}.", f"{path} 第 {line} 行：{what.zh}。"), _REMEDY)


def apply(
    problems: Iterable[Problem], waivers: tuple[Waiver, ...], today: date, path: Path
) -> tuple[list[Problem], list[tuple[Problem, Waiver]]]:
    """Return the problems that stand, and those that are waived with what waives them.

    An expired waiver excuses nothing and is a Warning of its own; one that meets no problem is an Info.
    """
    standing: list[Problem] = []
    excused: list[tuple[Problem, Waiver]] = []
    used: set[Waiver] = set()
    for problem in problems:
        fitting = [waiver for waiver in waivers if waiver.covers(problem)]
        used.update(fitting)
        holding = next((waiver for waiver in fitting if waiver.until >= today), None)
        if holding is None:
            standing.append(problem)
        else:
            excused.append((problem, holding))
    for waiver in waivers:
        if waiver.until < today:
            standing.append(_note(waiver, path, "waiver-expired", Severity.WARNING))
        elif waiver not in used:
            standing.append(_note(waiver, path, "waiver-unused", Severity.INFO))
    return standing, excused


_NOTES: Final = {
    "waiver-expired": (
        both("A waiver ends on the day that it names.", "豁免在所写日期之后不再有效。"),
        both("Correct what it excused, or agree on a later day.", "更正所豁免的问题，或重新约定日期。"),
    ),
    "waiver-unused": (
        both("A waiver excuses something.", "豁免对应一个实际问题。"),
        both("Remove it where the problem is gone; otherwise check rule and subject.",
             "问题已解决的，删除该项；否则核对 rule 和 subject。"),
    ),
}  # fmt: skip


def _note(waiver: Waiver, path: Path, code: str, severity: Severity) -> Problem:
    message, remedy = _NOTES[code]
    return Problem(
        code, severity, message, remedy, subject=waiver.subject or waiver.plan, label=waiver.rule, path="until",
        value=f"{waiver.until.isoformat()} {waiver.reason}", source=str(path), line=waiver.line, column=1,
    )  # fmt: skip
