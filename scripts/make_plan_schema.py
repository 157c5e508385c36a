#!/usr/bin/env python3
"""Write examples/encodings/plan.schema.json from the key table of encodings."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from loaders.encoding.schema import json_schema  # noqa: E402 - the checkout is on the path only now

if __name__ == "__main__":
    target = ROOT / "examples" / "encodings" / "plan.schema.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json_schema(), encoding="utf-8")
