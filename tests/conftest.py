"""Options that all tests share. A test's name is its claim; each must have been seen to fail once.

`--update-golden` rewrites expected files instead of comparing; it is refused where CI is set, and a
golden change gets a commit of its own that says why.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from kg.store import Store, open_store

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files under tests/golden")
    parser.addoption(
        "--exhaustive",
        action="store_true",
        help="both engines of validation on all that is known: five minutes of CPU",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people, not for CI")
    # tables fit themselves to a screen where COLUMNS tells its width, as some runners of tests do
    os.environ.pop("COLUMNS", None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare text with a file, or rewrite the file when asked to."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        assert path.is_file(), f"{path} is missing: run pytest --update-golden and look at what it writes"
        with path.open(encoding="utf-8", newline="") as file:
            assert text == file.read()

    return check


@pytest.fixture(scope="session")
def exhaustive(request: pytest.FixtureRequest) -> bool:
    """Return whether the long form of a test was asked for."""
    return bool(request.config.getoption("--exhaustive"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(repository: Path) -> Path:
    """Return the folder of shared gold and documents beside the checkout, or skip."""
    folder = repository.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("the shared gold and documents are not beside this checkout")
    return folder


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _serve(*options: str) -> Iterator[str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server of PyPI is not installed")
    port = _free_port()
    server = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=1):
                    break
            except (URLError, ConnectionError):
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    yield from _serve()


@pytest.fixture(scope="session")
def union_endpoint() -> Iterator[str]:
    yield from _serve("--union-default-graph")


@pytest.fixture(scope="session")
def example_file(repository: Path) -> Path:
    """Return the three plans of an invented city that saved queries are tested on."""
    return repository / "tests" / "golden" / "queries" / "fixture.trig"


@pytest.fixture(scope="session")
def example_store(example_file: Path) -> Iterator[Store]:
    """Return those plans as a store, to be read."""
    with open_store(example_file) as store:
        yield store


def _built(documents: list[Path], folder: Path) -> Path:
    store = folder / "plans.db"
    command = [sys.executable, "-m", "kg", "build", *map(str, documents), "-o", str(store), "-q"]
    subprocess.run(command, check=True, cwd=Path(__file__).resolve().parent.parent)
    return store


@pytest.fixture(scope="session")
def built_examples(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the example plans, as documents are read."""
    return _built(sorted((repository / "examples").glob("*.txt")), tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def built_seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the five shared plans, or skip where they are not beside the checkout."""
    return _built(sorted((shared / "seeds").glob("*.txt")), tmp_path_factory.mktemp("seeds"))
