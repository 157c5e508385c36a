"""`open_store`: one function from a location to a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError, StoreError, UsageError, both, reason_of

if TYPE_CHECKING:
    from kg.store.base import Mode, Store

# RDF/XML is left out on purpose: the engine's parser expands entities without limit and aborts.
RDF_SUFFIXES: Final = (".nq", ".trig", ".ttl", ".nt", ".jsonld")


def open_store(location: str | Path, mode: Mode = "read", *, seconds: int = 60) -> Store:
    """Open the store at `location`.

    Args:
        location: A folder (an Oxigraph store), `memory:`, the http(s) address of a SPARQL 1.1 endpoint,
            or an RDF file, which is read into memory.
        mode: `read` neither makes nor locks anything; `write` makes a missing folder and locks it.
        seconds: How long an endpoint may take for one answer; other stores are not stopped.

    Raises:
        StoreError: There is no store there, it is locked or damaged, or it is a file opened for writing.
        SourceError: The RDF file is not what its name says.
        UsageError: The location is empty or of an unknown kind.
    """
    text = str(location)
    if text.startswith(("http://", "https://")):
        from kg.store.remote import Endpoint, RemoteStore  # noqa: PLC0415 (heavy, and seldom wanted)

        return RemoteStore(Endpoint.parse(text), writable=mode == "write", seconds=seconds)
    from kg.store.oxigraph import OxigraphStore  # noqa: PLC0415 (loads the engine)

    if text == "memory:":
        return OxigraphStore.in_memory(writable=mode == "write")
    path = _local(text, mode)
    return _from_file(path) if path.is_file() and _is_rdf(path) else OxigraphStore.on_disk(path, mode)


def check_place(location: str | Path) -> None:
    """Refuse what `open_store` could not write to, before long work: nothing is opened, made or locked.

    Raises:
        StoreError: There is a file or another kind of folder, or nothing can be written there.
        UsageError: The location is empty or of an unknown kind.
    """
    text = str(location)
    if text.startswith(("http://", "https://")):
        from kg.store.remote import Endpoint  # noqa: PLC0415 (heavy, and seldom wanted)

        Endpoint.parse(text)
    elif text != "memory:":
        from kg.store.oxigraph import check_folder  # noqa: PLC0415 (loads the engine)

        check_folder(_local(text, "write"), "write")


def _is_rdf(path: Path) -> bool:
    return path.suffix.lower() in RDF_SUFFIXES


def _local(text: str, mode: Mode) -> Path:
    """Return the path of a store on disk; see `open_store` for what is refused."""
    if not text or "://" in text or "\x00" in text:
        raise UsageError(
            both(f"Not a store: {text!r}.", f"不是存储：{text!r}。"),
            both(
                "Give a folder, an RDF file, memory: or an http(s) address.",
                "请给出文件夹、RDF 文件、memory: 或 http(s) 地址。",
            ),
        )
    if not text.isprintable() and any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError(
            both(f"The name of the store is not UTF-8: {text!r}.", f"存储名称不是 UTF-8：{text!r}。"),
            both("Give a name that is text.", "请换一个文本名称。"),
        )
    path = Path(text)
    if mode == "write" and _is_rdf(path) and path.is_file():
        raise StoreError(
            both(f"{text} is an RDF file: it can be read, not written.", f"{text} 是 RDF 文件，只能读取，不能写入。"),
            both("Build into a folder, then use govplan export.", "请先建到文件夹中，再用 govplan export 导出。"),
        )
    if mode == "write" and _is_rdf(path) and not path.exists():
        raise StoreError(
            both(
                f"{text} is the name of an RDF file, and a store is a folder.",
                f"{text} 是 RDF 文件名，而存储是文件夹。",
            ),
            both("Build into a folder, then use govplan export.", "请先建到文件夹中，再用 govplan export 导出。"),
        )
    return path


def _from_file(path: Path) -> Store:
    """Read an RDF file into memory; triples of a file without graphs stay in the default graph."""
    import pyoxigraph as ox  # noqa: PLC0415 (the same)

    from kg.store.oxigraph import OxigraphStore  # noqa: PLC0415 (the same)

    formats = {
        ".nq": ox.RdfFormat.N_QUADS,
        ".trig": ox.RdfFormat.TRIG,
        ".ttl": ox.RdfFormat.TURTLE,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".jsonld": ox.RdfFormat.JSON_LD,
    }
    engine = ox.Store()
    try:
        engine.bulk_load(path.read_bytes(), formats[path.suffix.lower()], base_iri="https://w3id.org/govplan/id/")
    except (SyntaxError, ValueError) as error:
        raise SourceError(
            both(f"{path} cannot be read as {path.suffix}: {error}.", f"{path} 不能按 {path.suffix} 读取：{error}。"),
            both("Correct the file at that place, or its suffix.", "请更正该处，或更正文件后缀。"),
        ) from error
    except OSError as error:
        raise SourceError(
            both(f"{path} cannot be read: {reason_of(error)}.", f"{path} 无法读取：{reason_of(error)}。"),
            both("Check the file and its permissions.", "请检查文件及其权限。"),
        ) from error
    return OxigraphStore(engine, str(path), writable=False)
