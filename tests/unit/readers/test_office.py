"""Old office files, where LibreOffice is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.records import Plan
from loaders.pipeline import load
from loaders.readers import office
from loaders.readers.office import OfficeReader
from scripts.make_example_formats import EXAMPLES, docx, pieces_of

RTF = rb"{\rtf1\ansi\uc1 \u19968?\u12289?\u24635?\u20307?\u35201?\u27714?\par \u27491?\u25991?\u12290?\par}"


needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@pytest.mark.slow
@needs_office
def test_a_file_of_rich_text_is_read_through_libreoffice() -> None:
    document = OfficeReader().read(RTF, "a.rtf")
    assert [document.quote(block.span) for block in document.blocks] == ["一、总体要求", "正文。"]
    assert document.media_type == "application/rtf"


def test_without_libreoffice_the_remedy_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UnreadableDocument, match="Install libreoffice-writer"):
        OfficeReader().read(RTF, "a.rtf")


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.odt"])
def test_an_example_in_an_old_format_gives_the_actions_of_its_text(name: str, tmp_path: Path) -> None:
    path = EXAMPLES / "yunze-qingliu-river.txt"
    (tmp_path / "a.docx").write_bytes(docx(pieces_of(path), automatic=True))
    kind = name.replace("wps", "doc").rpartition(".")[2]
    subprocess.run(
        [office.program() or "", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True,
    )  # fmt: skip
    result = load((tmp_path / f"a.{kind}").read_bytes(), name)
    text = load(path.read_bytes(), path.name).plan
    assert result.plan is not None
    assert text is not None
    assert [problem.code for problem in result.problems] == []

    def actions(plan: Plan) -> set[tuple[object, ...]]:
        return {
            (a.path, a.label, *((s.unit.name, s.role) for c in a.clauses for s in c.assignments)) for a in plan.actions
        }

    assert actions(result.plan) == actions(text)
