"""An encoding shares the measures of other plans, as documents do: scope and time words do not part them."""

from __future__ import annotations

from pathlib import Path

from kg.validation import Engine, GraphText, load_rules, validate
from loaders.batch import graphs_of, load_files

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def test_targets_that_differ_by_a_scope_word_alone_contradict_each_other() -> None:
    path = ROOT / "examples" / "encodings" / "hebei-hengshui-ip-2022.yaml"
    (result,) = load_files([path])
    graphs = [GraphText(path.name, graph.quads.decode()) for graph in graphs_of(result)]
    found = list(validate(graphs, load_rules().select(names=["INDICATOR-012"]), engine=Engine.FAST))
    assert {problem.label for problem in found if problem.code == "INDICATOR-012"} >= {
        "全市有效注册商标量",
        "有效注册商标量",
    }
