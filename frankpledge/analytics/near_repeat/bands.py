"""Bands of distance and of days, with both ends said: [0,0], (0,200], (200,400]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

NOTATION = re.compile(r"([\[(])\s*([\d.]+)\s*,\s*([\d.]+)\s*([\])])")


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high`, in metres or days; each end belongs to it or does not."""

    low: float
    high: float
    low_in: bool
    high_in: bool

    def __str__(self) -> str:
        """The notation: "(0, 200]" holds 200 and not 0."""
        high = f"{self.high:g}" if self.high < inf else "∞"
        return f"{'[' if self.low_in else '('}{self.low:g}, {high}{']' if self.high_in else ')'}"

    @property
    def is_same(self) -> bool:
        """Whether it holds nought alone: the same place, or the same day."""
        return self.low == self.high == 0


def read_band(text: str) -> Band:
    """A band from its notation, such as "[0,1]" or "(0, 200]". Raises ValueError for other text."""
    found = NOTATION.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a band. Write one like [0,0] or (0,200].")
    opening, low, high, closing = found.groups()
    return Band(float(low), float(high), opening == "[", closing == "]")


def even_bands(
    width: float, number: int, *, nought_apart: bool, upper_in: bool = True
) -> tuple[Band, ...]:
    """So many bands of one width, from nought on.

    `nought_apart` puts a band [0,0] before them, as for distances, where the same place is a
    finding of its own. `upper_in`: whether each band holds its upper end, as (0,200] does, or its
    lower, as [200,400) does.
    """
    if width <= 0 or number < 1:
        raise ValueError("Bands need a width above nought, and there is at least one of them.")
    bands = [Band(0, 0, True, True)] if nought_apart else []
    for step in range(number):
        low_in = (not nought_apart) if step == 0 else not upper_in
        bands.append(Band(step * width, (step + 1) * width, low_in, upper_in))
    return tuple(bands)


def check_bands(bands: Sequence[Band], what: str) -> None:
    """Raise ValueError unless bands begin with nought and follow one another without a gap."""
    if not bands:
        raise ValueError(f"There is no band of {what}.")
    if bands[0].low != 0 or not bands[0].low_in:
        raise ValueError(f"The first band of {what}, {bands[0]}, does not begin with [0.")
    for band in bands:
        if band.high < band.low or (band.high == band.low and not (band.low_in and band.high_in)):
            raise ValueError(f"The band of {what} {band} can hold nothing.")
        if band.high == inf:
            raise ValueError(f"The band of {what} {band} has no end; the rest is added unasked.")
    for band, after in pairwise(bands):
        if band.high != after.low or band.high_in == after.low_in:
            raise ValueError(
                f"The bands of {what} {band} and {after} overlap or leave a gap: "
                f"each value belongs to one band."
            )


def beyond(bands: Sequence[Band]) -> Band:
    """What lies beyond the last band."""
    return Band(bands[-1].high, inf, not bands[-1].high_in, False)


def which_band(values: NDArray[Any], bands: Sequence[Band]) -> NDArray[np.int64]:
    """The number of each value's band from 0 on; len(bands) for what lies beyond the last."""
    found = np.zeros(len(values), dtype=np.int64)
    for band in bands:
        found += (values > band.high) if band.high_in else (values >= band.high)
    return found


def distance_words(band: Band) -> str:
    """A band of distance in words: "at the same place", "over 200 m and up to 400 m away"."""
    if band.is_same:
        return "at the same place"
    if band.high == inf:
        return f"{'' if band.low_in else 'more than '}{band.low:,g} m{_more(band)} away"
    upper = f"{'up to' if band.high_in else 'under'} {band.high:,g} m"
    if band.low == 0:
        return f"{upper} away" if band.low_in else f"{upper} away, not at the same place"
    return f"{'from' if band.low_in else 'over'} {band.low:,g} m and {upper} away"


def _more(band: Band) -> str:
    return " or more" if band.low_in else ""


def days_words(band: Band) -> str:
    """A band of days in words; days are whole, so (1,3] is "2 to 3 days apart"."""
    first = ceil(band.low) if band.low_in else floor(band.low) + 1
    if band.high == inf:
        return f"{_days(first)} or more apart"
    last = floor(band.high) if band.high_in else ceil(band.high) - 1
    if last < first:
        return f"{band} days apart, which no whole number of days is"
    if last == 0:
        return "on the same day"
    if first == 0:
        return f"within {_days(last)}"
    return f"{_days(first)} apart" if first == last else f"{first} to {_days(last)} apart"


def _days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"
