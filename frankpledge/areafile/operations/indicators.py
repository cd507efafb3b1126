"""Indicators of an area file."""

from datetime import date
from decimal import Decimal
from typing import Any

from frankpledge.areafile import figures
from frankpledge.areafile.operations.breakdowns import load_breakdowns
from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Priority
from frankpledge.review.indicators.models import (
    Indicator,
    IndicatorBaseline,
    IndicatorBreak,
    IndicatorPair,
    IndicatorSeries,
    IndicatorStatement,
    IndicatorTarget,
    IndicatorValue,
)
from frankpledge.review.indicators.operations.defining import OWN
from frankpledge.review.indicators.rules.baselines import worked_out
from frankpledge.review.indicators.rules.known import known_on

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Indicators with all that hangs on them, then breakdowns."""
    bodies = {body.slug: body for body in Body.objects.all()}
    made: dict[tuple[str, str], Indicator] = {}
    for order, told in enumerate(data.get("indicators", []), start=1):
        made[told["body"], told["slug"]] = _indicator(sync, told, order, bodies)
    for told in data.get("indicators", []):
        first = made[told["body"], told["slug"]]
        for other in told.get("apart", []):
            second = made[other["body"], other["slug"]]
            sync.put(IndicatorPair, {"first": first, "second": second}, why=other["why"])
    load_breakdowns(sync, data, bodies)


def _indicator(sync: Sync, told: Given, order: int, bodies: dict[str, Body]) -> Indicator:
    one = sync.put(
        Indicator,
        {"body": bodies[told["body"]], "slug": told["slug"]},
        order=order,
        name=told["name"],
        definition=words(told.get("definition")),
        unit=told["unit"],
        kind=told["kind"],
        per=told.get("per"),
        direction=told["direction"],
        frequency=told["frequency"],
        source=words(told.get("source")),
        due_days=told.get("due_days", 30),
        first_due=on(told.get("first_due")),
        owner=bodies.get(told.get("owner", "")),
        owner_post=words(told.get("owner_post")),
        priority=_priority(told.get("priority"), bodies),
        lag=words(told.get("lag")),
        hide_below=told.get("hide_below", 0),
        measure=words(told.get("measure")),
        defined=on(told["defined"]),
    )
    if one.pk:
        _series(sync, told, one)
        _aims(sync, told, one)
        _said(sync, told, one)
    return one


def _priority(told: Given | None, bodies: dict[str, Body]) -> Priority | None:
    if told is None:
        return None
    found: Priority = Priority.objects.get(
        board=bodies[told["board"]], year=told["year"], slug=told["slug"]
    )
    return found


def _series(sync: Sync, told: Given, one: Indicator) -> None:
    series = {"": sync.put(IndicatorSeries, {"indicator": one, "name": OWN}, kind="own")}
    for given in told.get("series", []):
        series[given["name"]] = sync.put(
            IndicatorSeries,
            {"indicator": one, "name": given["name"]},
            kind=given["kind"],
            source=words(given.get("source")),
            method=words(given.get("method")),
        )
    kept: dict[str, list[IndicatorValue]] = {name: [] for name in series}
    for n, given in enumerate(told.get("figures", [])):
        name = given.get("series", "")
        kept[name].append(_figure(sync, given, told, n, series[name]))
    for name, values in kept.items():
        sync.only(IndicatorValue.objects.filter(series=series[name]), values)


def _figure(
    sync: Sync, given: Given, told: Given, place: int, series: IndicatorSeries
) -> IndicatorValue:
    entry = figures.entry(given, told, place)
    assert entry is not None  # the check has read it
    return sync.put(
        IndicatorValue,
        {
            "series": series,
            "starts": entry.period.starts,
            "ends": entry.period.ends,
            "recorded": entry.recorded,
        },
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        at_least=entry.at_least,
        standing=entry.standing,
        as_at=entry.as_at,
        source=words(given.get("source")),
        note=words(given.get("note")),
    )


def _aims(sync: Sync, told: Given, one: Indicator) -> None:
    breaks = [
        sync.put(
            IndicatorBreak,
            {"indicator": one, "on": on(given["on"])},
            what=given["what"],
            why=words(given.get("why")),
            months=given.get("months", 36),
            waits=words(given.get("waits")),
            source=words(given.get("source")),
        )
        for given in told.get("breaks", [])
    ]
    sync.only(IndicatorBreak.objects.filter(indicator=one), breaks)
    baselines = [_baseline(sync, given, told, one) for given in told.get("baselines", [])]
    sync.only(IndicatorBaseline.objects.filter(indicator=one), baselines)
    targets = [
        sync.put(
            IndicatorTarget,
            {"indicator": one, "adopted": on(given["adopted"])},
            percent=_hundredths(given.get("percent")),
            value=figures.number(given.get("value")),
            by=on(given["by"]),
            tolerance=_hundredths(given.get("tolerance", 0)),
            source=words(given.get("source")),
        )
        for given in told.get("targets", [])
    ]
    sync.only(IndicatorTarget.objects.filter(indicator=one), targets)


def _baseline(sync: Sync, given: Given, told: Given, one: Indicator) -> IndicatorBaseline:
    period = figures.baseline_period(given)
    value = figures.number(given.get("value"))
    if value is None:
        known = known_on(figures.own_entries(told), date.max)
        found = worked_out(figures.scale(told), known, given["rule"], period)
        value = found.quantize(figures.PLACES)
    return sync.put(
        IndicatorBaseline,
        {"indicator": one, "adopted": on(given["adopted"])},
        rule=given["rule"],
        starts=period.starts,
        ends=period.ends,
        value=value,
        source=words(given.get("source")),
    )


def _said(sync: Sync, told: Given, one: Indicator) -> None:
    kept = [
        sync.put(
            IndicatorStatement,
            {
                "indicator": one,
                "about": given["subject"],
                "place": words(given.get("place")),
                "on": on(given["on"]),
            },
            word=given["word"],
            text=words(given.get("text")),
            source=given["source"],
        )
        for given in told.get("statements", [])
    ]
    sync.only(IndicatorStatement.objects.filter(indicator=one), kept)


def _hundredths(given: Any) -> Decimal | None:
    return None if given is None else Decimal(str(given)).quantize(Decimal("0.01"))
