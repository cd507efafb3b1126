"""When figures are due: each period's, so many days after its last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.review.indicators.rules.periods import A_DAY, Period, first_period, next_period


@dataclass(frozen=True)
class Due:
    """The next period whose figures are wanted, and the day they are due."""

    period: Period
    on: date


def due_on(
    known: Sequence[Period], frequency: str, first_due: date | None, due_days: int, on: date
) -> Due | None:
    """The first period that has ended by a day and has no figure; None where none is wanted.

    Periods before the last known are not asked for again. Nothing is due of an indicator in
    development until its first period is set.
    """
    if known:
        wanted = next_period(known[-1], frequency)
    elif first_due is not None:
        wanted = first_period(first_due, frequency)
    else:
        wanted = None
    if wanted is None or wanted.ends + A_DAY > on:
        return None
    return Due(wanted, wanted.ends + timedelta(days=due_days))
