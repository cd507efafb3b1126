"""Setting a baseline and a target, and marking where a series breaks."""

from datetime import date
from decimal import Decimal

from frankpledge.review.indicators.models import (
    Indicator,
    IndicatorBaseline,
    IndicatorBreak,
    IndicatorTarget,
)
from frankpledge.review.indicators.operations.defining import fresh
from frankpledge.review.indicators.operations.recording import entries_of, own_series
from frankpledge.review.indicators.queries.facts import scale_of
from frankpledge.review.indicators.rules.baselines import NoFigures, worked_out
from frankpledge.review.indicators.rules.breaks import may_be_baseline
from frankpledge.review.indicators.rules.known import known_on
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@operation("Set a baseline")
def set_baseline(
    *,
    by: Actor,
    indicator: Indicator,
    rule: str,
    period: Period,
    adopted: date,
    today: date,
    value: Decimal | None = None,
    source: str = "",
    version: int | None = None,
) -> IndicatorBaseline:
    """Set where an indicator starts from: worked out from its figures, unless it is stated.

    Raises Refused for a period across a break or shorter than the break asks for, saying from when
    it can be set; and where figures are missing, naming them. StaleRecord for an old `version`.
    """
    fresh(indicator, version)
    breaks = [one.plain for one in IndicatorBreak.objects.filter(indicator=indicator)]
    require(may_be_baseline(period, breaks, today))
    _once(IndicatorBaseline, indicator, adopted, "baseline", today)
    if rule != "stated":
        value = _worked_out(indicator, rule, period, adopted)
    if value is None:
        require(refused("Give the figure that the baseline is stated to be."))
    assert value is not None  # refused above
    added = IndicatorBaseline(
        indicator=indicator,
        rule=rule,
        starts=period.starts,
        ends=period.ends,
        value=value,
        adopted=adopted,
        source=source,
    )
    added.save()
    indicator.save(parts_changed=True)
    return added


def _worked_out(indicator: Indicator, rule: str, period: Period, on: date) -> Decimal:
    known = known_on(entries_of(own_series(indicator)), on)
    try:
        found = worked_out(scale_of(indicator), known, rule, period)
    except NoFigures as error:
        require(refused(f"{error} Add the figures first, or state the baseline’s own."))
        raise
    return found.quantize(Decimal("0.0001"))


@operation("Set a target")
def set_target(
    *,
    by: Actor,
    indicator: Indicator,
    by_day: date,
    adopted: date,
    today: date,
    percent: Decimal | None = None,
    value: Decimal | None = None,
    tolerance: Decimal = Decimal(0),
    source: str = "",
    version: int | None = None,
) -> IndicatorTarget:
    """Set what an indicator is to reach by a day: a change of the baseline, or a figure.

    `tolerance`: within so many per cent of its place on the way it is at risk, not off course.
    Raises Refused, and StaleRecord where `version` is no longer the indicator's.
    """
    fresh(indicator, version)
    if (percent is None) == (value is None):
        require(refused("Give the change in per cent, or the figure to reach: one of the two."))
    if indicator.direction == "neither":
        require(refused("An indicator with no better direction has no target."))
    if by_day <= adopted:
        require(refused(f"The target is for a day after {spell_day(adopted)}, its adoption."))
    _once(IndicatorTarget, indicator, adopted, "target", today)
    added = IndicatorTarget(
        indicator=indicator,
        percent=percent,
        value=value,
        by=by_day,
        tolerance=tolerance,
        adopted=adopted,
        source=source,
    )
    added.save()
    indicator.save(parts_changed=True)
    return added


def _once(
    model: type[IndicatorBaseline] | type[IndicatorTarget],
    indicator: Indicator,
    adopted: date,
    what: str,
    today: date,
) -> None:
    if adopted > today:
        require(refused(f"{spell_day(adopted)} is still to come. Give a day up to today."))
    if model.objects.filter(indicator=indicator, adopted=adopted).exists():
        said = f"A {what} was adopted on {spell_day(adopted)}."
        require(refused(f"{said} What was set is kept: give another day for the next."))


@operation("Marked a break in a series")
def mark_break(
    *,
    by: Actor,
    indicator: Indicator,
    on: date,
    what: str,
    why: str = "",
    months: int = 36,
    waits: str = "",
    source: str = "",
    version: int | None = None,
) -> IndicatorBreak:
    """Say that from a day on figures are on another footing: nothing is compared across it."""
    fresh(indicator, version)
    if IndicatorBreak.objects.filter(indicator=indicator, on=on).exists():
        require(refused(f"A break on {spell_day(on)} is marked already."))
    added = IndicatorBreak(
        indicator=indicator, on=on, what=what, why=why, months=months, waits=waits, source=source
    )
    added.save()
    indicator.save(parts_changed=True)
    return added
