"""What a baseline comes to: a year, the average of several, or the yearly average of a period."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from frankpledge.analytics.comparing import baseline_of
from frankpledge.review.indicators.rules.known import Entry, Scale
from frankpledge.review.indicators.rules.periods import Period, months_of


class NoFigures(ValueError):
    """The figures that a baseline would rest on are not all there; the message says which."""


def worked_out(scale: Scale, known: Sequence[Entry], rule: str, period: Period) -> Decimal:
    """A baseline by its rule, `years` or `period`. Raises NoFigures."""
    if rule != "years":
        return average_of_period(scale, known, period)
    # The last twelve months of a period begin in 2009, whether it ends with 2009 or with 2009/10.
    last = period.ends.year if period.starts.month == 1 else period.ends.year - 1
    return average_of_years(scale, known, period.starts.year, last)


def average_of_years(scale: Scale, known: Sequence[Entry], first: int, last: int) -> Decimal:
    """The figure of a year, or the average of those of several. Raises NoFigures, naming years."""
    wanted = range(first, last + 1)
    figures = {
        year: figure for year in wanted if (figure := _of_year(scale, known, year)) is not None
    }
    try:
        return baseline_of(figures, tuple(wanted))
    except ValueError as error:
        raise NoFigures(str(error)) from error


def average_of_period(scale: Scale, known: Sequence[Entry], period: Period) -> Decimal:
    """What a year of a period came to, from figures that cover all of it. Raises NoFigures."""
    inside = [
        one
        for one in known
        if period.starts <= one.period.starts and one.period.ends <= period.ends
    ]
    months = months_of(period.starts, period.ends)
    covered = sum(months_of(one.period.starts, one.period.ends) or 0 for one in inside)
    if not months or covered != months or any(one.at_least for one in inside):
        raise NoFigures(f"Not every month of {period.words} has a figure.")
    if scale.adds_up:
        return _total(scale, inside) * 12 / months
    return _mean(scale, inside)


def _of_year(scale: Scale, known: Sequence[Entry], year: int) -> Decimal | None:
    """A year's figure: one of twelve months that begins in it, or its months put together."""
    for one in known:
        whole = months_of(one.period.starts, one.period.ends) == 12
        if whole and one.period.starts.year == year and not one.at_least:
            return scale.figure(one)
    inside = [one for one in known if one.period.starts.year == one.period.ends.year == year]
    covered = sum(months_of(one.period.starts, one.period.ends) or 0 for one in inside)
    if covered != 12 or any(one.at_least for one in inside):
        return None
    return _total(scale, inside) if scale.adds_up else _mean(scale, inside)


def _total(scale: Scale, entries: Iterable[Entry]) -> Decimal:
    return sum((scale.figure(one) for one in entries), Decimal(0))


def _mean(scale: Scale, entries: Sequence[Entry]) -> Decimal:
    """Of parts of a whole, the parts together out of the wholes together; else the plain mean."""
    if all(one.denominator for one in entries):
        counted = sum((one.numerator or Decimal(0) for one in entries), Decimal(0))
        whole = sum((one.denominator or Decimal(0) for one in entries), Decimal(0))
        return counted / whole * scale.times
    return _total(scale, entries) / len(entries)
