"""Reading a file that is not plain, with Python's csv module, row by row.

The rules, which the tests follow with a reader of their own:

- UTF-16 where a mark says so, else UTF-8; a byte that is not UTF-8 is read as Windows-1252.
- The first line that is not blank is the header. Blank lines are no rows.
- A row with more or fewer values than the header, or with a NUL byte or a byte that is no
  character, is rejected.
- Where quotation marks do not pair up, or stand around part of a value, each line is a rejected
  row up to the one at which the reader can tell, and reading goes on below it.
- Spaces around a number, a date or a code are ignored.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from frankpledge.analytics.store.nouns import Reject
from frankpledge.analytics.store.reading import Taken

SHOWN = 80
"""So many characters of a value are quoted to people."""


def _windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("frankpledge-windows", _windows)


@dataclass
class Clean:
    """What became of one file: rows written for DuckDB, and those that are no rows."""

    written: int = 0
    rejects: list[Reject] = field(default_factory=list)


def rows(taken: Taken) -> Iterator[tuple[int, list[str] | None, str]]:
    """Each row below the header: the line it begins on, its values, or None and what is wrong."""
    encoding = "utf-8-sig" if taken.encoding == "utf-8" else taken.encoding
    with taken.path.open(encoding=encoding, errors="frankpledge-windows", newline="") as lines:
        reader = csv.reader(lines, delimiter=taken.delimiter, strict=True)
        begins, header = 1, False
        while True:
            try:
                row = next(reader, None)
            except csv.Error:
                header = True
                for line in range(begins, reader.line_num + 1):
                    yield line, None, "quotation marks that pair up around a whole value"
            else:
                if row is None:
                    return
                if any(row) or len(row) > 1:
                    if header:
                        yield begins, row, ""
                    header = True
            begins = reader.line_num + 1


def clean(taken: Taken, out: Path, strip: tuple[bool, ...]) -> Clean:
    """Write the file's whole rows to `out`, the line first, for DuckDB to judge their values.

    `strip`: for each column, whether spaces around its values are ignored.
    """
    made = Clean()
    width = len(taken.header)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for line, row, wrong in rows(taken):
            if row is None:
                made.rejects.append(Reject(taken.name, line, "", "", wrong))
            elif problem := _problem(row, width):
                shown = taken.delimiter.join(row).replace("\0", "␀")[:SHOWN]
                made.rejects.append(Reject(taken.name, line, "", shown, problem))
            else:
                made.written += 1
                values = [
                    one.strip() if bare else one for one, bare in zip(row, strip, strict=True)
                ]
                writer.writerow([line, *values])
    return made


def _problem(row: list[str], width: int) -> str:
    if len(row) != width:
        return f"{width} values, as in the header, not {len(row)}"
    if any("\0" in one for one in row):
        return "text without NUL bytes"
    if any("\ufffd" in one for one in row):
        return "text in UTF-8 or Windows-1252"
    return ""
