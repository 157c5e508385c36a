"""Where data ends: stdout, a device as it is, or a file that appears whole."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

from kg.errors import SourceError, both


def put(payload: bytes, output: Path | None) -> None:
    """Write to stdout (None or `-`), to a device or pipe as it is, or to a file in one step.

    Raises:
        SourceError: Nothing can be written there.
        BrokenPipeError: The reader of stdout has gone.
    """
    try:
        if output is None or str(output) == "-":
            _to_stdout(payload)
        elif output.exists() and not output.is_file():
            # /dev/null and its like: a file put in its place would take the device from everybody.
            output.write_bytes(payload)
        else:
            _to_file(payload, output.resolve())
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(output, error) from error


def unwritable(output: Path | None, error: OSError) -> SourceError:
    """Return the error for a place, or stdout (None), that takes no data."""
    english, chinese = ("stdout", "标准输出") if output is None else (str(output), str(output))
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return SourceError(
        both(f"{english} cannot be written: {error.strerror}.", f"{chinese} 无法写入：{error.strerror}。"),
        both("Free some space, or write to another disk.", "请腾出空间，或写到另一磁盘。")
        if is_full
        else both("Give a file in a folder that exists and may be written.", "请给出现有且可写的文件夹中的文件。"),
    )


def _to_stdout(payload: bytes) -> None:
    if sys.stdout is None:  # closed by the caller: `govplan … >&-`
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.buffer.write(payload)
    sys.stdout.buffer.flush()


def _to_file(payload: bytes, output: Path) -> None:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(payload)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(output)
    finally:
        # Under this name nothing is left where all went well.
        Path(name).unlink(missing_ok=True)
