"""The Knox test for near repeats: more pairs close in place and time than chance brings?

Knox (1964) counts pairs of events by distance and by days; Monte-Carlo permutation of the days is
after Besag and Diggle (1977), as in Ratcliffe's Near Repeat Calculator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.analytics.near_repeat.bands import Band, beyond, check_bands
from frankpledge.analytics.near_repeat.pairs import Metric, close_pairs, pairs_by_days, together
from frankpledge.analytics.near_repeat.permuting import Tally, chances, corrected_chances
from frankpledge.analytics.near_repeat.words import RepeatedPlaces, finding, repeat_words

LEVEL = 0.05
LEAST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """Pairs of one band of distance and one of days.

    `ratio`: observed over expected, None where nothing is expected. `p` and `corrected_p` are of
    as many pairs or more by chance; both are None beyond the last bands, which are not tested.
    """

    distance: Band
    days: Band
    observed: int
    expected: float
    ratio: float | None
    p: float | None
    corrected_p: float | None

    @property
    def stands_out(self) -> bool:
        """Whether there are more pairs than chance brings, all tested cells considered."""
        return self.corrected_p is not None and self.corrected_p <= LEVEL


@dataclass(frozen=True, slots=True)
class Repeats:
    """Repeat victimisation: events at exactly the same place, and the Knox test's row of them."""

    places: RepeatedPlaces
    cells: tuple[Cell, ...]
    words: str


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """A Knox test. The last row of `table`, and the last cell of each row, lie beyond the bands."""

    table: tuple[tuple[Cell, ...], ...]
    events: int
    pairs: int
    close_pairs: int
    permutations: int
    metric: Metric
    repeats: Repeats
    words: str

    @property
    def tested(self) -> tuple[Cell, ...]:
        """The cells within the bands."""
        return tuple(cell for row in self.table for cell in row if cell.p is not None)


def knox(
    x: Sequence[float] | NDArray[Any],
    y: Sequence[float] | NDArray[Any],
    days: Sequence[int] | NDArray[Any],
    *,
    distances: Sequence[Band],
    day_bands: Sequence[Band],
    generator: np.random.Generator,
    permutations: int = 999,
    metric: Metric = "manhattan",
    noun: str = "events",
) -> NearRepeat:
    """The Knox test of events at `x`, `y` (metres, as of the National Grid) on whole `days`.

    `days` come from `day_numbers`. `metric`: "manhattan" (east-west plus north-south, the Near
    Repeat Calculator's) or "euclidean" (as the crow flies). The same place is the very same
    coordinates. The expected count is exact, not a mean of runs: pairs in the band of distance
    times pairs in the band of days, over all pairs. `generator`, seeded by the caller, makes a run
    repeatable. `noun`: what the events are called.

    Raises ValueError, in plain words, for bands with gaps, for figures that are not numbers or not
    whole days, for fewer than 20 events, for events all of one place or one day, for too many
    close pairs, and for so few permutations that nothing could stand out.
    """
    check_bands(distances, "distance")
    check_bands(day_bands, "days")
    _check_permutations(permutations, len(distances) * len(day_bands))
    across, up, on = _checked(x, y, days, noun)
    near = close_pairs(across, up, distances, metric)
    tally = Tally(near, distances, day_bands)
    table = _table(
        tally.of(on),
        tally.shuffled(on, permutations, generator),
        pairs_by_days(on, day_bands),
        (*distances, beyond(distances)),
        (*day_bands, beyond(day_bands)),
    )
    events, tested = len(on), [cell for row in table[:-1] for cell in row[:-1]]
    return NearRepeat(
        table,
        events,
        events * (events - 1) // 2,
        len(near.band),
        permutations,
        metric,
        _repeats(across, up, table, noun),
        finding(tested, events, permutations, LEVEL, noun),
    )


def _check_permutations(permutations: int, cells: int) -> None:
    """The smallest corrected p-value is about cells / (permutations + 1)."""
    least = max(99, floor(cells / LEVEL))
    if permutations < least:
        raise ValueError(
            f"With {permutations:,} permutations none of {cells} cells could stand out. "
            f"Ask for at least {least:,}."
        )


def _checked(
    x: Any, y: Any, days: Any, noun: str
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """The figures, none of them wrong, with events that are neighbours near each other."""
    across, up = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    on = np.asarray(days, dtype=np.float64)
    if not len(across) == len(up) == len(on):
        raise ValueError(
            f"There are {len(across):,} x, {len(up):,} y and {len(on):,} days: each of the {noun} "
            "has one of each."
        )
    for name, figures in (("x", across), ("y", up), ("day", on)):
        wrong = np.flatnonzero(~np.isfinite(figures))
        if len(wrong):
            raise ValueError(f"Number {wrong[0] + 1} of the {noun} has no {name}. Leave it out.")
    wrong = np.flatnonzero(on != np.floor(on))
    if len(wrong):
        raise ValueError(f"Number {wrong[0] + 1}: the day {on[wrong[0]]:g} is not a whole day.")
    if len(on) < LEAST_EVENTS:
        raise ValueError(
            f"{len(on)} {noun} are too few to look for near repeats: at least {LEAST_EVENTS} are "
            "needed, and in practice a hundred or more."
        )
    if np.ptp(on) == 0:
        raise ValueError(f"All {noun} are of one day, so nothing can be said of days between them.")
    if np.ptp(across) == 0 and np.ptp(up) == 0:
        raise ValueError(f"All {noun} are at one place, so nothing can be said of distances.")
    order = together(across, up)
    return across[order], up[order], on[order].astype(np.int64)


def _table(
    inside: NDArray[np.int64],
    simulated: NDArray[np.int64],
    by_days: NDArray[np.int64],
    distances: Sequence[Band],
    day_bands: Sequence[Band],
) -> tuple[tuple[Cell, ...], ...]:
    observed = np.vstack((inside, by_days - inside.sum(axis=0)))
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    seen_inside, runs = inside[:, :-1].ravel(), simulated.reshape(len(simulated), -1)
    plain = chances(seen_inside, runs).reshape(len(inside), -1)
    corrected = corrected_chances(seen_inside, runs).reshape(len(inside), -1)

    def cell(row: int, column: int) -> Cell:
        inside = row < len(distances) - 1 and column < len(day_bands) - 1
        seen, due = int(observed[row, column]), float(expected[row, column])
        return Cell(
            distances[row],
            day_bands[column],
            seen,
            due,
            seen / due if due else None,
            float(plain[row, column]) if inside else None,
            float(corrected[row, column]) if inside else None,
        )

    return tuple(
        tuple(cell(row, column) for column in range(len(day_bands)))
        for row in range(len(distances))
    )


def _repeats(
    x: NDArray[np.float64], y: NDArray[np.float64], table: tuple[tuple[Cell, ...], ...], noun: str
) -> Repeats:
    _, counts = np.unique(np.column_stack((x, y)), axis=0, return_counts=True)
    again = counts[counts > 1]
    places = RepeatedPlaces(len(counts), len(again), int(again.sum()), len(x))
    row = table[0] if table[0][0].distance.is_same else ()
    return Repeats(places, row, repeat_words(places, row[:-1], LEVEL, noun))
