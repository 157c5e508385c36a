"""Characters in pictures: RapidOCR with the Chinese models of its own wheel, an optional extra (`govplan[ocr]`).

One thread and fixed models: the same picture gives the same text with the same versions of program and
models, which the document therefore names. Nothing is fetched: a model that is not there is an error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UnreadableDocument, both

if TYPE_CHECKING:
    from PIL.Image import Image

_PROGRAM: Final = "rapidocr"
_NEEDED: Final = (_PROGRAM, "onnxruntime")
_MODELS: Final = {"Det": "*_det_*.onnx", "Cls": "*_cls_*.onnx", "Rec": "*_rec_*.onnx"}
_SIDE: Final = 2_400
"""Pixels of the longer side of what is looked at; `scan.py` makes no page larger."""
_PLACES: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Found:
    """A line that was recognised: its box in pixels, y downwards, and the confidence from 0 to 1.

    `tilt` is the angle in radians by which it falls to the right; the box is that of a line turned straight
    about its middle.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: Decimal
    tilt: float


def installed() -> bool:
    """Tell whether the extra is there; nothing is imported."""
    return all(util.find_spec(name) is not None for name in _NEEDED)


def program() -> str:
    """Return the name and version of the recogniser with those of what runs its models."""
    return " ".join(f"{name}/{metadata.version(name)}" for name in _NEEDED)


def recognise(picture: Image) -> list[Found]:
    """Return the lines of a picture from top to bottom as far as the recogniser tells.

    Raises:
        UnreadableDocument: The models of the recogniser are missing.
    """
    import numpy as np  # noqa: PLC0415 - of the extra

    result = _engine()(np.asarray(picture.convert("RGB"))[:, :, ::-1], use_det=True, use_cls=True, use_rec=True)
    if result.boxes is None:
        return []
    found = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        corners = [(float(x), float(y)) for x, y in box]
        found.append(_found(str(text), corners, _rounded(float(score))))
    return found


def recognise_within(picture: Image, whole: Found, left: float, right: float) -> Found | None:
    """Return what of a line stands between two places, recognised anew, or None where nothing does."""
    import numpy as np  # noqa: PLC0415 - of the extra

    part = picture.convert("RGB").crop((round(left), round(whole.top), round(right), round(whole.bottom)))
    crop = np.asarray(part)[:, :, ::-1]
    result = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
    text = "".join(result.txts or ())
    sure = min(map(float, result.scores or ()), default=0.0)
    if not text.strip():
        return None
    return Found(text, left, whole.top, right, whole.bottom, _rounded(sure), whole.tilt)


def _rounded(score: float) -> Decimal:
    return Decimal(repr(score)).quantize(_PLACES, ROUND_FLOOR)


def _found(text: str, corners: list[tuple[float, float]], sure: Decimal) -> Found:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    # From the middles of its sides: the corners would make a tilted line as high as it falls.
    left, right = ((x0 + x3) / 2, (y0 + y3) / 2), ((x1 + x2) / 2, (y1 + y2) / 2)
    half = (math.hypot(x3 - x0, y3 - y0) + math.hypot(x2 - x1, y2 - y1)) / 4
    wide = math.dist(left, right) / 2
    x, y = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    return Found(text, x - wide, y - half, x + wide, y + half, sure, math.atan2(right[1] - left[1], right[0] - left[0]))


@cache
def _engine() -> Any:  # noqa: ANN401 - a class of the extra, which has no types
    import rapidocr  # noqa: PLC0415 - two seconds, only where a scan is read

    folder = Path(rapidocr.__file__).parent / "models"
    models = {kind: next(iter(sorted(folder.glob(pattern))), None) for kind, pattern in _MODELS.items()}
    if None in models.values():
        raise UnreadableDocument(
            both("The models for recognising text are missing.", "缺少文字识别模型。"),
            both("Install govplan[ocr] again.", "请重新安装 govplan[ocr]。"),
        )
    return rapidocr.RapidOCR(
        params={
            # What is uncertain is for the reader to judge, never dropped in silence.
            "Global.text_score": 0.0,
            "Global.log_level": "critical",
            # Small pictures stay as they are: in type three times as large 一 is no character any more.
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            "Global.max_side_len": _SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            **{f"{kind}.model_path": str(path) for kind, path in models.items()},
        }
    )
