"""Concentration: how much of crime lies in how few places.

Sources: D. Weisburd, Criminology 53 (2015), the law of crime concentration at place; W. Bernasco
and W. Steenbeek, More places than crimes, Journal of Quantitative Criminology 33 (2017), for the
Lorenz curve from the highest place down and the Gini index adjusted for sparse crime.

Every place of the area counts, those without crime too: leave them out and any area looks even.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frankpledge.analytics.rates import LEVEL, Interval, figure
from frankpledge.shared.words import count_of

Counts = NDArray[np.int64]
Measures = NDArray[np.float64]
FEW: Final = 0.05


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated crime is. Shares are from 0 to 1, None where there is no crime.

    `top_share`: what the top `top` of places hold. `evenest`: what they would hold were crime
    spread as evenly as it can be; more than `top` when crimes are fewer than places. `half_of`:
    how many places hold half of all crime. `gini` is 0 when all places have alike, towards 1
    when one has all; `adjusted_gini` is 0 when crimes are spread as evenly as so few can be, and
    is the one to quote when `sparse`. `lorenz`: points for a chart, share of places to share of
    crime, highest place first.
    """

    places: int
    crimes: int
    top: float
    top_share: float | None
    evenest: float | None
    half_of: int | None
    gini: float | None
    adjusted_gini: float | None
    sparse: bool
    lorenz: tuple[tuple[float, float], ...]
    words: str


@dataclass(frozen=True, slots=True)
class ConcentrationChange:
    """The same places in two periods. Differences are later less earlier, as they would be had
    both had as many crimes; None without crime in one of them.
    """

    earlier: Concentration
    later: Concentration
    top_share: float | None
    top_share_interval: Interval | None
    adjusted_gini: float | None
    adjusted_gini_interval: Interval | None
    words: str


def concentration(counts: Sequence[int], *, places: int, top: float = FEW) -> Concentration:
    """How concentrated the counts of an area's places are.

    `places`, how many there are in the area, must be the number of counts: a place with none is
    given as 0. When the top 5% of places are no whole number, that part of the next highest place
    counts: of 30 places the top 5% are the highest and half the second. Ties change nothing, since
    equal places hold equal shares. Raises ValueError for counts that do not cover the places.
    """
    found = _checked(counts, places)
    if not 0 < top < 1:
        raise ValueError(f"The top share of places lies between 0 and 1, not at {top:g}.")
    crimes = int(found.sum())
    if crimes == 0:
        words = f"There was no crime in any of {count_of(places, 'place')}."
        return Concentration(places, 0, top, None, None, None, None, None, False, (), words)
    ranked = np.sort(found)[::-1]
    share = _top_share(ranked, top)
    evenest = _top_share(_as_even_as_can_be(crimes, places), top)
    half_of = int(np.searchsorted(2 * np.cumsum(ranked), crimes)) + 1
    words = (
        f"The top {figure(top * 100)}% of {count_of(places, 'place')} hold {figure(share * 100)}% "
        f"of {count_of(crimes, 'crime')}; half lie in {count_of(half_of, 'place')}."
    )
    sparse = crimes < places
    if sparse:
        words += (
            " There were fewer crimes than places: even spread as evenly as can be, the same part "
            f"would hold {figure(evenest * 100)}%."
        )
    return Concentration(
        places=places,
        crimes=crimes,
        top=top,
        top_share=share,
        evenest=evenest,
        half_of=half_of,
        gini=gini_of(ranked),
        adjusted_gini=adjusted_gini_of(ranked),
        sparse=sparse,
        lorenz=_lorenz(ranked),
        words=words,
    )


def gini_of(counts: Counts) -> float:
    """The Gini index, without the correction for small numbers of places. Not of no crime."""
    ascending = np.sort(counts)
    many = len(ascending)
    ranks = np.arange(1, many + 1)
    return float(2 * (ranks @ ascending) / (many * ascending.sum()) - (many + 1) / many)


def adjusted_gini_of(counts: Counts) -> float:
    """Bernasco and Steenbeek's: against the most even spread that so many crimes allow.

    With at least as many crimes as places it is the Gini index itself.
    """
    return max(1.0, len(counts) / float(counts.sum())) * (gini_of(counts) - 1) + 1


def concentration_change(
    earlier: Sequence[int],
    later: Sequence[int],
    *,
    places: int,
    seed: int,
    top: float = FEW,
    rounds: int = 999,
    level: float = LEVEL,
) -> ConcentrationChange:
    """Whether crime became more or less concentrated, over the same places in the same order.

    Fewer crimes look more concentrated by themselves, so the period with more is thinned at random
    to as many as the other has; the difference is the average over `rounds` of that. The interval
    is a percentile bootstrap (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 13.3):
    places are drawn anew with both their counts. The same seed gives the same figures. Raises
    ValueError for counts that do not cover the places.
    """
    first, second = _checked(earlier, places), _checked(later, places)
    before = concentration(earlier, places=places, top=top)
    after = concentration(later, places=places, top=top)
    if not (before.crimes and after.crimes):
        words = "Not compared: there was none in one of the two periods."
        return ConcentrationChange(before, after, None, None, None, None, words)
    rng = np.random.default_rng(seed)
    keep = (min(1.0, after.crimes / before.crimes), min(1.0, before.crimes / after.crimes))
    here, drawn = np.zeros((rounds, 2)), np.zeros((rounds, 2))
    for n in range(rounds):
        here[n] = _difference(first, second, keep, rng, top)
        chosen = rng.integers(places, size=places)
        drawn[n] = _difference(first[chosen], second[chosen], keep, rng, top)
    share, gini = (float(each) for each in here.mean(axis=0))
    tail = (1 - level) / 2
    ends = np.quantile(drawn, [tail, 1 - tail], axis=0)
    shares, ginis = (Interval(float(low), float(high)) for low, high in ends.T)
    words = _change_words(before, after, shares)
    return ConcentrationChange(before, after, share, shares, gini, ginis, words)


def _difference(
    first: Counts, second: Counts, keep: tuple[float, float], rng: np.random.Generator, top: float
) -> Measures:
    """The second less the first, each crime kept with its period's chance; 0 when none is left."""
    one, other = _thinned(first, keep[0], rng), _thinned(second, keep[1], rng)
    if not (one.any() and other.any()):
        return np.zeros(2)
    return _measures(other, top) - _measures(one, top)


def _thinned(counts: Counts, keep: float, rng: np.random.Generator) -> Counts:
    return counts if keep == 1 else rng.binomial(counts, keep)


def _checked(counts: Sequence[int], places: int) -> Counts:
    if len(counts) != places:
        raise ValueError(
            f"There are counts for {len(counts):,} places, and the area has {places:,}. "
            "A place with none is given as 0."
        )
    if not counts:
        raise ValueError("An area has at least one place.")
    found = np.asarray(counts, dtype=np.int64)
    if found.min() < 0:
        raise ValueError(f"A count, {found.min()}, is below nought.")
    return found


def _measures(counts: Counts, top: float) -> Measures:
    ranked = np.sort(counts)[::-1]
    return np.array([_top_share(ranked, top), adjusted_gini_of(ranked)])


def _top_share(ranked: Counts, top: float) -> float:
    """`ranked`: highest first. The part of a place that makes up the share counts in part."""
    # Rounded, because 0.05 × 60 in a computer may be a hair less than 3.
    wanted = round(top * len(ranked), 9)
    whole = int(wanted)
    held = float(ranked[:whole].sum())
    if whole < len(ranked):
        held += (wanted - whole) * float(ranked[whole])
    return held / float(ranked.sum())


def _as_even_as_can_be(crimes: int, places: int) -> Counts:
    each, left = divmod(crimes, places)
    return np.where(np.arange(places) < left, each + 1, each).astype(np.int64)


def _lorenz(ranked: Counts) -> tuple[tuple[float, float], ...]:
    """Only where the line bends: between places with equal counts it is straight."""
    many, total = len(ranked), float(ranked.sum())
    held = np.cumsum(ranked)
    bends = [*(int(each) + 1 for each in np.flatnonzero(np.diff(ranked))), many]
    return ((0.0, 0.0), *((bend / many, float(held[bend - 1]) / total) for bend in bends))


def _change_words(before: Concentration, after: Concentration, interval: Interval) -> str:
    was, now = ((each.top_share or 0.0) * 100 for each in (before, after))
    words = (
        f"The top {figure(before.top * 100)}% of places held {figure(was)}% earlier and "
        f"{figure(now)}% later. "
    )
    if interval.holds(0):
        words += "The difference could be chance."
    else:
        more = "more" if now > was else "less"
        ends = sorted(abs(end) * 100 for end in interval)
        words += (
            f"Crime is {more} concentrated, by {figure(ends[0])} to {figure(ends[1])} percentage "
            "points allowing for chance."
        )
    if before.crimes != after.crimes:
        words += f" ({before.crimes:,} and {after.crimes:,} crimes, compared as if equally many.)"
    return words
