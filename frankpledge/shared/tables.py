"""Tables for spreadsheets: what stands in a cell is read, and never run."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What a spreadsheet would take for a formula, and run.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_read(cell: object) -> object:
    """The cell with a quotation mark before it, where a spreadsheet would run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download of these rows, the head among them, that Excel reads in the right alphabet."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([as_read(cell) for cell in row] for row in rows)
    return response
