"""What all pictures share: a font that has Chinese characters, tones that differ in grey, files that repeat.

matplotlib is an extra (`govplan[charts]`) and is imported when a picture is drawn.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from kg.errors import SourceError, UsageError, both
from kg.query.table import shorten

if TYPE_CHECKING:
    from kg.view import Plan, Unit
    from kg.view.words import Language

Form = Literal["svg", "png"]
FORMS: Final[tuple[Form, ...]] = ("svg", "png")
DPI: Final = 130
FONTS: Final = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Heiti SC", "Hiragino Sans GB", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
    "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "STSong", "AR PL UMing CN", "Arial Unicode MS",
)  # fmt: skip
"""Fonts with simplified Chinese, the most readable first."""

INK: Final = "#222222"
LINE: Final = "#BBBBBB"
TONES: Final = {"lead": "#17324D", "responsible": "#6E9BC5", "supporting": "#CFE0F0", "possibly": "#FFFFFF"}
"""Each much lighter than the one before it, so that they differ without colour; `possibly` is hatched."""
HATCH: Final = "////"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is about, and how it speaks.

    Args:
        plans: Read in full.
        units: Whose part is asked about; none means all.
        measure: Part of the name of a measure, for the ladder of targets.
        top: At most so many units or measures.
        font: A font file, or None for the first of `FONTS` that is there.
    """

    plans: tuple[Plan, ...]
    language: Language = "zh"
    units: tuple[Unit, ...] = ()
    measure: str = ""
    top: int = 40
    font: Path | None = field(default=None)

    def say(self, zh: str, en: str) -> str:
        """Return one of two texts."""
        return zh if self.language == "zh" else en

    def title(self, zh: str, en: str) -> str:
        """Return the title of a picture: what it shows, and of which plan where it is one."""
        what = self.say(zh, en)
        return f"{shorten(self.plans[0].title, 60)}\n{what}" if len(self.plans) == 1 else what


def nothing_to_draw(zh: str, en: str) -> UsageError:
    """Return the error for a picture that would be empty."""
    return UsageError(
        both(f"There is nothing to draw: {en}.", f"没有可画的内容：{zh}。"),
        both("Choose other plans, or another --kind.", "请换规划，或换一种 --kind。"),
    )


def too_much(zh: str, en: str) -> UsageError:
    """Return the error for a picture that nobody could read."""
    return UsageError(
        both(f"The picture would be too large: {en}.", f"图幅过大：{zh}。"),
        both("Narrow it with --plan, --place or --unit.", "请用 --plan、--place 或 --unit 缩小范围。"),
    )


def _matplotlib() -> Any:  # noqa: ANN401 (an extra, which may be missing)
    try:
        import matplotlib as mpl  # noqa: PLC0415 (the same)
    except ImportError as error:
        raise UsageError(
            both("Pictures need matplotlib, which is not installed.", "绘图需要 matplotlib，此环境未安装。"),
            both("Install it with: pip install 'govplan[charts]'.", "请运行：pip install 'govplan[charts]'。"),
        ) from error
    mpl.use("Agg")
    return mpl


def font_name(font: Path | None = None) -> str:
    """Return the family to draw with: that of the file, else the first of `FONTS` that is installed.

    Raises:
        SourceError: `font` is no font file.
        UsageError: No font with Chinese characters is installed, or matplotlib is not.
    """
    _matplotlib()
    from matplotlib import font_manager  # noqa: PLC0415 (the same)

    manager = font_manager.fontManager
    if font is not None:
        try:
            manager.addfont(str(font))
            return str(font_manager.FontProperties(fname=str(font)).get_name())
        except (OSError, RuntimeError) as error:
            raise SourceError(
                both(f"{font} is not a font that can be read.", f"{font} 不是可读的字体文件。"),
                both("Give a .ttf, .otf or .ttc file.", "请给出 .ttf、.otf 或 .ttc 文件。"),
            ) from error
    known = {entry.name for entry in manager.ttflist}
    if known.isdisjoint(FONTS):
        # the list of fonts is kept between runs: a font installed since then is not in it
        for path in set(font_manager.findSystemFonts()) - {entry.fname for entry in manager.ttflist}:
            _add(manager, path)
        known = {entry.name for entry in manager.ttflist}
    found = next((name for name in FONTS if name in known), None)
    if found is None:
        raise UsageError(
            both("No font with Chinese characters is installed.", "系统中没有中文字体。"),
            both(
                "Install one (apt-get install fonts-noto-cjk or fonts-wqy-microhei), or give --font FILE.",
                "请安装中文字体（apt-get install fonts-noto-cjk 或 fonts-wqy-microhei），或用 --font 指定字体文件。",
            ),
        )
    return found


def _add(manager: Any, path: str) -> None:  # noqa: ANN401 (the same)
    try:
        manager.addfont(path)
    except (OSError, RuntimeError):
        # a broken font of the system is not ours to report: another may do
        return


def canvas(subject: Subject, inches: tuple[float, float], rows: int = 1, columns: int = 1) -> tuple[Any, Any]:
    """Return a figure and its axes, set up for Chinese and for files that repeat.

    Raises:
        SourceError: As for `font_name`.
        UsageError: The same.
    """
    family = font_name(subject.font)
    mpl = _matplotlib()
    mpl.rcParams.update({
        "font.family": [family, "DejaVu Sans"], "font.size": 9, "axes.unicode_minus": False, "svg.hashsalt": "govplan",
        "svg.fonttype": "path", "axes.edgecolor": LINE, "text.color": INK, "axes.labelcolor": INK,
        "xtick.color": INK, "ytick.color": INK, "hatch.linewidth": 0.6, "axes.titlesize": 11,
    })  # fmt: skip
    from matplotlib.figure import Figure  # noqa: PLC0415 (the same)

    figure = Figure(figsize=inches, layout="constrained")
    return figure, figure.subplots(rows, columns, squeeze=False)


def saved(figure: Any, form: Form) -> bytes:  # noqa: ANN401 (the same)
    """Return the picture as a file; same picture, same bytes."""
    buffer = io.BytesIO()
    metadata = {"Date": None, "Creator": "govplan"} if form == "svg" else {"Software": "govplan"}
    figure.savefig(buffer, format=form, dpi=DPI, metadata=metadata, facecolor="white")
    return buffer.getvalue()


def plain(axes: Any, *, grid: str = "") -> None:  # noqa: ANN401 (the same)
    """Take the frame off, and put a light grid under one axis."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)
    if grid:
        axes.grid(axis=grid, color="#E5E5E5", linewidth=0.8)
