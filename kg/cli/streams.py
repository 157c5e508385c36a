"""What becomes of stdout and stderr when the program ends."""

from __future__ import annotations

import os
import sys


def give_up_unwritable() -> None:
    """Send what a full or broken stdout or stderr still holds to nowhere.

    The interpreter writes it out once more when it ends, fails once more, and would leave with a code of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None or stream.closed:
            continue
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
