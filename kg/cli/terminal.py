"""Whether a person looks at a stream, and how wide the screen is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person looks at a stream; one that the caller closed is None."""
    return stream is not None and stream.isatty()


def screen_width() -> int | None:
    """Return the width of the screen that stdout goes to, or None where it goes to a file or a pipe.

    COLUMNS, where it is a number, stands for a screen of that width.
    """
    if os.environ.get("COLUMNS", "").isdigit() or is_terminal(sys.stdout):
        return shutil.get_terminal_size().columns
    return None
