"""Tables for spreadsheets: what stands in a cell is read, and never run."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from frankpledge.shared.formulas import as_read

__all__ = ["as_read", "csv_response"]


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download of these rows, the head among them, that Excel reads in the right alphabet."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([as_read(cell) for cell in row] for row in rows)
    return response
