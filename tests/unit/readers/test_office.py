"""Old office files, where LibreOffice is installed."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableDocument
from loaders.readers import office
from loaders.readers.office import OfficeReader

RTF = rb"{\rtf1\ansi\uc1 \u19968?\u12289?\u24635?\u20307?\u35201?\u27714?\par \u27491?\u25991?\u12290?\par}"


@pytest.mark.slow
@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_a_file_of_rich_text_is_read_through_libreoffice() -> None:
    document = OfficeReader().read(RTF, "a.rtf")
    assert [document.quote(block.span) for block in document.blocks] == ["一、总体要求", "正文。"]
    assert document.media_type == "application/rtf"


def test_without_libreoffice_the_remedy_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UnreadableDocument, match="Install libreoffice-writer"):
        OfficeReader().read(RTF, "a.rtf")
