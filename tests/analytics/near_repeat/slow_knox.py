"""The Knox test the slow way: every pair, one at a time by matrices, as NearRepeat does in R."""

from __future__ import annotations

import numpy as np


def band_number(value, bands) -> int:
    for number, band in enumerate(bands):
        above = value >= band.low if band.low_in else value > band.low
        below = value <= band.high if band.high_in else value < band.high
        if above and below:
            return number
    return len(bands)


def table(x, y, days, distances, day_bands, metric) -> np.ndarray:
    counts = np.zeros((len(distances) + 1, len(day_bands) + 1), dtype=int)
    for one in range(len(x)):
        for other in range(one):
            across, up = abs(x[one] - x[other]), abs(y[one] - y[other])
            away = across + up if metric == "manhattan" else np.hypot(across, up)
            apart = abs(int(days[one]) - int(days[other]))
            counts[band_number(away, distances), band_number(apart, day_bands)] += 1
    return counts


def corrected(observed, simulated) -> list[float]:
    """Single-step min-p, by the definition: every table is ranked among all tables."""
    tables = [list(observed), *map(list, simulated)]
    number = len(tables)
    ranked = [
        [sum(other[cell] >= one[cell] for other in tables) / number for cell in range(len(one))]
        for one in tables
    ]
    smallest = [min(row) for row in ranked]
    return [sum(least <= own for least in smallest) / number for own in ranked[0]]
