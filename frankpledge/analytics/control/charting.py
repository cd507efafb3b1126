"""From readings to a control chart: a segment between breaks has limits of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

from frankpledge.analytics.control.limits import MINIMUM, SETTLED, Spread, comparable, spread
from frankpledge.analytics.control.nouns import (
    Better,
    ControlChart,
    ControlPoint,
    Kind,
    Reading,
    Segment,
    Signal,
)
from frankpledge.analytics.control.rules import broken
from frankpledge.analytics.control.words import meaning_of, segment_words, signal_words, verdict


def control_chart(
    readings: Sequence[Reading],
    kind: Kind = "x",
    better: Better = "neither",
    per: float = 1.0,
    baseline_points: int | None = None,
) -> ControlChart:
    """The control chart of readings in the order of time.

    `kind`: "x" for single figures, "p" for a count out of a number (a share), "u" for events over
    an exposure that varies (a rate). `per`: what a share or rate is stated for, 100 for per cent.
    `better`: which way is wanted. `baseline_points`: let only so many first readings of each
    segment set its limits, at least 8; otherwise all do. No rule or limit reaches over a break.
    Raises ValueError for a figure that cannot be, saying which.
    """
    if baseline_points is not None and baseline_points < MINIMUM:
        raise ValueError(f"Limits need at least {MINIMUM} readings, not {baseline_points}.")
    for reading in readings:
        _check(reading, kind)
    values = [_drawn(reading, kind, per) for reading in readings]
    points: list[ControlPoint] = []
    segments: list[Segment] = []
    for number, stretch in enumerate(_stretches(readings)):
        here = slice(stretch.start, stretch.stop)
        part, own = readings[here], values[here]
        use = len(own) if baseline_points is None else baseline_points
        found = spread(part, own, kind, per, use)
        segments.append(_segment(part, own, stretch, found, comparable(own[:use], kind)))
        signals = _signals(own, found, better, readings, stretch.start)
        points += _points(part, own, found, number, stretch, signals)
    latest = next((point for point in reversed(points) if point.value is not None), None)
    sentence = verdict(latest, segments[latest.segment] if latest else None)
    exceptional = bool(latest and latest.signals)
    return ControlChart(kind, better, tuple(points), tuple(segments), exceptional, sentence)


def _check(reading: Reading, kind: Kind) -> None:
    for number in (reading.value, reading.of):
        if number is not None and not isfinite(number):
            raise ValueError(f"{reading.label}: a figure is not a number.")
    if kind == "x" or reading.value is None:
        return
    if reading.of is None:
        raise ValueError(f"{reading.label}: a count needs the number that it is out of.")
    if reading.value < 0 or reading.of < 0:
        raise ValueError(f"{reading.label}: a count is not below nought.")
    if reading.value > reading.of and kind == "p":
        raise ValueError(
            f"{reading.label}: {reading.value:g} is more than the {reading.of:g} it is out of."
        )
    if not reading.of and reading.value:
        raise ValueError(f"{reading.label}: {reading.value:g} events over nothing.")


def _drawn(reading: Reading, kind: Kind, per: float) -> float | None:
    if kind == "x" or reading.value is None:
        return reading.value
    return reading.value / reading.of * per if reading.of else None


def _stretches(readings: Sequence[Reading]) -> list[range]:
    starts = [i for i, reading in enumerate(readings) if i == 0 or reading.break_before]
    return [range(a, b) for a, b in pairwise([*starts, len(readings)])]


def _segment(
    part: Sequence[Reading],
    values: Sequence[float | None],
    stretch: range,
    found: Spread | None,
    usable: int,
) -> Segment:
    count = sum(value is not None for value in values)
    reason = part[0].break_before
    return Segment(
        stretch.start,
        stretch.stop - 1,
        found.centre if found else None,
        found.upper if found else (),
        found.lower if found else (),
        found is not None and usable < SETTLED,
        reason,
        count,
        segment_words(count, usable, limits=found is not None, break_before=reason),
    )


def _signals(
    values: Sequence[float | None],
    found: Spread | None,
    better: Better,
    readings: Sequence[Reading],
    first: int,
) -> list[Signal]:
    if found is None:
        return []
    labels = [reading.label for reading in readings]
    return [
        Signal(
            each.rule,
            tuple(first + index for index in each.points),
            each.side,
            meaning_of(each.side, better),
            signal_words(each, labels, first),
        )
        for each in broken(values, found)
    ]


def _points(
    part: Sequence[Reading],
    values: Sequence[float | None],
    found: Spread | None,
    number: int,
    stretch: range,
    signals: Sequence[Signal],
) -> list[ControlPoint]:
    return [
        ControlPoint(
            reading.label,
            value,
            found.centre if found else None,
            found.upper[place] if found else None,
            found.lower[place] if found else None,
            number,
            tuple(signal for signal in signals if stretch.start + place in signal.points),
        )
        for place, (reading, value) in enumerate(zip(part, values, strict=True))
    ]
