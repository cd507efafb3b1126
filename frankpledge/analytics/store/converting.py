"""Files that are no plain CSV become one: spreadsheets, CSV kept by hand, GeoJSON.

A row of the CSV stands on the line that it has in the file that was given, with empty lines where
something was left out, so that a rejected row is named by the number that people see.
"""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from frankpledge.analytics.store.kinds import boundaries
from frankpledge.analytics.store.mapping import Mapping
from frankpledge.analytics.store.nouns import NotLoaded
from frankpledge.analytics.store.reading import GEOJSON, Found
from frankpledge.analytics.store.sheets import SPREADSHEETS, NotATable, Table, read_table

BY_HAND = 32 << 20
"""A CSV file larger than this many bytes was not kept by hand, and has its headings at the top."""
NAMED = 20
"""So many left out rows are named in a release."""

Fits = Callable[[Sequence[str]], bool]


def converted(
    found: Found, folder: Path, number: int, mapping: Mapping | None, fits: Fits
) -> tuple[Found, list[str]]:
    """The file as one that the store reads, and what is to be said of it.

    `fits`: whether a kind has these headings, where no mapping says which are wanted. Raises
    NotLoaded with where and what was expected.
    """
    ending = PurePosixPath(found.name).suffix.lower()
    by_hand = mapping is not None and found.bytes <= BY_HAND
    if ending not in {*GEOJSON, *SPREADSHEETS} and not by_hand:
        return found, []
    path = _on_disk(found, folder / f"given-{number}{ending}")
    out = folder / f"converted-{number}.csv"
    notes: list[str] = []
    if ending in GEOJSON:
        boundaries.write_csv(found.name, path, out)
    else:
        try:
            table = read_table(
                path,
                name=found.name,
                wanted=mapping.wanted if mapping else (),
                fits=None if mapping else fits,
                sheet=mapping.sheet if mapping else "",
                header_row=mapping.header_row if mapping else None,
            )
        except NotATable as why:
            raise NotLoaded(str(why)) from why
        write_csv(table, out)
        notes = _notes(table)
    return Found(found.name, out, None, out.stat().st_size), notes


def write_csv(table: Table, out: Path) -> None:
    """Write a table as CSV, every row on the line that it has in its file."""
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        line = 1
        for row in (table.header, *table.lines):
            stream.write("\n" * (row.number - line))
            writer.writerow(row.cells)
            line = row.number + 1


def _on_disk(found: Found, path: Path) -> Path:
    if found.member is None:
        return found.path
    try:
        with (
            zipfile.ZipFile(found.path) as whole,
            whole.open(found.member) as content,
            path.open("wb") as out,
        ):
            shutil.copyfileobj(content, out)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as why:
        raise NotLoaded(f"“{found.name}” cannot be unpacked: {why}.") from why
    return path


def _notes(table: Table) -> list[str]:
    said = [f"Left out: {one.words()}." for one in table.left_out[:NAMED]]
    if (more := len(table.left_out) - NAMED) > 0:
        said.append(f"{table.where}: {more:,} more rows were left out.")
    return said
