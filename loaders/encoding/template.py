"""The template of a plan: a small plan of an invented place to be written over, in every format and language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.encoding.messages import Language

FORMATS: Final = ("xlsx", "csv", "yaml")
_HERE: Final = Path(__file__).resolve().parent / "templates"


def template(form: str, language: Language) -> bytes:
    """Return the template in one of `FORMATS`; keys, headings and choices are in `language`."""
    from loaders.encoding.naming import PlainNaming  # noqa: PLC0415 - needed for sheets only
    from loaders.encoding.read import read_encoding  # noqa: PLC0415 - the same
    from loaders.encoding.spreadsheet import write_xlsx  # noqa: PLC0415 - the same
    from loaders.encoding.tabulate import tables, write_csv  # noqa: PLC0415 - the same

    data = (_HERE / f"plan.{language}.yaml").read_bytes()
    if form == "yaml":
        return data
    naming = PlainNaming()
    sheets = tables(read_encoding(data, "plan.yaml", naming=naming), naming=naming, language=language, template=True)
    return write_xlsx(sheets, language) if form == "xlsx" else write_csv(sheets, language).encode()
