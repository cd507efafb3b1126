"""Everything that is known of some indicators on a day: nine queries, however many they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q

from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.models.terms import add_months
from frankpledge.partnership.people import Viewer
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
from frankpledge.review.indicators.rules.judging import Baseline, Better, Course, Target
from frankpledge.review.indicators.rules.known import Entry, Scale, known_on
from frankpledge.review.indicators.rules.periods import LATELY_YEARS, Period


@dataclass(frozen=True)
class Facts:
    """An indicator on a day. `entries`: its own figures as recorded; `known`: those that hold."""

    indicator: Indicator
    body: str
    owner: str
    scale: Scale
    entries: tuple[Entry, ...]
    known: tuple[Entry, ...]
    baseline: IndicatorBaseline | None
    target: IndicatorTarget | None
    breaks: tuple[IndicatorBreak, ...]
    statements: tuple[IndicatorStatement, ...]
    pairs: tuple[IndicatorPair, ...]

    @property
    def course(self) -> Course:
        """What the indicator is judged by."""
        return Course(
            scale=self.scale,
            unit=self.indicator.unit,
            frequency=self.indicator.frequency,
            direction=cast("Better", self.indicator.direction),
            baseline=plain_baseline(self.baseline),
            target=plain_target(self.target),
            breaks=tuple(one.plain for one in self.breaks),
            hide_below=self.indicator.hide_below,
        )


def scale_of(indicator: Indicator) -> Scale:
    """How the indicator's figures are worked out from their parts."""
    return Scale(indicator.kind, indicator.per)


def plain_baseline(found: IndicatorBaseline | None) -> Baseline | None:
    """A baseline as the rules know it."""
    return Baseline(Period(found.starts, found.ends), found.value) if found else None


def plain_target(found: IndicatorTarget | None) -> Target | None:
    """A target as the rules know it."""
    return Target(found.by, found.percent, found.value, found.tolerance) if found else None


def facts_of(
    indicators: Any, on: date, viewer: Viewer | None = None, *, lately: bool = False
) -> list[Facts]:
    """The facts of a query's indicators that were defined by a day. Without a viewer all figures.

    `lately`: no more than the last forty periods of each, for lists.
    """
    found = list(indicators.filter(defined__lte=on).select_related("priority"))
    if not found:
        return []
    keys = [one.pk for one in found]
    named = {one.owner_id for one in found if one.owner_id} | {one.body_id for one in found}
    bodies = Body.objects.with_names().in_bulk(named)
    entries = _entries(found, on, viewer, lately=lately)
    baselines = _latest(IndicatorBaseline.objects.filter(indicator__in=keys, adopted__lte=on))
    targets = _latest(IndicatorTarget.objects.filter(indicator__in=keys, adopted__lte=on))
    breaks = _grouped(IndicatorBreak.objects.filter(indicator__in=keys, on__lte=on))
    said = IndicatorStatement.objects.filter(indicator__in=keys, on__lte=on)
    statements, pairs = _grouped(said), _pairs(keys)
    return [
        _facts(one, on, bodies, entries, (baselines, targets, breaks, statements, pairs))
        for one in found
    ]


def _facts(
    one: Indicator,
    on: date,
    bodies: dict[int, Body],
    entries: dict[int, list[Entry]],
    parts: tuple[dict[int, Any], ...],
) -> Facts:
    baselines, targets, breaks, statements, pairs = parts
    body = bodies[one.body_id]
    one.body = body
    owner = bodies[one.owner_id] if one.owner_id else body
    if one.owner_id:
        one.owner = owner
    own = tuple(entries.get(one.pk, ()))
    return Facts(
        indicator=one,
        body=body.name_on(on),
        owner=", ".join(filter(None, (owner.short_on(on), one.owner_post))),
        scale=scale_of(one),
        entries=own,
        known=known_on(own, on),
        baseline=baselines.get(one.pk),
        target=targets.get(one.pk),
        breaks=tuple(breaks.get(one.pk, ())),
        statements=tuple(statements.get(one.pk, ())),
        pairs=tuple(pairs.get(one.pk, ())),
    )


def _entries(
    found: Sequence[Indicator], on: date, viewer: Viewer | None, *, lately: bool
) -> dict[int, list[Entry]]:
    """The own figures of each, as recorded by a day: one query."""
    values = IndicatorValue.objects.filter(
        series__indicator__in=[one.pk for one in found], series__kind="own", recorded__lte=on
    )
    if lately:
        recent = Q()
        for frequency, years in LATELY_YEARS.items():
            ends = Q(ends__gt=add_months(on, -12 * years))
            recent |= Q(series__indicator__frequency=frequency) & ends
        values = values.filter(recent)
    if viewer is not None:
        values = values.filter(_out_for(viewer, on))
    held: dict[int, list[Entry]] = {}
    for one in values.order_by("ends", "recorded", "pk").select_related("series"):
        held.setdefault(one.series.indicator_id, []).append(entry_of(one))
    return held


def _out_for(viewer: Viewer, on: date) -> Q:
    """What came with no update, with one whose papers are out, or for those who wrote or run it."""
    theirs = viewer.bodies | viewer.secretary_of
    run = Reporting.objects.on(on).filter(board__in=viewer.secretary_of).values("body")
    return (
        Q(meeting__isnull=True)
        | Q(meeting__circulated__lte=on)
        | Q(series__indicator__body__in=theirs)
        | Q(series__indicator__body__in=run)
    )


def entry_of(value: IndicatorValue) -> Entry:
    """A recorded figure as the rules know it."""
    return Entry(
        period=Period(value.starts, value.ends),
        recorded=value.recorded,
        place=value.pk,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        at_least=value.at_least,
        standing=value.standing,
        as_at=value.as_at,
        source=value.source,
        method=value.method,
        note=value.note,
    )


def others_of(indicator: Indicator, on: date) -> list[tuple[IndicatorSeries, tuple[Entry, ...]]]:
    """The series beside an indicator's own, each with its figures as known: two queries."""
    series = list(IndicatorSeries.objects.filter(indicator=indicator).exclude(kind="own"))
    values: dict[int, list[Entry]] = {}
    found = IndicatorValue.objects.filter(series__in=series, recorded__lte=on)
    for one in found.order_by("ends", "recorded", "pk"):
        values.setdefault(one.series_id, []).append(entry_of(one))
    return [(one, known_on(values.get(one.pk, ()), on)) for one in series]


def _latest(records: Iterable[Any]) -> dict[int, Any]:
    return {one.indicator_id: one for one in records}


def _grouped(records: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for one in records:
        found.setdefault(one.indicator_id, []).append(one)
    return found


def _pairs(keys: Sequence[int]) -> dict[int, list[IndicatorPair]]:
    found: dict[int, list[IndicatorPair]] = {}
    pairs = IndicatorPair.objects.filter(Q(first__in=keys) | Q(second__in=keys))
    for one in pairs.select_related("first__body", "second__body"):
        found.setdefault(one.first_id, []).append(one)
        found.setdefault(one.second_id, []).append(one)
    return found
