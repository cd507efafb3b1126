"""Files as they are given: a CSV, a folder of them, a zip. Found, unpacked, counted, recognised.

`find` lists the CSV files without reading them. `take` unpacks one where it must, and in one pass
over its bytes takes its SHA-256, counts its rows, and says whether it is plain: quotation marks
stand only around whole values, no carriage return stands alone, there is no NUL byte, and there are
as many delimiters as so many rows need. What else may be amiss (bytes that are not UTF-8, a row too
short beside one too long) shows when DuckDB fails or finds another number of rows. A file that is
not plain is read carefully (careful.py).
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from frankpledge.analytics.store.nouns import NotLoaded

CHUNK = 1 << 20
BATCH = 256 << 20
"""Bytes of CSV that are checked, sorted and written at once."""
MOST_FILES = 200
"""So many files are read at once; DuckDB takes memory for each, however small."""
CSV = (".csv", ".tsv", ".txt")
GEOJSON = (".geojson",)
ENDINGS = (*CSV, *GEOJSON, ".xlsx", ".xlsm", ".xls", ".ods")
"""What can be read; what is no CSV is turned into one (converting.py)."""
GLOB = re.compile(r"[*?\[{]")
"""In a path, DuckDB would look for other files by these; such a file is read through a link."""
DELIMITERS = (",", ";", "\t", "|")
MOST_TIMES_LARGER = 200
"""A zip may unpack to so many times its size; police CSV files unpack to about five times."""
SMALL_ENOUGH = 64 << 20
"""Below so many bytes unpacked nobody minds how many times larger it is."""


@dataclass(frozen=True)
class Found:
    """A CSV file to be: on disk at `path`, or the member of that zip.

    `inside`: the zip's name, as people call it.
    """

    name: str
    path: Path
    member: str | None
    bytes: int
    inside: str = ""


@dataclass(frozen=True)
class Taken:
    """A file ready to be read at `path`: what one pass over its bytes said of it.

    `rows`: lines below the header, quoted line ends left out; exact where `plain`.
    """

    name: str
    path: Path
    checksum: str
    bytes: int
    rows: int
    plain: bool
    encoding: str
    header: tuple[str, ...]
    delimiter: str
    inside: str = ""


def find(paths: Sequence[Path]) -> tuple[list[Found], list[str]]:
    """Every CSV file in these files, folders and zips, in order of name; and what was passed over.

    Links inside a folder are not followed. Raises NotLoaded for a path that is not there, for an
    encrypted or broken zip, one inside another, and one that unpacks to far too much.
    """
    found: list[Found] = []
    notes: list[str] = []
    for given in paths:
        if given.is_dir():
            for path in _inside(given, notes):
                found += _one(path, path.relative_to(given).as_posix(), notes)
        elif given.is_file():
            found += _one(given, given.name, notes)
        else:
            raise NotLoaded(f"“{given}” is not there, or is neither a file nor a folder.")
    return found, notes


def batched(found: Sequence[Found]) -> Iterator[list[Found]]:
    """Files in their order, up to BATCH bytes and MOST_FILES together; a larger one alone."""
    batch: list[Found] = []
    size = 0
    for one in found:
        if batch and (size + one.bytes > BATCH or len(batch) == MOST_FILES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.bytes
    yield batch


def _inside(folder: Path, notes: list[str]) -> Iterator[Path]:
    """The files of a folder tree; hidden ones and links are passed over."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if _is_litter(entry.name):
            continue
        if entry.is_symlink():
            notes.append(f"“{entry.name}” is a link and was not followed.")
        elif entry.is_dir():
            yield from _inside(Path(entry.path), notes)
        elif entry.is_file():
            yield Path(entry.path)


def _one(path: Path, name: str, notes: list[str]) -> list[Found]:
    lower = name.lower()
    if lower.endswith(".zip") or (not lower.endswith(ENDINGS) and zipfile.is_zipfile(path)):
        return _members(path, name, notes)
    if lower.endswith(ENDINGS):
        return [Found(_plain(name), path, None, path.stat().st_size)]
    notes.append(f"“{name}” is no CSV file, spreadsheet or GeoJSON and was passed over.")
    return []


def _plain(name: str) -> str:
    """A file's name as text, whatever its bytes."""
    return name.encode("utf-8", "replace").decode()


def _is_litter(part: str) -> bool:
    """What a Mac or an editor leaves behind."""
    return part.startswith((".", "__MACOSX")) or part in ("Thumbs.db", "desktop.ini")


def _members(path: Path, name: str, notes: list[str]) -> list[Found]:
    """The CSV files inside a zip."""
    try:
        with zipfile.ZipFile(path) as whole:
            members = whole.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as why:
        raise NotLoaded(f"“{name}” is not a zip that can be opened: {why}.") from None
    found = []
    for member in sorted(members, key=lambda one: one.filename):
        shown = member.filename
        if member.is_dir() or any(_is_litter(part) for part in shown.split("/")):
            continue
        if member.flag_bits & 1:
            raise NotLoaded(f"“{name}” is protected by a password: save it without one.")
        if stat.S_ISLNK(member.external_attr >> 16):
            notes.append(f"“{shown}” is a link and was not followed.")
        elif shown.lower().endswith(".zip"):
            raise NotLoaded(f"“{name}” holds another zip, “{shown}”: unpack that first.")
        elif shown.lower().endswith(ENDINGS):
            found.append(Found(shown, path, shown, member.file_size, _plain(name)))
        else:
            notes.append(f"“{shown}” is no CSV file, spreadsheet or GeoJSON and was passed over.")
    unpacked = sum(one.bytes for one in found)
    if unpacked > max(SMALL_ENOUGH, MOST_TIMES_LARGER * path.stat().st_size):
        raise NotLoaded(
            f"“{name}” would unpack to {unpacked:,} bytes, over {MOST_TIMES_LARGER} times its size:"
            " that is no file of records."
        )
    return found


def take(found: Found, folder: Path, number: int) -> Taken:
    """Unpack a file into `folder` where it is in a zip or in UTF-16, and read its bytes once.

    Raises NotLoaded for a damaged zip and for an empty file.
    """
    path = folder / f"{number}.csv"
    if found.member is None:
        if GLOB.search(str(found.path)):
            path.symlink_to(found.path.resolve())
        else:
            path = found.path
        with path.open("rb") as stream:
            return _examined(found, stream, path, None)
    try:
        with (
            zipfile.ZipFile(found.path) as whole,
            whole.open(found.member) as stream,
            path.open("wb") as out,
        ):
            return _examined(found, stream, path, out)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as why:
        raise NotLoaded(f"“{found.name}” cannot be unpacked: {why}.") from None


def _examined(found: Found, stream: IO[bytes], path: Path, out: IO[bytes] | None) -> Taken:
    """One pass: copy to `out` where given, checksum, count of rows, plain or not, header."""
    digest = hashlib.sha256()
    chunk = _chunk(stream)
    encoding = _encoding(chunk)
    header, delimiter = _header(chunk, encoding)
    starts = _says(chunk.partition(b"\n")[0].decode("latin-1"))
    count = _Count(delimiter.encode())
    size = 0
    while chunk:
        size += len(chunk)
        digest.update(chunk)
        if out is not None:
            out.write(chunk)
        count.add(chunk)
        chunk = _chunk(stream)
    return Taken(
        name=found.name,
        path=path,
        checksum=digest.hexdigest(),
        bytes=size,
        rows=max(0, count.lines() - 1),
        plain=starts and encoding != "utf-16" and count.is_plain(len(header)),
        encoding=encoding,
        header=header,
        delimiter=delimiter,
    )


def _chunk(stream: IO[bytes]) -> bytes:
    """The next bytes; a quotation mark or carriage return never stands last, but in the file."""
    chunk = stream.read(CHUNK)
    while chunk.endswith((b'"', b"\r")) and (more := stream.read(1)):
        chunk += more
    return chunk


def _encoding(first: bytes) -> str:
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-8"


def _header(first: bytes, encoding: str) -> tuple[tuple[str, ...], str]:
    """The names in the first line that has any, and the delimiter that parts most of them."""
    text = first[:65536].decode(encoding, errors="replace")
    lines = io.StringIO(text, newline="")
    line = next((line for line in lines if _says(line)), "")
    delimiter = max(DELIMITERS, key=line.count)
    rest = io.StringIO(line + lines.read(), newline="")
    try:
        names = next(csv.reader(rest, delimiter=delimiter, strict=True), [])
    except csv.Error:
        names = []
    return tuple(name.strip() for name in names), delimiter


def _says(line: str) -> bool:
    """Whether a line has anything but blanks, delimiters and quotation marks."""
    return bool(line.strip(' \r\n"' + "".join(DELIMITERS)))


class _Count:
    """Counts lines and delimiters outside quotation marks, and watches the marks themselves."""

    def __init__(self, delimiter: bytes) -> None:
        self._delimiter = delimiter
        self._regular = True
        self._ends = self._delimiters = 0
        self._inside = False
        self._before = b"\n"

    def lines(self) -> int:
        """Lines so far, the last also where nothing ends it."""
        return self._ends + (self._before != b"\n")

    def is_plain(self, width: int) -> bool:
        """Whether nothing odd was met, and the delimiters are as many as lines of `width` need.

        DuckDB takes no row that is too short, so then none is too long either.
        """
        return self._regular and self._delimiters == self.lines() * (width - 1)

    def add(self, chunk: bytes) -> None:
        """Take in the next bytes."""
        if b"\0" in chunk or (b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")):
            self._regular = False
        if b'"' in chunk or self._inside:
            outside = self._outside(chunk)
            self._ends += sum(part.count(b"\n") for part in outside)
            self._delimiters += sum(part.count(self._delimiter) for part in outside)
        else:
            numbers = np.frombuffer(chunk, np.uint8)
            self._ends += int(np.count_nonzero(numbers == ord("\n")))
            self._delimiters += int(np.count_nonzero(numbers == ord(self._delimiter)))
        self._before = chunk[-1:]

    def _outside(self, chunk: bytes) -> list[bytes]:
        """What is outside quotation marks, which have to stand around whole values."""
        parts = chunk.split(b'"')
        start = 1 if self._inside else 0
        outside = parts[start::2]
        last = len(parts) - 1
        opening, closing = self._delimiter + b"\n", self._delimiter + b"\r\n"
        for at, part in zip(range(start, len(parts), 2), outside, strict=True):
            opens = at < last and (part or (self._before if at == 0 else b""))
            closes = at > 0 and part
            if (opens and opens[-1:] not in opening) or (closes and closes[:1] not in closing):
                self._regular = False
        self._inside = self._inside != (last % 2 == 1)
        return outside
