"""Write loaders/lexicon/traditional.tsv from the character dictionary of the OpenCC wheel.

    pip download --no-deps --dest build/sources opencc==1.4.2
    python scripts/generate_traditional.py build/sources/opencc-1.4.2-*.whl [--check]

Only single characters whose first simplified form lies in the Basic Multilingual Plane are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "loaders" / "lexicon" / "traditional.tsv"
DICTIONARY = "opencc/clib/share/opencc/TSCharacters.ocd2"
TOOL = "opencc/clib/bin/opencc_dict"
LIBRARY_FOLDERS = ("opencc/clib/", "opencc.libs/")
LAST_BMP = 0xFFFF


def dictionary_text(wheel: Path) -> str:
    """Return the dictionary as `traditional TAB simplified [simplified …]` lines, by the wheel's own tool."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(LIBRARY_FOLDERS):
                archive.extract(name, folder)
        tool = Path(folder, TOOL)
        tool.chmod(0o755)
        out = Path(folder, "characters.txt")
        command = [str(tool), "-i", str(Path(folder, DICTIONARY)), "-f", "ocd2", "-o", str(out), "-t", "text"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - the tool of the wheel that was asked for
        return out.read_text(encoding="utf-8")


def is_simplified(char: str) -> bool:
    """Tell whether GB 2312-80, the character set of simplified text, holds `char`."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def table(wheel: Path) -> str:
    """Return the text of the TSV file."""
    found = []
    for line in dictionary_text(wheel).splitlines():
        traditional, _, forms = line.partition("\t")
        simplified = forms.split(" ")[0]
        if traditional == simplified or len(traditional) != 1 or len(simplified) != 1:
            continue
        if max(ord(traditional), ord(simplified)) > LAST_BMP:
            continue
        scope = "in-traditional-text" if is_simplified(traditional) else "always"
        found.append(f"{traditional}\t{simplified}\t{scope}\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return (
        f"# origin: OpenCC (https://github.com/BYVoid/OpenCC), TSCharacters of PyPI {wheel.name.split('-cp')[0]},\n"
        f"# licence Apache-2.0 (traditional.LICENSE), wheel sha256 {digest}.\n"
        "# Written by scripts/generate_traditional.py; do not edit. The first simplified form is kept;\n"
        "# scope in-traditional-text: the character also belongs to simplified text (GB 2312-80).\n"
        "#:traditional\tsimplified\tscope\n" + "".join(sorted(found))
    )


def main() -> int:
    """Write the file, or with --check only compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the file would change")
    options = parser.parse_args()
    text = table(options.wheel)
    if options.check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
