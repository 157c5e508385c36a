"""Documents from the web: fetched within bounds, kept with their address and the time.

Nothing here runs unless a person names an address. A fetched file may be saved beside a note
(`name.source.json`) that says where and when it was fetched; loading the file later reads the note.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from kg.errors import SourceError, both, reason_of
from loaders.limits import LIMITS, Limits, check, exceeded

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import BaseHandler

SCHEMES: Final = ("http://", "https://")
NOTE: Final = ".source.json"
_CHUNK: Final = 65_536
_AGENT: Final = "govplan (reads government plan documents; one request per named address)"
_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "application/msword": ".doc",
    "application/zip": ".zip",
}
_UNSAFE: Final = re.compile(r"[^\w.\-]+")


class FetchError(SourceError):
    """An address does not give a document."""

    code = "unreachable-document"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, a file name made from address and type, the address in the end, the time."""

    data: bytes
    name: str
    address: str
    when: datetime


def is_address(text: str) -> bool:
    """Tell whether an argument names a place on the web."""
    return text.lower().startswith(SCHEMES)


def fetch(address: str, limits: Limits = LIMITS) -> Fetched:
    """Return what an address gives; redirections are followed to HTTP addresses only.

    Raises:
        FetchError: Nothing answers, or the answer is an error.
        LimitExceeded: The answer is too large, or takes too long.
    """
    from http.client import HTTPException  # noqa: PLC0415 - only where the web is asked for
    from urllib.error import HTTPError, URLError  # noqa: PLC0415
    from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request  # noqa: PLC0415

    # Built by hand, so that no handler for files or FTP is there to be redirected to.
    opener = OpenerDirector()
    for handler in _handlers(HTTPHandler(), HTTPSHandler(), HTTPRedirectHandler()):
        opener.add_handler(handler)
    request = Request(_quoted(address), headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310 - checked above
    try:
        with opener.open(request, timeout=min(limits.seconds, 30)) as answer:
            data = _body(answer, address, limits)
            kind = answer.headers.get_content_type()
            final = answer.geturl()
    except HTTPError as error:
        error.close()
        raise FetchError(
            both(f"{address} answers {error.code}.", f"{address} 返回 {error.code}。"),
            both(
                "Check the address in a browser, and save the page from there.",
                "请用浏览器核对网址，并从浏览器保存网页。",
            ),
        ) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise FetchError(
            both(f"{address} cannot be reached: {reason_of(error)}.", f"无法访问 {address}：{reason_of(error)}。"),
            both("Check the address and the network.", "请检查网址和网络。"),
        ) from error
    return Fetched(data, _name(final, kind), final, datetime.now(UTC).replace(microsecond=0))


def _handlers(*own: BaseHandler) -> list[BaseHandler]:
    from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, ProxyHandler  # noqa: PLC0415 - see above

    return [ProxyHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), *own]


def _body(answer: HTTPResponse, address: str, limits: Limits) -> bytes:
    stop = time.monotonic() + limits.seconds
    pieces: list[bytes] = []
    size = 0
    while chunk := answer.read(_CHUNK):
        pieces.append(chunk)
        size += len(chunk)
        check(address, "file_bytes", size, limits.file_bytes)
        if time.monotonic() > stop:
            raise exceeded(address, "seconds", f"more than {limits.seconds}", str(limits.seconds))
    return b"".join(pieces)


def _quoted(address: str) -> str:
    """Return an address with Chinese characters in its path and its query escaped."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe), quote(parts.query, safe), ""))


def _name(address: str, kind: str) -> str:
    path = PurePosixPath(unquote(urlsplit(address).path))
    stem = _UNSAFE.sub("-", path.name) or _UNSAFE.sub("-", urlsplit(address).netloc)
    suffix = _SUFFIXES.get(kind, "")
    return stem if PurePosixPath(stem).suffix or not suffix else f"{stem}{suffix}"


def save(fetched: Fetched, folder: Path) -> Path:
    """Write what was fetched, and the note beside it; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / fetched.name
    path.write_bytes(fetched.data)
    note = {"address": fetched.address, "fetched": fetched.when.isoformat()}
    path.with_name(path.name + NOTE).write_text(json.dumps(note, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def address_of(path: Path) -> str | None:
    """Return the address that the note beside a file gives, or None."""
    note = path.with_name(path.name + NOTE)
    if not note.is_file():
        return None
    try:
        found = json.loads(note.read_text(encoding="utf-8")).get("address")
    except (ValueError, AttributeError, OSError):
        return None
    return found if isinstance(found, str) and is_address(found) else None
