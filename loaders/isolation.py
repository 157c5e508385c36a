"""A process of its own for readers of formats that can hang, crash or eat the machine.

One worker serves one document after another and is killed when a document takes too long; the next one
gets a new worker. What goes over the pipe is the file's bytes and, back, the document as JSON: nothing
that is sent can run here.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import struct
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import Bilingual, SourceError, UnreadableDocument, both
from kg.records import Problem, Severity
from loaders.document import Attachment, Block, BlockKind, Document, Metadata, Recognised, Span
from loaders.limits import LimitExceeded, Limits, exceeded
from loaders.readers.pictures import ScannedDocument

if TYPE_CHECKING:
    from loaders.readers import Reader

_SIZE: Final = struct.Struct(">Q")
_START: Final = 20
"""Seconds that a worker may take to start, on top of the time for its first document."""
_CODE: Final = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from loaders.isolation import serve; serve()"


class _Worker:
    """The process; one at a time, made when it is first needed."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.fresh = True
        self.process = subprocess.Popen(  # noqa: S603 - this interpreter and this package
            [sys.executable, "-c", _CODE, json.dumps(sys.path), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, header: bytes, data: bytes, seconds: float) -> bytes | None:
        """Return the answer, or None where the process ended or was killed; `late` tells which."""
        self.late = False
        process = self.process
        assert process.stdin is not None  # noqa: S101 - both are pipes, see above
        assert process.stdout is not None  # noqa: S101
        timer = threading.Timer(seconds + (_START if self.fresh else 0), self._kill)
        self.fresh = False
        timer.start()
        try:
            _send(process.stdin, header)
            _send(process.stdin, data)
            return _receive(process.stdout)
        except (BrokenPipeError, EOFError):
            return None
        finally:
            timer.cancel()

    def _kill(self) -> None:
        self.late = True
        self.process.kill()

    def close(self) -> None:
        """End the process."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.kill()
        self.process.wait()


class _Pool:
    """Holds the worker between documents."""

    def __init__(self) -> None:
        self.worker: _Worker | None = None
        self.lock = threading.Lock()

    def get(self, memory: int) -> _Worker:
        worker = self.worker
        if worker is not None and (worker.memory != memory or worker.process.poll() is not None):
            self.drop()
            worker = None
        if worker is None:
            worker = self.worker = _Worker(memory)
        return worker

    def drop(self) -> None:
        if self.worker is not None:
            self.worker.close()
            self.worker = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which limits hold for the process: the names that a problem tells, and that one can raise."""

    seconds: str = "seconds"
    memory: str = "memory_bytes"


BOUNDS: Final = Bounds()


_POOL: Final = _Pool()
_SCANS: Final = _Pool()
"""A pool of its own for what needs other bounds: loading models again for every other document takes seconds."""
atexit.register(_POOL.drop)
atexit.register(_SCANS.drop)


def read_apart(reader: Reader, data: bytes, name: str, limits: Limits, bounds: Bounds = BOUNDS) -> Document:
    """Return what `reader` makes of `data` in a process of its own.

    Raises:
        UnreadableDocument: The reader says so, or its process came to an end over the document.
        LimitExceeded: It took too long, or more memory than is allowed.
    """
    header = json.dumps({"reader": type(reader).__name__, "name": name, "limits": asdict(limits)}).encode()
    seconds, memory = getattr(limits, bounds.seconds), getattr(limits, bounds.memory)
    pool = _POOL if bounds == BOUNDS else _SCANS
    with pool.lock:
        worker = pool.get(memory)
        answer = worker.ask(header, data, seconds)
        if answer is None:
            late = worker.late
            pool.drop()
            if late:
                raise exceeded(name, bounds.seconds, f"more than {seconds}", str(seconds))
            raise UnreadableDocument(
                both(f"{name} crashed its reader; the file is damaged or hostile.",
                     f"{name} 使读取程序崩溃，文件已损坏或含恶意内容。"),
                both("Get the file again from where it came from, or save it in another format.",
                     "请重新获取该文件，或另存为其他格式。"),
            )  # fmt: skip
    answered = json.loads(answer)
    if answered.get("error") == "memory":
        raise exceeded(name, bounds.memory, f"more than {memory:,}", f"{memory:,}")
    return _document(answered)


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_SIZE.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    size = _SIZE.unpack(head)[0]
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """Answer one request after another until the pipe closes: what the worker process runs."""
    _bound(int(sys.argv[2]))
    from loaders.readers import READERS  # noqa: PLC0415 - the worker alone needs it here

    readers = {type(reader).__name__: reader for reader in READERS}
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            header = json.loads(_receive(questions))
            data = _receive(questions)
        except EOFError:
            return
        limits = Limits(**header["limits"])
        try:
            document = readers[header["reader"]].read(data, header["name"], limits)
            answer: dict[str, Any] = {"document": _packed(document)}
        except SourceError as error:
            answer = {"error": error.code, "message": _pair(error.message), "remedy": _pair(error.remedy)}
        except (MemoryError, RecursionError):
            answer = {"error": "memory"}
        _send(answers, json.dumps(answer, ensure_ascii=False).encode())


def _bound(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pair(text: str) -> list[str]:
    return [str(text), text.zh if isinstance(text, Bilingual) else ""]


def _said(pair: list[str]) -> str:
    return both(*pair) if pair[1] else pair[0]


_BLOCK: Final = [field.name for field in fields(Block) if field.name not in ("kind", "span")]
_REMARK: Final = ("code", "severity", "message", "remedy", "source", "sheet", "quote")


def _packed(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text": document.text,
        "blocks": [
            [block.kind, block.span.start, block.span.end, *(getattr(block, field) for field in _BLOCK)]
            for block in document.blocks
        ],
        "metadata": asdict(document.metadata),
        "remarks": [
            {
                field: _pair(value) if isinstance(value := getattr(remark, field), Bilingual) else value
                for field in _REMARK
            }
            for remark in document.remarks
        ],
        "recognised": [[run.span.start, run.span.end, str(run.confidence)] for run in document.recognised],
        "recognised_by": document.recognised_by,
    }


_KINDS: Final = {kind.code: kind for kind in (LimitExceeded, ScannedDocument)}


def _document(answer: dict[str, Any]) -> Document:
    """Return the document of an answer, or raise what it says."""
    if "error" in answer:
        kind = _KINDS.get(answer["error"], UnreadableDocument)
        raise kind(_said(answer["message"]), _said(answer["remedy"]))
    packed = answer["document"]
    blocks = tuple(Block(BlockKind(kind), Span(start, end), *rest) for kind, start, end, *rest in packed["blocks"])
    metadata = packed["metadata"]
    attachments = tuple(Attachment(**entry) for entry in metadata.pop("attachments"))
    remarks = tuple(_remark(remark) for remark in packed["remarks"])
    recognised = tuple(Recognised(Span(start, end), Decimal(sure)) for start, end, sure in packed["recognised"])
    return Document(
        packed["name"], packed["media_type"], packed["sha256"], packed["text"], blocks,
        Metadata(**metadata, attachments=attachments), remarks, recognised, packed["recognised_by"],
    )  # fmt: skip


def _remark(packed: dict[str, Any]) -> Problem:
    said = {field: _said(value) if isinstance(value, list) else value for field, value in packed.items()}
    return Problem(
        said["code"], Severity(said["severity"]), said["message"], said["remedy"], source=said["source"],
        sheet=said["sheet"], quote=said["quote"],
    )  # fmt: skip
