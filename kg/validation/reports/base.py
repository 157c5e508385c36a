"""What every report is made from: the problems, how many graphs were looked at, and the language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from kg.errors import Bilingual, both
from kg.records import Problem, Severity
from kg.validation.engines import Tally
from kg.validation.score import Score
from kg.validation.waivers import Waiver

Language = Literal["en", "zh"]
ORDER: Final = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
NAMES: Final = {
    Severity.VIOLATION: both("Violation", "违规"),
    Severity.WARNING: both("Warning", "警告"),
    Severity.INFO: both("Info", "提示"),
}
PLURALS: Final = {
    Severity.VIOLATION: both("violations", "项违规"),
    Severity.WARNING: both("warnings", "项警告"),
    Severity.INFO: both("remarks", "项提示"),
}
TIERS: Final = {
    "core": both("core", "核心"),
    "complete": both("complete", "完整"),
    "exemplary": both("exemplary", "示范"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one validation.

    Args:
        problems: As `validate` yields them.
        graphs: How many graphs were validated.
        rules: How many rules they were held against.
        tier: The tier of those rules.
        language: Language of messages.
        tally: Which engine ran what; None where no shapes were run.
        scores: Completeness of plans and units, where it was asked for.
        waived: Problems that a waiver excuses, each with its reason and last day.
    """

    problems: tuple[Problem, ...]
    graphs: int
    rules: int
    tier: str
    language: Language = "en"
    tally: Tally | None = None
    scores: tuple[Score, ...] = ()
    waived: tuple[tuple[Problem, Waiver], ...] = ()

    def say(self, text: str) -> str:
        """Return `text` in the language of the report."""
        return text.zh if isinstance(text, Bilingual) and self.language == "zh" else str(text)

    def count(self, severity: Severity) -> int:
        """Return how many problems are of `severity`."""
        return sum(problem.severity is severity for problem in self.problems)

    def groups(self) -> list[tuple[Problem, ...]]:
        """Return the problems rule by rule: worst severity first, then the rule that fails most often."""
        ordered = sorted(self.problems, key=lambda p: (ORDER.index(p.severity), p.code))
        groups = [tuple(group) for _, group in groupby(ordered, key=lambda p: p.code)]
        return sorted(groups, key=lambda g: (ORDER.index(g[0].severity), -len(g), g[0].code))

    def shared(self, group: tuple[Problem, ...]) -> tuple[str, str]:
        """Return message and remedy of a group; each is empty where its problems have words of their own."""
        messages, remedies = {problem.message for problem in group}, {problem.remedy for problem in group}
        message = self.say(group[0].message) if len(messages) == 1 else ""
        return message, self.say(group[0].remedy) if len(remedies) == 1 else ""

    def own(self, problem: Problem, shared: tuple[str, str]) -> str:
        """Return what a problem says beside its group: a message, a remedy ("did you mean …?") or nothing."""
        message = "" if shared[0] else self.say(problem.message)
        return " ".join(filter(None, (message, "" if shared[1] else f"→ {self.say(problem.remedy)}")))

    def waiver(self, waiver: Waiver) -> str:
        """Return until when and why something is waived."""
        return f"{'豁免至' if self.language == 'zh' else 'waived until'} {waiver.until.isoformat()}: {waiver.reason}"

    def summary(self) -> str:
        """Return one sentence with the counts."""
        found = Counter(problem.severity for problem in self.problems)
        if self.language == "zh":
            parts = [f"{found[s]} {PLURALS[s].zh}" for s in ORDER]
            counts = f"{self.graphs} 个规划图，{self.rules} 条规则（层级：{TIERS[self.tier].zh}）：{'，'.join(parts)}。"
        else:
            parts = [f"{found[s]} {PLURALS[s] if found[s] != 1 else PLURALS[s][:-1]}" for s in ORDER]
            plans = "plan graph" if self.graphs == 1 else "plan graphs"
            rules = "rule" if self.rules == 1 else "rules"
            counts = f"{self.graphs} {plans}, {self.rules} {rules} (tier {self.tier}): {', '.join(parts)}."
        return " ".join(filter(None, (counts, self._waivers(), self.engine())))

    def _waivers(self) -> str:
        if not self.waived:
            return ""
        return f"豁免 {len(self.waived)} 项。" if self.language == "zh" else f"Waived: {len(self.waived)}."

    def engine(self) -> str:
        """Return one sentence on what ran the shapes, and what the fast engine left to the reference."""
        if self.tally is None:
            return ""
        zh, name = self.language == "zh", self.tally.engine.value
        if not self.tally.compiled:
            return f"引擎：{name}。" if zh else f"Engine: {name}."
        left = "、".join if zh else ", ".join
        referred = left(f"{rule} ×{times}" for rule, times in sorted(self.tally.referred.items()))
        if zh:
            return f"引擎：{name}（{self.tally.compiled} 条规则已编译；交由 pySHACL：{referred or '无'}）。"
        return f"Engine: {name} ({self.tally.compiled} rules compiled; left to pySHACL: {referred or 'none'})."


def where(problem: Problem) -> str:
    """Return `file:line:column`, or `file:sheet!cell` of a workbook, as far as it is known."""
    parts = [problem.source or ""]
    if problem.sheet is not None:
        parts.append(f"{problem.sheet}!{problem.cell or ''}")
    elif problem.cell is not None:
        parts.append(problem.cell)
    elif problem.line is not None:
        parts.append(str(problem.line))
        if problem.column is not None:
            parts.append(str(problem.column))
    return ":".join(parts)


def also(problem: Problem) -> str:
    """Return the other places of a problem, such as that in the document it was read from."""
    return "，".join(problem.details) if problem.details else ""
