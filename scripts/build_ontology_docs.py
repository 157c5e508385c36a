"""Write the documentation of the vocabulary as HTML, in zh and en, from ontology/ alone.

Usage: python scripts/build_ontology_docs.py [FOLDER]  (build/ontology where none is given)

Each page is one file without scripts and without anything from the network: classes, properties, code lists with
their concepts, alignments with the reason of each, and the changes. See docs/decisions/20261121-vocabulary.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node

ROOT: Final = Path(__file__).resolve().parent.parent
ONTOLOGY: Final = ROOT / "ontology"

sys.path.insert(0, str(ROOT))

from kg.namespaces import NS, prefixed  # noqa: E402 - the checkout is not installed here

LANGUAGES: Final = ("zh", "en")
WORDS: Final = {
    "Classes": "类", "Object properties": "对象属性", "Datatype properties": "数据属性", "Code lists": "代码表",
    "Other terms": "其他术语", "Changes": "版本变化", "Version": "版本", "Contents": "目录", "Superterm": "上位术语",
    "Use": "使用说明", "Example": "示例", "Source": "来源", "Alignments": "与其他词汇的对应", "Change": "变更",
    "Status": "状态", "Terms": "术语数", "Licence": "许可", "Replaced by": "已由此替代", "Other form": "其他写法",
}  # fmt: skip
STYLE: Final = (
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1a1a1a}article{border-top:1px solid #ccc;padding:.6rem 0}h3{margin:.2rem 0}"
    "code{background:#f3f3f3;padding:0 .2rem}dt{font-weight:600;float:left;clear:left;min-width:8rem}"
    "dd{margin-left:8.5rem}nav ul{columns:3;list-style:none;padding:0}a{color:#00508a}pre{white-space:pre-wrap}"
    "@media(max-width:40rem){nav ul{columns:1}dt{float:none}dd{margin-left:1rem}}"
)
_ALIGNS: Final = (
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, OWL.equivalentClass,
    OWL.equivalentProperty, RDFS.subClassOf, RDFS.subPropertyOf,
)  # fmt: skip
_KINDS: Final = (
    ("Classes", OWL.Class), ("Object properties", OWL.ObjectProperty), ("Datatype properties", OWL.DatatypeProperty)
)  # fmt: skip
_STATUS: Final = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")


class Page:
    """The documentation in one language."""

    def __init__(self, core: Graph, schemes: Graph, aligned: Graph, language: str) -> None:
        self._core = core
        self._all = core + schemes
        self._schemes = schemes
        self._aligned = aligned
        self._language = language

    def render(self) -> str:
        """Return the page."""
        ontology = URIRef(NS.removesuffix("#"))
        groups = self._groups()
        title = escape(self._said(ontology, DCTERMS.title))
        contents = "\n".join(
            f"<h3>{self._word(name)} ({len(terms)})</h3>\n<ul>{''.join(self._entry(term) for term in terms)}</ul>"
            for name, terms in groups.items()
        )
        sections = "\n".join(
            f"<h2>{self._word(name)}</h2>\n" + "\n".join(self._term(term) for term in terms)
            for name, terms in groups.items()
        )
        changes = escape((ONTOLOGY / "CHANGELOG.md").read_text(encoding="utf-8"))
        count = sum(map(len, groups.values()))
        return (
            f'<!doctype html>\n<html lang="{self._language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>'
            f"<body>\n<h1>{title}</h1>\n<p>{escape(self._said(ontology, DCTERMS.description))}</p>\n"
            f"<dl><dt>IRI</dt><dd><code>{escape(NS)}</code></dd>"
            f"<dt>{self._word('Version')}</dt><dd>{escape(str(self._core.value(ontology, OWL.versionInfo)))}</dd>"
            f"<dt>{self._word('Licence')}</dt><dd>{escape(str(self._core.value(ontology, DCTERMS.license)))}</dd>"
            f"<dt>{self._word('Terms')}</dt><dd>{count}</dd></dl>\n"
            f"<nav><h2>{self._word('Contents')}</h2>\n{contents}</nav>\n{sections}\n"
            f"<h2>{self._word('Changes')}</h2>\n<pre>{changes}</pre>\n</body></html>\n"
        )

    def _groups(self) -> dict[str, list[Node]]:
        """Return every term by its kind; a concept stands behind the head of its code list."""
        groups: dict[str, list[Node]] = {}
        for name, kind in _KINDS:
            groups[name] = self._sorted(s for s in self._core.subjects(RDF.type, kind) if str(s).startswith(NS))
        lists: list[Node] = []
        for scheme in self._sorted(self._schemes.subjects(RDF.type, SKOS.ConceptScheme)):
            lists += [scheme, *self._sorted(self._schemes.subjects(SKOS.inScheme, scheme))]
        groups["Code lists"] = lists
        seen = {term for terms in groups.values() for term in terms}
        named = {s for s in self._all.subjects(RDF.type) if isinstance(s, URIRef) and str(s).startswith(NS)}
        groups["Other terms"] = self._sorted(named - seen)
        return {name: terms for name, terms in groups.items() if terms}

    def _sorted(self, terms: Iterable[Node]) -> list[Node]:
        return sorted(set(terms), key=lambda term: (str(term).lower(), str(term)))

    def _word(self, text: str) -> str:
        return WORDS[text] if self._language == "zh" else text

    def _said(self, term: Node, *verbs: URIRef) -> str:
        """Return what a term says in the language of the page; in the other one where it says it there alone."""
        for verb in verbs:
            spoken = {getattr(o, "language", None): str(o) for o in self._all.objects(term, verb)}
            for language in (self._language, None, *LANGUAGES):
                if language in spoken:
                    return spoken[language]
        return ""

    def _label(self, term: Node) -> str:
        return self._said(term, RDFS.label, SKOS.prefLabel)

    def _link(self, term: Node) -> str:
        name = escape(prefixed(str(term)))
        if (term, None, None) not in self._all:
            return f"<code>{name}</code>"
        return f'<a href="#{escape(_anchor(term))}">{name}</a>'

    def _entry(self, term: Node) -> str:
        return f"<li>{self._link(term)} {escape(self._label(term))}</li>"

    def _term(self, term: Node) -> str:
        other = "en" if self._language == "zh" else "zh"
        labels = {
            getattr(o, "language", None): str(o)
            for verb in (RDFS.label, SKOS.prefLabel)
            for o in self._all.objects(term, verb)
        }
        rows: defaultdict[str, list[str]] = defaultdict(list)
        for verb in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader):
            rows["Superterm"] += [self._link(above) for above in self._sorted(self._all.objects(term, verb))]
        for name, verb in (
            ("Use", SKOS.scopeNote),
            ("Example", SKOS.example),
            ("Source", DCTERMS.source),
            ("Other form", SKOS.altLabel),
            ("Status", _STATUS),
            ("Change", SKOS.changeNote),
        ):
            values = list(self._all.objects(term, verb))
            fitting = [v for v in values if getattr(v, "language", None) in (self._language, None)] or values
            rows[name] += [escape(str(value)) for value in sorted(fitting, key=str)]
        rows["Replaced by"] += [self._link(new) for new in self._all.objects(term, DCTERMS.isReplacedBy)]
        rows["Alignments"] += self._alignments(term)
        shown = "".join(
            f"<dt>{self._word(name)}</dt>" + "".join(f"<dd>{value}</dd>" for value in values)
            for name, values in rows.items()
            if values
        )
        head = f"{escape(self._label(term))} <small>{escape(labels.get(other, ''))}</small>"
        return (
            f'<article id="{escape(_anchor(term))}"><h3>{head} <code>{escape(prefixed(str(term)))}</code></h3>\n'
            f"<p>{escape(self._said(term, SKOS.definition))}</p>\n<dl>{shown}</dl></article>"
        )

    def _alignments(self, term: Node) -> list[str]:
        reasons = [str(o) for o in self._aligned.objects(term, SKOS.editorialNote) if isinstance(o, Literal)]
        found = []
        for verb in _ALIGNS:
            for target in self._sorted(self._aligned.objects(term, verb)):
                name = prefixed(str(target))
                reason = next((r for r in sorted(reasons) if r.startswith(name)), "")
                said = reason.removeprefix(name).lstrip(": ")
                found.append(f"<code>{escape(prefixed(str(verb)))} {escape(name)}</code> {escape(said)}")
        return found


def _anchor(term: Node) -> str:
    return str(term).removeprefix(NS).replace("https://w3id.org/govplan/", "")


def build(folder: Path) -> list[Path]:
    """Write both pages and return where they are."""
    core = Graph().parse(ONTOLOGY / "govplan.ttl")
    schemes, aligned = Graph(), Graph()
    for path in sorted((ONTOLOGY / "schemes").glob("*.ttl")):
        schemes.parse(path)
    for path in sorted((ONTOLOGY / "alignments").glob("*.ttl")):
        aligned.parse(path)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in LANGUAGES:
        path = folder / f"index.{language}.html"
        path.write_text(Page(core, schemes, aligned, language).render(), encoding="utf-8", newline="\n")
        written.append(path)
    return written


def main(arguments: list[str]) -> int:
    """Build into the folder named, and say where."""
    parser = argparse.ArgumentParser(description="Write the documentation of the vocabulary as HTML, in zh and en.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "ontology", help="build/ontology")
    for path in build(parser.parse_args(arguments).folder):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
