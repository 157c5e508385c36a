"""Every command of the program: help in two languages, an example, a line in docs/cli.md and in the overview."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, main
from kg.cli.output import configure

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
CONTEXT = click.Context(main)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def help_of(name: str, language: str) -> str:
    configure(["--lang", language])
    command = main.get_command(CONTEXT, name)
    assert command is not None
    text = command.get_help(click.Context(command, info_name=f"govplan {name}"))
    configure([])
    return text


def test_every_command_of_the_table_is_installed() -> None:
    assert main.list_commands(CONTEXT) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_an_example_that_starts_with_it(name: str) -> None:
    text = help_of(name, "en")
    assert re.search(r"^Usage: .+\n\n  [A-Z].+", text, re.MULTILINE)
    _, mark, example = text.partition("\nExample:\n")
    assert mark
    lines = [line.strip() for line in example.splitlines() if line.strip()]
    assert lines
    assert all(line.startswith(f"govplan {name} ") for line in lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_speaks_chinese(name: str) -> None:
    text = help_of(name, "zh")
    assert "\n示例：\n" in text
    about = text.split("\n\n")[1]
    assert CHINESE.search(about), about
    assert CHINESE.search(COMMANDS[name][1].zh)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_in_both_languages(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, parameter.name
            assert CHINESE.search(getattr(parameter, "zh", "") or ""), parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_reference(name: str) -> None:
    assert f"\n## govplan {name}\n" in PAGE
    assert re.search(rf"^  {name} +{re.escape(str(COMMANDS[name][1]))}$", PAGE, re.MULTILINE)
