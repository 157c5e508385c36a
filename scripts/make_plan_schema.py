"""Write examples/encodings/plan.schema.json from the key table of encodings.

Usage: python scripts/make_plan_schema.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "examples" / "encodings" / "plan.schema.json"

sys.path.insert(0, str(ROOT))

from loaders.encoding.schema import json_schema  # noqa: E402 - the checkout is not installed here


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    text = json_schema()
    if "--check" in arguments:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        if not fresh:
            sys.stderr.write("plan.schema.json is stale. Run: python scripts/make_plan_schema.py\n")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
