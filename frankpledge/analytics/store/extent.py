"""How far the sheets of a spreadsheet reach, measured before they are laid out.

A sheet is laid out whole, up to its last cell with something in it. One word in the far corner of
an Excel sheet, or one cell that an OpenDocument sheet repeats a million times, would take all the
memory there is and end the process; such a file is told by its cells' places alone.
"""

from __future__ import annotations

import zipfile
from typing import IO, Any
from xml.parsers import expat

MOST_PLACES = 20_000_000
"""Rows times columns that are laid out: a million rows of twenty columns."""
PIECE = 1 << 20


def reaches_too_far(archive: zipfile.ZipFile) -> bool:
    """Whether a sheet of an .xlsx or .ods file has more places than can be laid out.

    True as well where the cells of a sheet cannot be read. Raises what `zipfile` raises for a
    broken archive; what each part unpacks to must have been limited before.
    """
    for part in archive.infolist():
        if part.filename.endswith(".xml"):
            with archive.open(part) as content:
                if _places(content) > MOST_PLACES:
                    return True
    return False


def _places(content: IO[bytes]) -> int:
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.begin
    try:
        while piece := content.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        return MOST_PLACES + 1
    return extent.most


class _Extent:
    """The last row and column with something in it, of the sheet that reaches furthest."""

    def __init__(self) -> None:
        self.most = 0
        self._row = self._column = self._last_row = self._last_column = 0

    def begin(self, name: str, attributes: dict[str, Any]) -> None:
        """Take in an element of either format."""
        kind = name.rpartition(":")[2]
        if kind in {"sheetData", "table"}:
            self._row = self._column = self._last_row = self._last_column = 0
        elif kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif kind == "c":
            self._excel_cell(attributes.get("r", ""))
        elif kind in {"v", "is"}:
            self._filled()
        elif kind == "table-row":
            self._row += int(_of(attributes, "number-rows-repeated", "1"))
            self._column = 0
        elif kind in {"table-cell", "covered-table-cell"}:
            self._column += int(_of(attributes, "number-columns-repeated", "1"))
            if _of(attributes, "value-type", "") or _of(attributes, "formula", ""):
                self._filled()
        elif kind == "p" and self._column:
            self._filled()

    def _excel_cell(self, address: str) -> None:
        letters = address.rstrip("0123456789")
        self._column = _number_of(letters) if letters else self._column + 1
        self._row = int(address[len(letters) :] or self._row)

    def _filled(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        self.most = max(self.most, self._last_row * self._last_column)


def _of(attributes: dict[str, Any], name: str, otherwise: str) -> str:
    """An attribute, whatever the prefix of its name."""
    found = (value for key, value in attributes.items() if key.rpartition(":")[2] == name)
    return str(next(found, otherwise))


def _number_of(letters: str) -> int:
    """A → 1, Z → 26, AA → 27. Raises ValueError."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
