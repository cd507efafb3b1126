"""The matrix as rows: for a page's grid, for a file, for a terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

from frankpledge.actions.queries.owing import shortened
from frankpledge.review.requirements.queries.matrix import Cell, Compliance, Row

CSV_HEAD = (
    "Group",
    "Requirement",
    "State",
    "Met",
    "Evidence",
    "Date",
    "Age",
    "Source",
    "Link",
    "Exception",
    "Next",
    "When",
    "Warning",
)


def columns_of(found: Compliance) -> list[Any]:
    """The heads of the grid: the group, how many are met, each requirement."""
    return ["Group", {"label": "Met", "numeric": True}, *(one.title for one in found.requirements)]


def grid_rows(found: Compliance, query: str = "") -> list[list[Any]]:
    """A row a group, each cell leading to its evidence; `query` keeps the day asked about."""
    return [_row(found, row, query) for row in found.rows]


def _row(found: Compliance, row: Row, query: str) -> list[Any]:
    cells = {cell.requirement.pk: cell for cell in row.cells}
    name = {"text": row.name, "url": f"{row.url}{query}", "note": _next(row)}
    told = [
        _cell(cells[one.pk], row.url, query) if one.pk in cells else {"reason": "not asked"}
        for one in found.requirements
    ]
    return [name, f"{row.met} of {len(row.cells)}", *told]


def _next(row: Row) -> str:
    """What falls due first: "Next: review of the risk register, 19 January 2019"."""
    first = row.next
    if first is None or first.next is None:
        return ""
    return f"Next: {first.requirement.title.lower()}, {first.next.when}"


def _cell(cell: Cell, url: str, query: str) -> list[dict[str, Any]]:
    """The state as a tag, then the door to the evidence in the words that say most of it."""
    said = "Nothing said" if cell.state == "missing" else shortened(cell.evidence, 40)
    told = "accepted: why" if cell.exception else cell.dated_and_age or said
    door = {
        "text": f"{told[:1].upper()}{told[1:]}",
        "url": f"{url}{query}#{cell.requirement.slug}",
        "note": f"{cell.warning[:1].upper()}{cell.warning[1:]}",
    }
    return [{"status": "Not applicable" if cell.exception else cell.words}, door]


def csv_rows(found: Compliance) -> Iterator[tuple[str, ...]]:
    """A head and a row for each group and requirement."""
    yield CSV_HEAD
    for row in found.rows:
        for cell in row.cells:
            yield (
                row.name,
                cell.requirement.title,
                cell.words,
                "yes" if cell.met else "no",
                cell.evidence,
                cell.dated,
                cell.age,
                cell.source,
                cell.link,
                cell.exception_words,
                cell.next.what if cell.next else "",
                str(cell.next.when) if cell.next else "",
                cell.warning,
            )


def row_words(row: Row) -> Iterable[str]:
    """One group in lines of words, for a terminal: what is met, then what is not."""
    yield f"{row.name}: {row.met} of {len(row.cells)} met"
    for cell in row.cells:
        told = [cell.words, cell.dated_and_age, cell.exception_words, cell.warning]
        yield f"  {cell.requirement.title}: {'; '.join(filter(None, told))}"
