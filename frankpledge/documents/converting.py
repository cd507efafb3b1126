"""Any file that becomes a paper of blocks, by what it is: start here to convert an upload."""

from __future__ import annotations

from typing import Final

from frankpledge.documents.pandoc import Converted, read_office
from frankpledge.documents.spreadsheet import read_spreadsheet

SHEETS: Final = (".xlsx", ".ods")
CONVERTED: Final = (".docx", ".odt", *SHEETS)


def convert(data: bytes, suffix: str) -> Converted:
    """A Word or OpenDocument text, or a spreadsheet, as blocks with notes on what was lost.

    Raises `UnreadableDocument`, with a sentence for the person who sent the file.
    """
    if suffix.lower() in SHEETS:
        return Converted(*read_spreadsheet(data))
    return read_office(data, suffix)
