"""OFD files made of lines, for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 5.6) -> bytes:
    """Return a file of pages of lines, each (x, y, text) in millimetres from the top left."""
    return ofd_of(
        [
            "".join(
                f'<ofd:TextObject Boundary="{x} {y} {len(text) * size} {size}" Size="{size}">'
                f"<ofd:TextCode X='0' Y='{size}'>{text}</ofd:TextCode></ofd:TextObject>"
                for x, y, text in lines
            )
            for lines in pages
        ]
    )


def ofd_of(pages: Sequence[str], template: str = "") -> bytes:
    """Return a file whose pages hold the objects given as XML; `template` stands on a template page of all."""
    common = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    files = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    own = '<ofd:Template TemplateID="90"/>' if template else ""
    for number, objects in enumerate(pages):
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = _content(objects, own)
    if template:
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = _content(template)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def text_object(codes: str, attributes: str = "", box: str = "20 30 170 10", size: float = 5) -> str:
    """Return a text object that holds `codes`."""
    return f'<ofd:TextObject Boundary="{box}" Size="{size}" {attributes}>{codes}</ofd:TextObject>'


def _content(objects: str, before: str = "") -> str:
    return f"<ofd:Page {NS}>{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
