"""Taking a measure's figures into an indicator."""

from datetime import date

from frankpledge.review.indicators.measures import Measured, measure_named
from frankpledge.review.indicators.models import Indicator, IndicatorValue
from frankpledge.review.indicators.operations.recording import (
    Figure,
    entries_of,
    held_of,
    own_series,
    record_value,
)
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.periods import A_DAY, Period, first_period, next_period
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Took a measure’s figures")
def take_measure(*, by: Actor, indicator: Indicator, on: date) -> list[IndicatorValue]:
    """Record what the indicator's measure finds for each period that has ended by a day.

    A period whose figure is no longer the same is revised; what is the same stays as it is. The
    first period is the one from which figures are due. Raises Refused where no measure gives them.
    """
    known = measure_named(indicator.measure)
    if known is None:
        require(refused("No measure works this indicator’s figures out. Add them yourself."))
        raise AssertionError
    if known.kind != indicator.kind:
        require(refused(f"The measure “{known.title}” gives a {known.kind}, which this is not."))
    entries = entries_of(own_series(indicator))
    taken = []
    for period in periods_to(indicator, on):
        found = known.find(indicator.body, period, on)
        held = held_of(entries, period)
        if found is None or (held and _same(held, found)):
            continue
        figure = _figure(found, period, revises=held is not None)
        added = record_value(by=by, indicator=indicator, figure=figure, on=on)
        taken += [added] if added else []
    return taken


def periods_to(indicator: Indicator, on: date) -> list[Period]:
    """The periods that have ended by a day, from the first for which figures are due."""
    if indicator.first_due is None:
        require(refused("Say from which period on its figures are due, on its own page."))
        raise AssertionError
    found: list[Period] = []
    period = first_period(indicator.first_due, indicator.frequency)
    while period is not None and period.ends + A_DAY <= on:
        found.append(period)
        period = next_period(period, indicator.frequency)
    return found


def _same(held: Entry, found: Measured) -> bool:
    return (held.value, held.numerator, held.denominator) == (
        found.value,
        found.numerator,
        found.denominator,
    )


def _figure(found: Measured, period: Period, *, revises: bool) -> Figure:
    return Figure(
        starts=period.starts,
        ends=period.ends,
        value=found.value,
        numerator=found.numerator,
        denominator=found.denominator,
        standing="revised" if revises else found.standing,
        as_at=found.as_at,
        source=found.source,
        method=found.method,
    )
