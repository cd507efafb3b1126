"""Kernel density: a picture of where points lie thickly. A picture only: it tests nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_CELLS = 1_000_000
PICTURE = (
    "A picture of where events lie thickly, and no more: it does not test whether they lie there "
    "by chance, and another bandwidth gives another picture."
)


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """Events to the square kilometre: `values[row, column]`, from the south and from the west.

    `west` and `south`: the outer edge of the grid in metres, whose cells are `cell` metres wide.
    """

    values: NDArray[np.float64]
    west: float
    south: float
    cell: float
    bandwidth: float
    words: str


def kernel_density(
    x: Sequence[float] | NDArray[Any],
    y: Sequence[float] | NDArray[Any],
    *,
    bandwidth: float,
    cell: float,
) -> Density:
    """A grid of densities from points in metres, by the quartic kernel usual for maps of crime.

    It is a picture, with no inference: say so wherever it is shown, and use `hot_spots` to judge.
    `bandwidth`: how far a point reaches, in metres. The grid holds all that any point reaches.
    Raises ValueError for no points, figures that are not numbers, a cell wider than the bandwidth
    and a grid of over a million cells.
    """
    across, up = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if len(across) != len(up) or not len(across):
        raise ValueError("A picture of density needs points, each with one x and one y.")
    if not (np.isfinite(across).all() and np.isfinite(up).all()):
        raise ValueError("A point has no x or no y. Leave it out.")
    if not 0 < cell <= bandwidth:
        raise ValueError(
            f"Cells of {cell:g} m are not above nought and within the bandwidth of {bandwidth:g} m."
        )
    west, south = (float(np.floor((each.min() - bandwidth) / cell) * cell) for each in (across, up))
    columns = ceil((across.max() + bandwidth - west) / cell)
    rows = ceil((up.max() + bandwidth - south) / cell)
    if rows * columns > MOST_CELLS:
        raise ValueError(
            f"Cells of {cell:g} m make a grid of {rows:,} by {columns:,}, more than "
            f"{MOST_CELLS:,} cells. Use wider cells, or leave out points far from all others."
        )
    values = _spread((across - west) / cell, (up - south) / cell, bandwidth / cell, rows, columns)
    # The quartic kernel has the volume 1 with 3 / (pi * bandwidth squared) before it.
    values *= 3 / (np.pi * (bandwidth / 1000) ** 2)
    return Density(values, west, south, cell, bandwidth, PICTURE)


def _spread(
    x: NDArray[np.float64], y: NDArray[np.float64], reach: float, rows: int, columns: int
) -> NDArray[np.float64]:
    """Sum the bare kernel of each point at the middles of the cells; all is in cells."""
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    total = np.zeros(rows * columns)
    steps = range(-ceil(reach), ceil(reach) + 1)
    for right in steps:
        across = (column + right + 0.5 - x) ** 2
        for up in steps:
            left = 1 - (across + (row + up + 0.5 - y) ** 2) / reach**2
            inside = left > 0
            where = (row[inside] + up) * columns + column[inside] + right
            total += np.bincount(where, left[inside] ** 2, rows * columns)
    return total.reshape(rows, columns)
