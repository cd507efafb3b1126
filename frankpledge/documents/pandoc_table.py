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
    return [Table(tuple(head_text), rows, caption_text, row_heads, numeric)]


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
