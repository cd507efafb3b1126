"""Dates to day numbers, and the refusal of dates that know only their month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Precision = Literal["day", "month"]

MONTH_ONLY = (
    "Recorded crime is published by month, so the days between two crimes cannot be known. "
    "Use road collisions (STATS19) or a partner’s data with the day of each event."
)


def day_numbers(dates: Sequence[date], precision: Precision) -> NDArray[np.int64]:
    """The day number of each date, for `knox`.

    `precision`: what the source states of its dates. Raises ValueError, saying what to use in
    their place, for dates by month and for dates that all are the first of a month, which is how
    months are often written.
    """
    if precision == "month":
        raise ValueError(MONTH_ONLY)
    if not dates:
        raise ValueError("There are no dates.")
    if len(dates) > 1 and all(each.day == 1 for each in dates):
        raise ValueError(
            f"All {len(dates):,} dates are the first of a month, so they seem to stand for whole "
            f"months. {MONTH_ONLY}"
        )
    return np.array([each.toordinal() for each in dates], dtype=np.int64)
