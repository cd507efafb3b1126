"""The Near Repeat Calculator's own output for 522 arsons: its table, its ratios, its p-values.

Two things must be known to repeat its table exactly. Its bands hold their lower end, so that what
it calls "0 to 1 days" is [0,1), the same day alone, and "2 to 2 days" is one day apart. And it
keeps coordinates in single precision, to about 3 cm, which brings one pair 399.96 m apart to 400 m.
The authors of R's NearRepeat found the first too (its vignette "NRC").
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from frankpledge.analytics.near_repeat import day_numbers, even_bands, knox
from frankpledge.analytics.near_repeat.permuting import chances

DATA = Path(__file__).parents[1] / "data" / "near_repeat"
DISTANCES = even_bands(200, 3, nought_apart=True, upper_in=False)
DAYS = even_bands(1, 3, nought_apart=False, upper_in=False)


def arsons(precision=np.float32):
    with (DATA / "chicago_arson.csv").open() as file:
        rows = list(csv.reader(file))
    x = np.array([float(row[0]) for row in rows]).astype(precision).astype(float)
    y = np.array([float(row[1]) for row in rows]).astype(precision).astype(float)
    return x, y, day_numbers([date.fromisoformat(row[2]) for row in rows], "day")


def calculator():
    """Its observed table, its 99 runs and its p-values, by row and column."""
    observed, runs, p = np.zeros((5, 4), int), np.zeros((99, 5, 4), int), np.zeros((5, 4))
    blocks = re.split(r"Row (\d) Column (\d)", (DATA / "calculator_runs.csv").read_text())
    for row, column, text in zip(blocks[1::3], blocks[2::3], blocks[3::3], strict=True):
        cell = int(row) - 1, int(column) - 1
        simulated = re.search(r"Expected,(.*?)Observed, (\d+)", text, re.DOTALL)
        found = re.search(r"P value, ([\d.]+)", text)
        assert simulated
        assert found
        runs[:, *cell] = [int(n) for n in re.findall(r"\d+", simulated[1])]
        observed[cell], p[cell] = int(simulated[2]), float(found[1])
    return observed, runs, p


def ours(precision=np.float32, seed=1):
    return knox(
        *arsons(precision),
        distances=DISTANCES,
        day_bands=DAYS,
        generator=np.random.default_rng(seed),
        permutations=1999,
        noun="arsons",
    )


def counted(result):
    return np.array([[cell.observed for cell in row] for row in result.table])


def test_the_observed_table_is_the_calculators() -> None:
    observed, _, _ = calculator()
    assert observed.sum() == 522 * 521 // 2
    assert (counted(ours()) == observed).all()


def test_in_double_precision_one_pair_at_the_edge_of_400_metres_falls_on_the_other_side() -> None:
    observed, _, _ = calculator()
    change = counted(ours(np.float64)) - observed
    assert np.argwhere(change).tolist() == [[2, 3], [3, 3]]
    assert change[2, 3] == 1 == -change[3, 3]


def test_the_calculators_p_values_follow_from_its_own_runs() -> None:
    observed, runs, p = calculator()
    found = chances(observed.ravel(), runs.reshape(99, -1)).reshape(5, 4)
    assert found.round(2) == pytest.approx(p)


def test_our_expected_counts_lie_where_its_runs_scatter() -> None:
    """It takes the mean of 99 runs, we the exact mean: 74.25 of its 99 runs is 53 in the limit."""
    observed, runs, _ = calculator()
    result = ours()
    assert observed[1, 0] / runs[:, 1, 0].mean() == pytest.approx(74.25)
    assert observed[2, 0] / runs[:, 2, 0].mean() == pytest.approx(11.647, abs=0.001)
    exact = np.array([[cell.expected for cell in row] for row in result.table])
    error = np.maximum(runs.std(axis=0), np.sqrt(exact.clip(max=1))) / np.sqrt(99)
    assert (abs(runs.mean(axis=0) - exact) < 3.5 * error).all()
    # 56 pairs up to 200 m, 412 of one day, 135,981 in all.
    assert result.table[1][0].expected == 56 * 412 / 135_981


def test_the_finding_names_bands_ratio_and_corrected_p() -> None:
    result = ours()
    assert [str(cell.distance) for cell in result.tested if cell.stands_out][-3:] == [
        "(0, 200)",
        "[200, 400)",
        "[400, 600)",
    ]
    assert "under 200 m away, not at the same place, on the same day: 9 pairs" in result.words
    assert "about 0.17, 53 times as many (corrected p 0.0" in result.words
    assert "at the same place, 1 day apart: only 2 pairs" in result.words
    assert result.repeats.places.repeated == 8
    assert "8 places have more than one of the arsons: 17 of 522" in result.repeats.words
