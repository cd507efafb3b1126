"""What a load of one street file should give, by Python's csv module and the stated rules alone.

A second, slow, obvious implementation: it shares no code with the store.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass

NAMES = {
    "crime id": "crime_id",
    "month": "month",
    "reported by": "reported_by",
    "falls within": "force",
    "longitude": "longitude",
    "latitude": "latitude",
    "location": "location",
    "lsoa code": "lsoa",
    "crime type": "crime_type",
    "last outcome category": "outcome",
    "context": "context",
}
LSOA = re.compile("[EWN][0-9]{8}|95[A-Z]{2}[0-9]{2}[SW][0-9]")
NAMED = {"cambridgeshire": "Cambridgeshire Constabulary"}
BARE = ("month", "longitude", "latitude", "lsoa")


@dataclass(frozen=True)
class Read:
    """Rows below the header, and of them the kept ones as values and the lines of the others."""

    rows: int
    kept: list[tuple[object, ...]]
    rejected: list[int]


def read(data: bytes, month: str, force: str) -> Read | None:
    """The file's rows by the rules, or None where it has to be refused."""
    text = _text(data)
    lines = io.StringIO(text, newline="")
    head = next((line for line in lines if line.strip(',;|\t\r\n" ')), "")
    delimiter = max(",;\t|", key=head.count)
    every = _rows(text, delimiter)
    while every and (every[0][1] is None or not any(one.strip() for one in every[0][1])):
        if every[0][1] is None:
            return None
        every.pop(0)
    if not every:
        return None
    header = [NAMES.get(one.strip().strip("\ufeff").lower()) for one in every[0][1] or ()]
    known = [one for one in header if one]
    if sorted(known) != sorted(NAMES.values()):
        return None
    kept: list[tuple[object, ...]] = []
    rejected: list[int] = []
    for line, row in every[1:]:
        if row is not None and (row == [] or row == [""]):
            continue
        values = _values(row, header, month, force)
        if values is None:
            rejected.append(line)
        else:
            kept.append(values)
    if _is_misnamed([row for _, row in every[1:]], header, force):
        return None
    rows = len(kept) + len(rejected)
    if not kept or len(rejected) > 0.05 * rows:
        return None
    return Read(rows, kept, rejected)


def _is_misnamed(rows: list[list[str] | None], header: list[str | None], force: str) -> bool:
    """Whether most of the whole rows fall within another force than the file's name says."""
    whole = [row for row in rows if row and len(row) == len(header)]
    others = [row for row in whole if _force(row[header.index("force")]) != _force(NAMED[force])]
    return len(others) > len(whole) / 2


def _force(name: str) -> list[str]:
    """The words that tell one force from another: capitals, spaces and marks do not."""
    words = name.lower().split()
    if len(words) > 1 and words[-1] in ("constabulary", "police"):
        words = words[:-1]
    return re.findall("[a-z]+", " ".join(words))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    text = data.decode("utf-8", errors="surrogateescape")
    text = re.sub(
        "[\udc80-\udcff]",
        lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", errors="surrogateescape"),
        text,
    )
    return text.removeprefix("\ufeff")


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str] | None]]:
    """Each row and the line it begins on; None for each line of one that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str] | None]] = []
    last = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return found
        except csv.Error:
            found += [(line, None) for line in range(last + 1, reader.line_num + 1)]
        else:
            found.append((last + 1, row))
        last = reader.line_num


def _values(
    row: list[str] | None, header: list[str | None], month: str, force: str
) -> tuple[object, ...] | None:
    """A row's values in the order of NAMES, or None where it has to be rejected."""
    if row is None or len(row) != len(header):
        return None
    said = {name: value for name, value in zip(header, row, strict=True) if name}
    if any("\0" in one or re.search("[\ud800-\udfff]", one) for one in said.values()):
        return None
    for name in BARE:
        said[name] = said[name].strip()
    if said["month"] != month or not said["crime_type"] or not said["force"]:
        return None
    if said["lsoa"] and not LSOA.fullmatch(said["lsoa"]):
        return None
    numbers = {
        "longitude": _number(said["longitude"], -9, 2.1),
        "latitude": _number(said["latitude"], 49.8, 61),
    }
    if any(one is not None and math.isnan(one) for one in numbers.values()):
        return None
    values: dict[str, object] = {name: value or None for name, value in said.items()}
    values |= numbers | {"force": force}
    return tuple(values[name] for name in NAMES.values())


def _number(text: str, low: float, high: float) -> float | None:
    """The number, None for a blank, not-a-number for anything else."""
    if not text:
        return None
    try:
        number = float(text) if text.isascii() else math.nan
    except ValueError:
        return math.nan
    return number if low <= number <= high else math.nan
