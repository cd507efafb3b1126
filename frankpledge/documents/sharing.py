"""Shares the width of a table among its columns so that its rows take the fewest lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

# For each line of a cell the widths of its words, the space after each included.
Cell = tuple[tuple[float, ...], ...]

_STEPS, _ROWS = 48, 48


def line_length(cell: Cell) -> float:
    """The width of the cell's longest line."""
    return max(sum(line) for line in cell)


def line_counts(row: Sequence[Cell], widths: Sequence[float], gap: float) -> list[int]:
    """How many lines each cell of a row takes in columns so wide, less the gap between them."""
    return [_count(cell, width - gap) for cell, width in zip(row, widths, strict=True)]


def shared(
    least: list[float],
    cells: Sequence[Sequence[Cell]],
    width: float,
    gap: float,
    numeric: Sequence[int],
) -> tuple[float, ...]:
    """The widths of the columns; together they are `width` wide, unless `least` is wider."""
    rows = cells[:: math.ceil(len(cells) / _ROWS)]
    if len(least) == 2 and not numeric and min(line_length(row[0]) for row in rows) < width:
        halves = _halves(least, rows, width, gap)
        if halves:
            return halves
    widths, spare = _stepwise(least, rows, width, gap)
    widths = _refined(widths, least, rows, gap)
    # All stands on few lines: columns of words take the rest, columns of figures stay together.
    widest = [max(line_length(row[i]) for row in rows) for i in range(len(widths))]
    takers = [0.0 if i in numeric or wide < 20 else wide for i, wide in enumerate(widest)]
    if not any(takers):
        takers[0] = 1.0
    more = spare / sum(takers)
    return tuple(round(low + more * take, 2) for low, take in zip(widths, takers, strict=True))


def _count(cell: Cell, width: float) -> int:
    lines = 0
    for words in cell:
        lines += 1
        used = 0.0
        for word in words:
            used += word
            if used > width and used > word:
                lines += 1
                used = word
    return lines


def _cost(rows: Sequence[Sequence[Cell]], widths: Sequence[float], gap: float) -> float:
    """The height of the rows in lines; a little more for tall cells, which are hard to read."""
    cost = 0.0
    for row in rows:
        lines = line_counts(row, widths, gap)
        cost += max(lines) + 0.1 * sum(lines) + 0.02 * sum(count * count for count in lines)
    return cost


def _halves(
    least: Sequence[float], rows: Sequence[Sequence[Cell]], width: float, gap: float
) -> tuple[float, ...]:
    """Two columns split at a few set places, so that tables of one kind line up down a page."""
    lines = [[line_length(cell) + gap for cell in row] for row in rows]
    splits = [(width * part / 12, width * (12 - part) / 12) for part in (8, 7, 6, 5, 4)]
    # A column narrower than a third is for short words only.
    for low, column in ((3, 0), (2, 0), (3, 1), (2, 1)):
        if max(row[column] for row in lines) <= width * low / 12:
            part = 12 - low if column else low
            splits.append((width * part / 12, width * (12 - part) / 12))
    fitting = [
        pair for pair in splits if all(got >= low for got, low in zip(pair, least, strict=True))
    ]
    return min(fitting, key=lambda pair: _cost(rows, pair, gap), default=())


def _stepwise(
    least: list[float], rows: Sequence[Sequence[Cell]], width: float, gap: float
) -> tuple[list[float], float]:
    """A first share: step by step to the column that saves most; and what nobody needs."""
    widths = list(least)
    step = max(width - sum(least), 0.0) / _STEPS
    lengths = [[line_length(cell) for cell in row] for row in rows]
    for left in range(_STEPS, 0, -1):
        gains = [0.0] * len(widths)
        for row in lengths:
            lines = [
                max(1.0, length / max(wide - gap, 0.5))
                for length, wide in zip(row, widths, strict=True)
            ]
            for column, count in enumerate(lines):
                if count > 1:
                    fewer = max(1.0, row[column] / (widths[column] + step - gap))
                    others = max((n for i, n in enumerate(lines) if i != column), default=1.0)
                    saved = max(count, others) - max(fewer, others)
                    gains[column] += saved + 0.1 * (count - fewer)
        best = max(range(len(widths)), key=gains.__getitem__)
        if gains[best] < 1e-9:
            return widths, left * step
        widths[best] += step
    return widths, 0.0


def _refined(
    widths: list[float], least: Sequence[float], rows: Sequence[Sequence[Cell]], gap: float
) -> list[float]:
    """The share made better by moving a little from one column to another while that helps."""
    best = _cost(rows, widths, gap)
    for move in (12.0, 6.0, 3.0, 1.5):
        for _ in range(8):
            found = None
            for giver in range(len(widths)):
                if widths[giver] - move < least[giver]:
                    continue
                for taker in range(len(widths)):
                    tried = list(widths)
                    tried[giver] -= move
                    tried[taker] += move
                    cost = _cost(rows, tried, gap)
                    if cost < best - 1e-9:
                        best, found = cost, tried
            if found is None:
                break
            widths = found
    return widths
