"""A list that came back in a table: rows added by any means, columns in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frankpledge.documents.wordform import FormGrid, FormRows, RowValues
from frankpledge.documents.wordform_answers import Answer, Wrong, checked_length
from frankpledge.documents.wordform_file import picked_day, picked_tick, text_in, words_of
from frankpledge.documents.wordform_xml import w


class WrongRow(Wrong):
    """A row, or one of its cells, that cannot be read; `label` says which."""

    def __init__(self, label: str, wrong: Wrong) -> None:
        super().__init__(wrong.value, wrong.expected)
        self.label = label


def tables_with(boxes: Sequence[Any]) -> list[Any]:
    """The tables in which boxes stand, each once, in reading order."""
    found: list[Any] = []
    for box in boxes:
        table = next(box.iterancestors(w("tbl")), None)
        if table is None:
            table = next(box.iter(w("tbl")), None)
        if table is not None and not any(table is one for one in found):
            found.append(table)
    return found


def read_rows(
    rows: FormRows, tables: Sequence[Any], boxes: Mapping[str, Sequence[Any]]
) -> tuple[RowValues, list[WrongRow]]:
    """The rows that say something, and what is wrong with those that cannot be read.

    `boxes`: by column, the file's boxes for its cells. A row that somebody added has none: its
    cells are read by the headings over them.
    """
    found: list[tuple[str, ...]] = []
    wrong: list[WrongRow] = []
    for table in tables:
        order = list(range(len(rows.columns)))
        for row in _rows_of(table):
            cells = _cells_of(row)
            headed = _order([text_in(cell) for cell in cells], rows)
            if headed is not None:
                order = headed
                continue
            texts = [words_of(cell) for cell in cells]
            if not any(texts):
                continue
            label = f"{rows.label}, row {len(found) + 1}"
            try:
                found.append(_row(rows, cells, texts, order, boxes, label))
            except WrongRow as error:
                wrong.append(error)
                found.append(())
    return tuple(one for one in found if one), wrong


def read_grid(grid: FormGrid, tables: Sequence[Any]) -> dict[str, Answer]:
    """The answers of a grid whose boxes are gone, by tag: found by row name and column."""
    lines = {_plain(name): fields for name, fields in grid.lines}
    found: dict[str, Answer] = {}
    for table in tables:
        for row in _rows_of(table):
            cells = _cells_of(row)
            fields = lines.get(_plain(text_in(cells[0])) if cells else "", ())
            for field, cell in zip(fields, cells[1:], strict=False):
                found[field.tag] = Answer(
                    words_of(cell), (cell,), picked_day(cell), picked_tick(cell)
                )
    return found


def _row(
    rows: FormRows,
    cells: Sequence[Any],
    texts: Sequence[str],
    order: Sequence[int],
    boxes: Mapping[str, Sequence[Any]],
    label: str,
) -> tuple[str, ...]:
    width = len(rows.columns)
    if len(cells) != width:
        said = " | ".join(filter(None, texts))
        cells_word = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        raise WrongRow(label, Wrong(said, f"The row has {cells_word}; it must have {width}."))
    values = [""] * width
    for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        index = _column_of(cell, rows, boxes)
        column = rows.columns[order[place] if index is None else index]
        try:
            values[rows.columns.index(column)] = checked_length(text, column.most)
        except Wrong as error:
            raise WrongRow(f"{label}, {column.label}", error) from error
    return tuple(values)


def _column_of(cell: Any, rows: FormRows, boxes: Mapping[str, Sequence[Any]]) -> int | None:
    """Which column the box in the cell belongs to; None when there is no box."""
    inside = list(cell.iter(w("sdt")))
    for index, column in enumerate(rows.columns):
        if any(box is one for box in boxes.get(column.key, ()) for one in inside):
            return index
    return None


def _order(texts: Sequence[str], rows: FormRows) -> list[int] | None:
    """For a row of headings: which column stands in each place; None for any other row."""
    labels = [_plain(column.label) for column in rows.columns]
    said = [_plain(text) for text in texts]
    return [labels.index(one) for one in said] if sorted(said) == sorted(labels) else None


def _rows_of(table: Any) -> Iterator[Any]:
    for row in table.iter(w("tr")):
        if next(row.iterancestors(w("tbl"))) is table:
            yield row


def _cells_of(row: Any) -> list[Any]:
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" :")
