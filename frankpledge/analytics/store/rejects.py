"""rejects.csv: every row of a load that was not taken, for its publisher to open in Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from frankpledge.analytics.store.nouns import Reject
from frankpledge.shared.formulas import as_read

HEADINGS = ("Table", "File", "Line", "Column", "Value", "Expected")


def write_rejects(path: Path, rows: Iterable[tuple[str, Reject]]) -> None:
    """Write each table's rejected rows, in their order."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for table, one in rows:
            cells = (table, one.file, str(one.line), one.column, one.value, one.expected)
            writer.writerow([as_read(cell) for cell in cells])
