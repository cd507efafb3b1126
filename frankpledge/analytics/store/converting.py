"""Files that are no plain CSV become one: spreadsheets, CSV kept by hand, GeoJSON.

A row of the CSV stands on the line that it has in the file that was given, with empty lines where
something was left out, so that a rejected row is named by the number that people see.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from frankpledge.analytics.store.kinds import boundaries
from frankpledge.analytics.store.mapping import Mapping
from frankpledge.analytics.store.nouns import NotLoaded
from frankpledge.analytics.store.reading import GEOJSON, Found, Taken
from frankpledge.analytics.store.sheets import SPREADSHEETS, Fits, NotATable, Table, read_table

BY_HAND = 8 << 20
"""A CSV file larger than this many bytes was not kept by hand, and has its headings at the top."""
NAMED = 20
"""So many left out rows are named in a release."""


@dataclass(frozen=True)
class Converted:
    """The file as one that the store reads, and what is to be said of it.

    `given`: the file as it came, where it is another.
    """

    found: Found
    notes: tuple[str, ...] = ()
    given: Path | None = None

    def as_given(self, taken: Taken) -> Taken:
        """What was read, with the checksum and size of the file as it came."""
        if self.given is None:
            return taken
        with self.given.open("rb") as content:
            checksum = hashlib.file_digest(content, "sha256").hexdigest()
        return replace(taken, checksum=checksum, bytes=self.given.stat().st_size)


def converted(
    found: Found, folder: Path, number: int, mapping: Mapping | None, fits: Fits
) -> Converted:
    """Turn a file into CSV where it has to be.

    `fits`: whether a kind has these headings, where no mapping says which are wanted. Raises
    NotLoaded with where and what was expected.
    """
    ending = PurePosixPath(found.name).suffix.lower()
    by_hand = mapping is not None and found.bytes <= BY_HAND
    if ending not in {*GEOJSON, *SPREADSHEETS} and not by_hand:
        return Converted(found)
    given = _on_disk(found, folder / f"given-{number}{ending}")
    out = folder / f"converted-{number}.csv"
    notes: list[str] = []
    if ending in GEOJSON:
        boundaries.write_csv(found.name, given, out)
    else:
        table = _table(given, found.name, mapping, fits)
        write_csv(table, out)
        notes = _notes(table)
    return Converted(Found(found.name, out, None, out.stat().st_size), tuple(notes), given)


def _table(path: Path, name: str, mapping: Mapping | None, fits: Fits) -> Table:
    try:
        if mapping is None:
            return read_table(path, name=name, fits=fits)
        return read_table(
            path,
            name=name,
            wanted=mapping.wanted,
            sheet=mapping.sheet,
            header_row=mapping.header_row,
        )
    except NotATable as why:
        raise NotLoaded(str(why)) from why


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
    said = [f"Left out: {one.words(quoting=False)}." for one in table.left_out[:NAMED]]
    if (more := len(table.left_out) - NAMED) > 0:
        said.append(f"{table.where}: {more:,} more rows were left out.")
    return said
