"""Recording figures: added, revised, withdrawn; what stood before is never lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.meetings.models import Meeting
from frankpledge.review.indicators.models import Indicator, IndicatorSeries, IndicatorValue
from frankpledge.review.indicators.operations.defining import fresh
from frankpledge.review.indicators.queries.facts import entry_of, scale_of
from frankpledge.review.indicators.rules.known import Entry, known_on
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.review.indicators.rules.recording import may_record
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_period


@dataclass(frozen=True)
class Figure:
    """A figure as it comes: a value, or a number counted and the number it is out of."""

    starts: date
    ends: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    at_least: bool = False
    standing: str = "final"
    as_at: date | None = None
    source: str = ""
    method: str = ""
    note: str = ""

    def entry(self, recorded: date) -> Entry:
        """The figure as the rules know it, recorded on a day."""
        return Entry(
            period=Period(self.starts, self.ends),
            recorded=recorded,
            # After whatever else was recorded that day.
            place=2**62,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            at_least=self.at_least,
            standing=self.standing,
            as_at=self.as_at,
            source=self.source,
            method=self.method,
            note=self.note,
        )


@operation("Added figures to hold an indicator against")
def add_series(
    *,
    by: Actor,
    indicator: Indicator,
    kind: str,
    name: str,
    source: str = "",
    method: str = "",
) -> IndicatorSeries:
    """A series beside the indicator's own: neighbours, national, or its own figures adjusted."""
    if kind == "adjusted" and not method.strip():
        require(refused("Say how the figures were adjusted: nobody should take them as counted."))
    added = IndicatorSeries(indicator=indicator, kind=kind, name=name, source=source, method=method)
    added.save()
    return added


def own_series(indicator: Indicator) -> IndicatorSeries:
    """The series of the indicator's own figures."""
    found: IndicatorSeries = IndicatorSeries.objects.get(indicator=indicator, kind="own")
    return found


@operation("Recorded a figure")
def record_value(
    *,
    by: Actor,
    indicator: Indicator,
    figure: Figure,
    on: date,
    series: IndicatorSeries | None = None,
    meeting: Meeting | None = None,
    version: int | None = None,
) -> IndicatorValue | None:
    """Record a period's figure, known from a day on; it stands in place of an earlier one.

    What the record says already is not recorded again: None. `meeting`: the meeting whose update
    brought it. Raises Refused, and StaleRecord where `version` is no longer the indicator's.
    """
    fresh(indicator, version)
    series = series or own_series(indicator)
    entry = figure.entry(on)
    entries = entries_of(series)
    held = held_of(entries, entry.period)
    if held and held.said == entry.said:
        return None
    periods = [one.period for one in known_on(entries, date.max)]
    require(may_record(scale_of(indicator), indicator.frequency, entry, periods, held))
    added = value_from(series, figure, on, meeting)
    added.save()
    indicator.save(parts_changed=True)
    return added


@operation("Withdrew a figure")
def withdraw_value(
    *, by: Actor, indicator: Indicator, period: Period, on: date, why: str
) -> IndicatorValue:
    """Take a figure out of use from a day on, and keep that it was there. Raises Refused."""
    series = own_series(indicator)
    if held_of(entries_of(series), period) is None:
        said = spell_period(period.starts, period.ends)
        require(refused(f"There is no figure for {said}."))
    if not why.strip():
        require(refused("Say why the figure is withdrawn."))
    added = IndicatorValue(
        series=series,
        starts=period.starts,
        ends=period.ends,
        standing="withdrawn",
        recorded=on,
        note=why.strip()[:500],
    )
    added.save()
    indicator.save(parts_changed=True)
    return added


def value_from(
    series: IndicatorSeries, figure: Figure, on: date, meeting: Meeting | None = None
) -> IndicatorValue:
    """The record of a figure, not saved yet."""
    return IndicatorValue(
        series=series,
        starts=figure.starts,
        ends=figure.ends,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        at_least=figure.at_least,
        standing=figure.standing,
        recorded=on,
        as_at=figure.as_at,
        source=figure.source[:300],
        method=figure.method[:300],
        note=figure.note[:500],
        meeting=meeting,
    )


def entries_of(series: IndicatorSeries) -> list[Entry]:
    """Every figure of a series, as recorded."""
    return [entry_of(one) for one in IndicatorValue.objects.filter(series=series)]


def held_of(entries: list[Entry], period: Period) -> Entry | None:
    """The figure that stands for a period, or None."""
    of_period = [one for one in entries if one.period == period]
    return next(iter(known_on(of_period, date.max)), None)
