"""Write ontology/schemes/functions.ttl, the code list of government functions, from loaders/lexicon.

    python scripts/generate_functions.py [--check]

Short forms, local variants and former names of bodies become alternative labels of their function.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from loaders.lexicon import rows  # noqa: E402 - the checkout is on the path only now
from loaders.resolve.names import long_form  # noqa: E402 - the same

TARGET = ROOT / "ontology" / "schemes" / "functions.ttl"
SCHEME = "https://w3id.org/govplan/scheme/function"
BRANCHES = {
    "government": ("a department of the government", "政府部门"),
    "party": ("an organ of the party committee", "党委机构"),
    "congress": ("the people's congress", "人民代表大会"),
    "consultative": ("the political consultative conference", "人民政协"),
    "justice": ("courts and procuratorates", "司法机关"),
    "mass": ("a people's organisation", "群团组织"),
    "vertical": ("a body under central leadership", "中央垂直管理机构"),
    "enterprise": ("an enterprise with a public task", "公用企业"),
}
HEAD = f"""# Code list: The functions of government that units carry out. One concept a block, by slug.
# Written by scripts/generate_functions.py from loaders/lexicon; do not edit.

@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs:    <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos:    <http://www.w3.org/2004/02/skos/core#> .
@prefix vs:      <http://www.w3.org/2003/06/sw-vocab-status/ns#> .

<{SCHEME}>
  a skos:ConceptScheme ;
  skos:prefLabel "government functions"@en ;
  skos:prefLabel "政府职能"@zh ;
  skos:definition "What the bodies of the state are there for, the same across places, levels and reforms."@en ;
  skos:definition "国家机构承担的职能，跨地区、跨层级、跨机构改革保持一致。"@zh ;
  dcterms:source "Own compilation from the plans of institutional reform of 2003, 2008, 2013, 2018 and 2023."@en ;
  dcterms:license <https://spdx.org/licenses/MIT> ;
  rdfs:isDefinedBy <https://w3id.org/govplan/ns> ;
.
"""


def spellings() -> dict[str, list[tuple[str, str, str]]]:
    """Return (name, status, year) of every name of a body, without its place, by function."""
    found: dict[str, dict[str, tuple[str, str]]] = {}

    def add(function: str, name: str, status: str, until: str) -> None:
        found.setdefault(function, {}).setdefault(name, (status, until))

    for head, full, function, suffixes, status, until in rows("unit_heads"):
        for suffix in suffixes.split(","):
            if full not in ("=", "?") and "{}" not in full:
                add(function, long_form(full + suffix), status, until)
            add(function, head + suffix, status, until)
            if full == "=":
                add(function, long_form(head + suffix), status, until)
    for name, official, function, _, status, until in rows("unit_names"):
        if function:
            add(function, name, status, until)
            if official != "court" and "{}" not in official:
                add(function, official, status, until)
    return {
        function: sorted((name, status, until) for name, (status, until) in names.items())
        for function, names in found.items()
    }


def text(value: str, language: str) -> str:
    """Return a Turtle literal; values of the lexicon hold neither quotation marks nor backslashes."""
    return f'"{value}"@{language}'


def formerly(until: str, names: list[str]) -> str:
    """Return the sentence that lists former names; `until` is a year or empty."""
    return (f"{until}年前的名称：" if until else "旧称：") + "、".join(names) + "。"


def concept(row: tuple[str, ...], names: list[tuple[str, str, str]]) -> str:
    """Return the block of one concept."""
    slug, branch, zh, en, national, provincial, local, history_zh, history_en = row
    branch_en, branch_zh = BRANCHES[branch]
    levels = [f"{level}：{name}" for level, name in (("国家", national), ("省级", provincial), ("市县", local)) if name]
    former: dict[str, list[str]] = {}
    for name, status, until in names:
        if status == "former":
            former.setdefault(until, []).append(name)
    lines = [
        f"<{SCHEME}/{slug}>",
        "  a skos:Concept ;",
        f"  skos:prefLabel {text(en, 'en')} ;",
        f"  skos:prefLabel {text(zh, 'zh')} ;",
        *(f"  skos:altLabel {text(name, 'zh')} ;" for name, _, _ in names if name != zh),
        f"  skos:definition {text(f'The function of {en}, carried by {branch_en}.', 'en')} ;",
        f"  skos:definition {text(f'{zh}职能，由{branch_zh}承担。', 'zh')} ;",
        *([f"  skos:scopeNote {text('；'.join(levels) + '。', 'zh')} ;"] if levels else []),
        *([f"  skos:historyNote {text(history_en, 'en')} ;"] if history_en else []),
        *([f"  skos:historyNote {text(history_zh, 'zh')} ;"] if history_zh else []),
        *(f"  skos:historyNote {text(formerly(until, old), 'zh')} ;" for until, old in sorted(former.items())),
        f'  skos:notation "{slug}" ;',
        f"  skos:inScheme <{SCHEME}> ;",
        f"  skos:topConceptOf <{SCHEME}> ;",
        "  rdfs:isDefinedBy <https://w3id.org/govplan/ns> ;",
        '  vs:term_status "testing" ;',
        f"  skos:changeNote {text('0.1.0: introduced.', 'en')} ;",
        ".",
    ]
    return "\n".join(lines) + "\n"


def scheme() -> str:
    """Return the text of the file."""
    names = spellings()
    blocks = [concept(row, names.get(row[0], [])) for row in sorted(rows("functions"))]
    return "\n".join([HEAD, *blocks])


def main() -> int:
    """Write the file, or with --check only compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the file would change")
    options = parser.parse_args()
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != scheme())
    TARGET.write_text(scheme(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
