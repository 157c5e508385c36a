"""Write docs/rules.md from shapes/. Usage: python scripts/generate_rules.py [--check]."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "docs" / "rules.md"

sys.path.insert(0, str(ROOT))

from kg.validation.reports.base import NAMES, TIERS  # noqa: E402 - the checkout is not installed here
from kg.validation.rules import Rule, load_rules  # noqa: E402 - the same

HEAD: Final = """# Rules

Generated from `shapes/` by `scripts/generate_rules.py`; edit the shapes, never this page.

`govplan validate` holds plans against these rules. A rule has a **tier** (core: the graph is right; complete: a
reader can hold somebody to account; exemplary: what the best plans say) and a **severity** (Violation: the graph is
wrong; Warning: the document is silent or unclear; Info: tidiness). A document that is silent never makes a
Violation. Examples that pass and that fail stand in `tests/shapes/<rule>/`.

规则分三个层级（核心、完整、示范）和三种严重程度（违规：图有错；警告：原文未写明或不清楚；提示：可改进之处）。
原文未写明的内容不会造成违规。
"""


def entry(rule: Rule) -> str:
    """Return the section of one rule."""
    about = f"{TIERS[rule.tier.value]} / {TIERS[rule.tier.value].zh}"
    severity = f"{NAMES[rule.severity]} / {NAMES[rule.severity].zh}"
    looks = ", ".join(f"`{target}`" for target in rule.targets) or "the whole graph"
    path = f" · path `{rule.path}`" if rule.path else ""
    return (
        f"### {rule.id}\n\n{severity} · {about} · looks at {looks}{path}\n\n"
        f"{rule.message}\n→ {rule.remedy}\n\n{rule.message.zh}\n→ {rule.remedy.zh}\n"
    )


def render() -> str:
    """Return the page."""
    rules = load_rules().rules
    tiers = Counter(rule.tier.value for rule in rules)
    severities = Counter(rule.severity.value for rule in rules)
    counts = ", ".join(f"{number} {name}" for name, number in [*tiers.items(), *severities.items()])
    parts = [HEAD, f"{len(rules)} rules: {counts}.\n"]
    for name, group in groupby(rules, key=lambda rule: rule.file):
        parts.append(f"## {name.removesuffix('.shapes.ttl')}\n")
        parts += [entry(rule) for rule in group]
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = render()
    if "--check" in arguments:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        if not fresh:
            sys.stderr.write("docs/rules.md is stale. Run: python scripts/generate_rules.py\n")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
