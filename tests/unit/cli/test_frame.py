"""The frame: help without heavy imports, one error boundary, pure stdout, two languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kg
from kg.cli import COMMANDS, CRASHED, main
from kg.cli.command import Command
from kg.errors import GovplanError, SourceError, StoreError, both

HEAVY = ("rdflib", "pyshacl", "networkx", "pyoxigraph", "yaml", "rich", "SPARQLWrapper", "lark")


def run(*words: str, **variables: str) -> tuple[int, str, str]:
    result = CliRunner(env={"LANG": "C", "LC_ALL": "", "GOVPLAN_LANG": "", **variables}).invoke(main, list(words))
    return result.exit_code, result.stdout, result.stderr


def installed() -> list[str]:
    return main.list_commands(click.Context(main))


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nsys.argv = ['govplan', '--help']\nfrom kg.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
        f"sys.exit(', '.join(sorted(set({HEAVY!r}) & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_every_command_of_the_table_that_has_a_module_is_listed() -> None:
    folder = Path(kg.__file__).parent / "cli"
    assert installed() == [name for name in COMMANDS if (folder / f"{name}.py").is_file()]
    assert {"ask", "questions", "sparql"} <= set(installed())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", installed())
def test_every_command_has_help_that_ends_with_an_example(name: str, language: str) -> None:
    code, out, err = run(name, "--help", "--lang", language)
    assert (code, err) == (0, "")
    heading = "示例：" if language == "zh" else "Example:"
    last = out.rstrip().rpartition(heading)[2]
    assert last.split()[0] == "govplan"


@pytest.mark.parametrize("words", [[], ["ask"], ["ask", "plans"], ["validate"]])
def test_help_in_chinese_leaves_no_heading_in_english(words: list[str]) -> None:
    out = run(*words, "--help", "--lang", "zh")[1]
    assert out.startswith("用法：")
    assert "选项:" in out
    assert "显示此帮助并退出。" in out
    assert not {"Usage", "Options", "Show"} & set(re.findall("[A-Za-z]+", out))
    assert "Show this message and exit." in run(*words, "--help", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["validate", "x.yaml", "--tier", "cor"], "'--tier' 不能是 'cor'，可选：'core', 'complete', 'exemplary'。"),
        (["ask", "plans", "x.db", "--rows", "0"], "'--rows' 不能是 0，范围为 1<=x<=1000000000。"),
        (["ask", "plans", "x.db", "--rows", "viele"], "'--rows' 应为整数，此处为 'viele'。"),
        (["validate", "x.yaml", "--waivers", "none.yaml"], "所指的 'none.yaml' 不存在。"),
    ],
)
def test_wrong_values_are_told_in_chinese(words: list[str], said: str) -> None:
    code, out, err = run("--lang", "zh", *words)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("name", installed())
def test_options_have_help_in_both_languages(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    if isinstance(command, Command):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name
                assert getattr(parameter, "zh", ""), parameter.name


def test_a_command_that_is_not_installed_says_so_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "later", ("kg.cli.later", both("Later.", "以后。")))
    assert "later" not in run("--help")[1]
    code, out, err = run("later")
    assert (code, out) == (2, "")
    assert "not part of this installation" in err


def test_the_version_is_that_of_the_project(repository: Path) -> None:
    assert f'version = "{kg.__version__}"' in (repository / "pyproject.toml").read_text(encoding="utf-8")
    assert run("--version") == (0, f"govplan, version {kg.__version__}\n", "")


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("govplan, version")


@pytest.mark.parametrize(
    "words", [["nonsense"], ["--nonsense"], ["ask", "plans"], ["sparql"], [], ["--lang", "fr", "ask"]]
)
def test_a_wrong_call_leaves_with_2_and_says_nothing_on_stdout(words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreError(both("No store.", "没有存储。"), both("Build one.", "请建立。")), 4),
        (SourceError("No source.", "Give one."), 3),
        (GovplanError("Something.", ""), 1),
    ],
)
def test_an_error_gives_message_remedy_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: GovplanError, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("kg.query.catalog.load_catalog", fail)
    got, out, err = run("questions")
    assert (got, out) == (code, "")
    assert err == f"Error: {error.message}\n" + (f"{error.remedy}\n" if error.remedy else "")


def test_messages_come_in_the_language_asked_for(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert "There is no store" in run("ask", "plans", missing)[2]
    for words, variables in (
        (["--lang", "zh", "ask", "plans", missing], {}),
        (["ask", "plans", missing, "--lang=zh"], {}),
        (["ask", "plans", missing], {"LANG": "zh_CN.UTF-8"}),
        (["ask", "plans", missing], {"GOVPLAN_LANG": "zh", "LANG": "en_GB.UTF-8"}),
    ):
        code, _, err = run(*words, **variables)
        assert code == 4
        assert err.startswith("错误： ")
        assert "没有存储" in err


def test_a_fault_of_ours_is_never_taken_for_problems_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("kg.query.catalog.load_catalog", crash)
    code, out, err = run("questions")
    assert (code, out) == (CRASHED, "")
    assert "Traceback" not in err
    assert "fault of govplan" in err
    assert "Traceback" in run("-vv", "questions")[2]


def test_quiet_keeps_data_and_errors() -> None:
    code, out, err = run("-q", "questions", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith("id,group,")
    assert run("-q", "ask", "nonsense")[2].startswith("Error:")


def test_errors_have_no_colour_when_nobody_looks() -> None:
    assert "\x1b" not in run("ask", "nonsense")[2]


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(  # noqa: S602 (a pipe is the point)
        f"{sys.executable} -m kg questions --format csv | head -n 0",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
