"""What reading costs is paid by those who read."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("lxml", "pypdfium2", "pdfplumber", "python_calamine", "markdown_it", "PIL", "csv", "zipfile")


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import contextlib, kg.cli\nwith contextlib.suppress(SystemExit): kg.cli.main(['--help'])", ()),
        ("import loaders.readers, loaders.sniff, loaders.isolation, loaders.sources", ("csv", "zipfile")),
        ("from loaders.pipeline import load; load('一、甲'.encode(), 'a.txt')", ("csv", "zipfile")),
    ],
)
def test_no_library_of_a_format_is_imported_before_it_is_needed(statement: str, allowed: tuple[str, ...]) -> None:
    code = (
        f"import sys\n{statement}\nprint('loaded', [m for m in {HEAVY!r} if m in sys.modules and m not in {allowed!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("loaded []")
