"""How far an Excel file's sheets reach, measured before they are laid out.

A sheet is laid out whole, from its first cell to its last. One word in the far corner of an
otherwise empty sheet would make thousands of millions of places and take all the memory there is,
so such a file is told apart by the addresses of its cells alone.
"""

from __future__ import annotations

import zipfile
from typing import Any, Final
from xml.parsers import expat

# Far more than any list or table that people read.
MOST_PLACES: Final = 4_000_000
# A sheet in Excel's binary form (.xlsb), whose cells cannot be told so.
_BINARY: Final = "xl/workbook.bin"
_SHEET: Final = b"sheetData"
# What makes a cell one with something in it; one that is only coloured takes no place.
_CONTENT: Final = frozenset({"v", "is"})


def reaches_too_far(archive: zipfile.ZipFile) -> bool:
    """Whether a sheet of the file has more places than can be laid out, or none can be told.

    Raises what `zipfile` raises for a broken archive. Every part is looked into, for a sheet may
    go by any name; what each unpacks to must have been limited before.
    """
    if any(name.lower() == _BINARY for name in archive.namelist()):
        return True
    return any(_too_far(archive.read(part)) for part in archive.infolist())


def _too_far(part: bytes) -> bool:
    if _SHEET not in part:
        return False
    extent = _Extent()
    try:
        extent.read(part)
    except (expat.ExpatError, ValueError):
        return True
    return extent.places > MOST_PLACES


class _Extent:
    """The last row and column with a filled cell; one without an address follows that before it."""

    def __init__(self) -> None:
        self._row = self._column = self._last_row = self._last_column = 0

    @property
    def places(self) -> int:
        """How many places there are up to the last row and column."""
        return self._last_row * self._last_column

    def read(self, part: bytes) -> None:
        """Take in every cell. Raises ExpatError, and ValueError for an address that is none."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.Parse(part, True)

    def _begin(self, name: str, attributes: dict[str, Any]) -> None:
        kind, address = name.rpartition(":")[2], attributes.get("r", "")
        if kind == "row":
            self._row, self._column = int(address or self._row + 1), 0
        elif kind == "c":
            letters = address.rstrip("0123456789")
            self._column = _number_of(letters) if letters else self._column + 1
            self._row = int(address[len(letters) :] or self._row)
        elif kind in _CONTENT:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)


def _number_of(letters: str) -> int:
    """A → 1, Z → 26, AA → 27. Raises ValueError."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
