"""Reading a file that is not plain, with Python's csv module, row by row.

The rules, which the tests follow with a reader of their own:

- UTF-16 where a mark says so, else UTF-8; a byte that is not UTF-8 is read as Windows-1252.
- The first line that says anything is the header. Blank lines are no rows.
- A row with more or fewer values than the header is rejected; so is one with a NUL byte, or a byte
  that is no character, in a column that is kept.
- Where quotation marks do not pair up, or stand around part of a value, each line is a rejected
  row up to the one at which the reader can tell, and reading goes on below it.
- Spaces around a number, a date or a code are ignored.
"""

from __future__ import annotations

import codecs
import csv
import re
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
    return wrong.decode("cp1252", errors="surrogateescape"), error.end


codecs.register_error("frankpledge-windows", _windows)


@dataclass
class Clean:
    """What became of one file: rows written for DuckDB, and those that are no rows."""

    written: int = 0
    rejects: list[Reject] = field(default_factory=list)


def rows(taken: Taken) -> Iterator[tuple[int, list[str] | None, str]]:
    """Each row below the header: the line it begins on, its values, or None and what is wrong."""
    wide = taken.encoding == "utf-16"
    encoding = "utf-16" if wide else "utf-8-sig"
    errors = "replace" if wide else "frankpledge-windows"
    with taken.path.open(encoding=encoding, errors=errors, newline="") as lines:
        reader = csv.reader(lines, delimiter=taken.delimiter, strict=True)
        begins, header = 1, False
        while True:
            try:
                row = next(reader, None)
            except csv.Error:
                for line in range(begins, reader.line_num + 1):
                    yield line, None, "quotation marks that pair up around a whole value"
            else:
                if row is None:
                    return
                if not header:
                    header = any(one.strip() for one in row)
                elif len(row) > 1 or any(row):
                    yield begins, row, ""
            begins = reader.line_num + 1


def clean(taken: Taken, out: Path, kept: tuple[bool, ...], strip: tuple[bool, ...]) -> Clean:
    """Write the file's whole rows to `out`, the line first, for DuckDB to judge their values.

    `kept`, `strip`: for each column, whether it is kept, and whether spaces around its values are
    ignored. What is not kept is written empty.
    """
    made = Clean()
    width = len(taken.header)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for line, row, wrong in rows(taken):
            if row is None:
                made.rejects.append(Reject(taken.name, line, "", "", wrong))
                continue
            values = [one if keep else "" for one, keep in zip(row, kept, strict=False)]
            if wrong := _problem(row, values, width):
                # The row is not quoted: it may hold values of columns that are not kept.
                made.rejects.append(Reject(taken.name, line, "", "", wrong))
                continue
            made.written += 1
            bare = [
                one.strip() if spaces else one for one, spaces in zip(values, strip, strict=True)
            ]
            writer.writerow([line, *bare])
    return made


_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def _problem(row: list[str], values: list[str], width: int) -> str:
    if len(row) != width:
        return f"{width} values, as in the header, not {len(row)}"
    if _NO_TEXT.search("".join(values)):
        return "text in UTF-8 or Windows-1252, without NUL bytes"
    return ""
