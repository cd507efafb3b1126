"""A table in pandoc's tree as our `Table`: spans split, cells made one text each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from frankpledge.documents.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    text_of,
)

_NUMBER = re.compile(r"[£$€]?[-+−–]?[£$€]?\d[\d,. ]*(?:%|[a-z]{1,2})?|[-–]|n/a", re.IGNORECASE)


class _Reader(Protocol):
    def blocks(self, nodes: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]: ...

    def lose(self, what: str) -> None: ...


def table_block(reader: _Reader, content: list[Any]) -> list[Block]:
    """The table, or nothing when it has no rows. Merged cells are split and counted as lost."""
    _, caption, columns, head, bodies, foot = content
    width = len(columns)
    head_rows = [row[1] for row in head[1]]
    body_rows = [row[1] for body in bodies for row in (*body[2], *body[3])]
    body_rows += [row[1] for row in foot[1]]
    every = head_rows + body_rows
    if not every:
        return []
    if any(cell[2] != 1 or cell[3] != 1 for row in every for cell in row):
        reader.lose("merged")
    grid = _grid(reader, every, width)
    head_text = grid[0] if head_rows else ()
    rows = tuple(grid[1:] if head_rows else grid)
    # Layout tables often come with an empty head: it heads nothing.
    if not any(text_of(cell).strip() for cell in head_text):
        head_text = ()
    rows = tuple(row for row in rows if any(text_of(cell).strip() for cell in row))
    if not head_text and _heads(rows):
        head_text, rows = rows[0], rows[1:]
    if not rows:
        rows, head_text = (head_text,) if head_text else (), ()
    if not rows:
        return []
    numeric = tuple(
        column
        for column in range(width)
        if columns[column][0]["t"] == "AlignRight" or _all_numbers(rows, column)
    )
    caption_text = " ".join(text_of(cell_text(reader, caption[1])).split())
    firsts = [text_of(row[0]).strip() for row in rows]
    # A column of whole sentences heads nothing, even when it comes first.
    row_heads = width > 1 and 0 not in numeric and all(0 < len(first) <= 60 for first in firsts)
    if row_heads:
        rows = _plain_heads(rows)
    if not head_text and width > 1 and len(rows) > 1:
        reader.lose("headless")
    head_words = tuple(map(_not_bold, head_text))
    merged = _merged(every, grid)
    return [Table(head_words, rows, caption_text, row_heads, numeric, merged=merged)]


def _merged(
    every: list[Any], grid: list[tuple[Text, ...]]
) -> tuple[tuple[int, int, int, int], ...]:
    """Where the file had merged cells, counted in the rows left once empty ones are gone."""
    kept = [any(text_of(cell).strip() for cell in row) for row in grid]
    found: list[tuple[int, int, int, int]] = []
    taken: dict[tuple[int, int], bool] = {}
    for top, row in enumerate(every):
        column = 0
        for _, _, down, across, _ in row:
            while taken.get((top, column)):
                column += 1
            down, across = min(down, len(every) - top), min(across, len(grid[top]) - column)
            taken.update({(top + r, column + c): True for r in range(down) for c in range(across)})
            rows_left = sum(kept[top : top + down])
            if (down > 1 or across > 1) and kept[top]:
                found.append((sum(kept[:top]), column, rows_left, across))
            column += across
    return tuple(found)


def _heads(rows: tuple[tuple[Text, ...], ...]) -> bool:
    """Whether the first row heads the others: what it says is bold, and not all of the second."""
    return len(rows) > 1 and _all_bold(rows[0]) and not _all_bold(rows[1])


def _all_bold(row: tuple[Text, ...]) -> bool:
    """Whether the row says things in two columns at least, all of it in bold."""
    filled = [cell for cell in row if text_of(cell).strip()]
    return len(filled) > 1 and all(run.bold for cell in filled for run in cell if run.text.strip())


def _plain_heads(rows: tuple[tuple[Text, ...], ...]) -> tuple[tuple[Text, ...], ...]:
    """Rows whose first cells head them: bold in all of them, it says nothing more."""
    if not all(run.bold for row in rows for run in row[0]):
        return rows
    return tuple((_not_bold(row[0]), *row[1:]) for row in rows)


def _not_bold(text: Text) -> Text:
    return tuple(replace(run, bold=False) for run in text)


def cell_text(reader: _Reader, nodes: list[Any]) -> Text:
    """All blocks of a cell as one text, a line each."""
    runs: list[Run] = []
    for line in _lines(reader, reader.blocks(nodes)):
        if runs:
            runs.append(Run("\n"))
        runs.extend(line)
    return tuple(runs)


def _lines(reader: _Reader, blocks: Iterable[Block]) -> Iterable[Text]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text
            case Heading(text=text):
                yield tuple(replace(run, bold=True) for run in text)
            case ListBlock(items=items):
                for index, item in enumerate(items):
                    mark = f"{block.start + index}. " if block.ordered else "• "
                    for place, line in enumerate(_lines(reader, item)):
                        yield line if place else (Run(mark), *line)
            case Table(head=head, rows=rows):
                reader.lose("nested")
                for row in (head, *rows):
                    yield (Run(", ".join(text_of(cell) for cell in row if cell)),)
            case _:
                continue


def _grid(reader: _Reader, rows: list[Any], width: int) -> list[tuple[Text, ...]]:
    """Every row with exactly `width` cells; a merged cell's text stands in its first place."""
    result: list[tuple[Text, ...]] = []
    # How many further rows each column is taken by a cell from above.
    taken = [0] * width
    for row in rows:
        cells: list[Text] = []
        waiting = list(row)
        while len(cells) < width:
            column = len(cells)
            if taken[column]:
                taken[column] -= 1
                cells.append(())
            elif waiting:
                _, _, down, across, nodes = waiting.pop(0)
                cells.append(cell_text(reader, nodes))
                cells.extend(() for _ in range(min(across, width - column) - 1))
                for covered in range(column, min(column + across, width)):
                    taken[covered] = down - 1
            else:
                cells.append(())
        result.append(tuple(cells))
    return result


def _all_numbers(rows: tuple[tuple[Text, ...], ...], column: int) -> bool:
    cells = [text_of(row[column]).strip() for row in rows]
    filled = [cell for cell in cells if cell]
    return (
        bool(filled)
        and any(character.isdigit() for cell in filled for character in cell)
        and all(_NUMBER.fullmatch(cell) for cell in filled)
    )
