"""A register as a file: the columns that an import of it reads back, and some that it leaves."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from frankpledge.review.risks.models import RiskControl, RiskTurn
from frankpledge.review.risks.money import spell_pounds
from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.queries.registers import RiskRegister
from frankpledge.review.risks.rules.matrix import Matrix, Scored
from frankpledge.shared.tables import as_read

# Heading and width in characters. What is worked out from the rest ("Score", "Band", "Carried
# since") is for readers: an import leaves it.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Number", 8),
    ("Reference", 14),
    ("Risk", 40),
    ("What could happen", 60),
    ("Owner", 30),
    ("Post", 30),
    ("Raised", 12),
    ("Raised, as known", 16),
    ("Likelihood", 16),
    ("Impact", 16),
    ("Score", 8),
    ("Band", 14),
    ("Scored on", 12),
    ("Target likelihood", 16),
    ("Target impact", 16),
    ("Shared cause", 30),
    ("Controls", 50),
    ("Next review", 12),
    ("Funding ends", 12),
    ("Funding ends, as known", 16),
    ("What ends", 30),
    ("Amount", 14),
    ("To be paid for by", 30),
    ("State", 10),
    ("Closed on", 12),
    ("Why closed", 30),
    ("Carried since", 16),
)


def register_table(found: RiskRegister) -> Iterator[tuple[Any, ...]]:
    """A head and a row a risk; days as dates, amounts in words, levels by their names."""
    yield tuple(name for name, _ in COLUMNS)
    keys = [one.risk.pk for one in found.lines]
    controls: dict[int, list[str]] = {}
    for one in RiskControl.objects.on(found.on).filter(risk__in=keys).order_by("pk"):
        controls.setdefault(one.risk_id, []).append(one.text)
    closings = RiskTurn.objects.filter(risk__in=keys, what="closed", on__lte=found.on)
    closed = {one.risk_id: one for one in closings.order_by("on", "pk")}
    matrix = matrix_on(found.body.area_id, found.on)
    for line in found.lines:
        yield _row(line, controls.get(line.risk.pk, []), closed.get(line.risk.pk), matrix)


def _row(
    line: RiskLine, controls: list[str], closed: RiskTurn | None, matrix: Matrix | None
) -> tuple[Any, ...]:
    risk = line.risk
    # Levels of a matrix that has changed since would be read as something else.
    scored, target = _still(line.scored, matrix), _still(line.target, matrix)
    owner = line.owner.removesuffix(risk.owner_post).removesuffix(", ") if risk.owner_id else ""
    over = closed if closed and not line.open else None
    return (
        line.number,
        risk.ref,
        line.title,
        line.text,
        owner,
        risk.owner_post,
        risk.raised,
        risk.raised_words,
        scored.likelihood_words if scored else "",
        scored.impact_words if scored else "",
        line.score if line.score is not None else "",
        line.band if line.scored else "",
        line.score_on or "",
        target.likelihood_words if target else "",
        target.impact_words if target else "",
        risk.cause.name if risk.cause else "",
        "\n".join(controls),
        line.next_review or "",
        risk.cliff or "",
        risk.cliff_words,
        risk.cliff_what,
        spell_pounds(risk.cliff_pence) if risk.cliff_pence is not None else "",
        risk.funding,
        "Open" if line.open else "Closed",
        over.on if over else "",
        over.why if over else "",
        line.carried.removeprefix("carried since "),
    )


def _still(scored: Scored | None, matrix: Matrix | None) -> Scored | None:
    return scored if scored and matrix and matrix.has(scored) else None


def csv_rows(found: RiskRegister) -> Iterator[tuple[str, ...]]:
    """The table as text, days as 2018-10-11."""
    for row in register_table(found):
        yield tuple(one.isoformat() if isinstance(one, date) else str(one) for one in row)


def xlsx_file(found: RiskRegister) -> bytes:
    """The table as an Excel file: nothing in it is run, and days are days."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "Risks"
    for row in register_table(found):
        sheet.append([_cell(one) for one in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if isinstance(cell.value, date):
                cell.number_format = "d mmm yyyy"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(row=1, column=place).font = Font(bold=True)
    sheet.freeze_panes = "D2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return as_read(ILLEGAL_CHARACTERS_RE.sub("", value)) or None
    return value
