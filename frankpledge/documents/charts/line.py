"""A line over time as SVG: gaps at breaks, limits as a band, every line named at its end."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.around import axes, break_rules, key, named_breaks, nothing_yet
from frankpledge.documents.charts.chart import Limits, LineChart
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.ends import drawn_ends, ends_of, room_for
from frankpledge.documents.charts.forecast import forecast
from frankpledge.documents.charts.heading import heading
from frankpledge.documents.charts.marks import marks
from frankpledge.documents.charts.scale import Frame, exactly, periods_named, scale_for, two_lines

SIZE = 14.0


def line_chart(chart: LineChart, *, width: int = 480) -> bytes:
    """The chart as SVG. `width` is what it is laid out for: 480 suits a page, 320 a phone.

    Text keeps its size, so that a narrow chart is laid out anew and stays legible. The height
    follows from what is said above and below.
    """
    values = scale_for(chart.figures())
    shown = values if chart.figures() else []
    left = max((d.text_width(exactly(value), SIZE) for value in shown), default=0.0) + 12
    ends = ends_of(chart)
    right = width - room_for(ends, SIZE, width)
    head, y = heading(chart.title, chart.unit, width)
    y -= 2
    breaks, height = named_breaks(chart, left, right, SIZE)
    top = y + height + 8
    bottom = top + (210 if width >= 400 else 190)
    frame = Frame(left, right, top, bottom, values[0], values[-1], len(chart.points))
    labels = [d.clean(point.label) for point in chart.points]
    named = periods_named(labels, SIZE, frame.step)
    parts = [
        *head,
        *axes(frame, shown, labels, named, SIZE),
        *_limits(chart, frame),
        *forecast(chart, frame),
        *_levels(chart, frame),
        *break_rules(frame, breaks, y, SIZE),
        *_thin(chart, frame),
        *_main(chart, frame),
        *marks(chart, frame, SIZE),
        *drawn_ends(frame, ends, SIZE, width),
        *([] if chart.figures() else nothing_yet(frame, SIZE)),
    ]
    foot = bottom + 8 + (SIZE * 1.2) * max((len(two_lines(label)) for label in labels), default=1)
    below, foot = key(chart, values[0], foot, SIZE, width)
    return d.document(width, foot + 10, chart.title, describe(chart), [*parts, *below])


def runs(
    values: Sequence[float | None], frame: Frame, pieces: Sequence[range]
) -> list[list[tuple[float, float]]]:
    """The places of the values in unbroken runs: a missing value or a break ends one."""
    found: list[list[tuple[float, float]]] = []
    for piece in pieces:
        fresh = True
        for index in piece:
            value = values[index]
            if value is None:
                fresh = True
                continue
            if fresh:
                found.append([])
            found[-1].append((frame.x(index), frame.y(value)))
            fresh = False
    return found


def _limits(chart: LineChart, frame: Frame) -> list[str]:
    parts: list[str] = []
    for number, limits in enumerate(chart.limits):
        later = [each.first for each in chart.limits[number + 1 :]] or [len(chart.points)]
        parts += _band(limits, frame)
        reach = limits.first + len(limits.upper) if limits.upper else later[0]
        ends = [(limits.first - 0.5, limits.centre), (reach - 0.5, limits.centre)]
        parts.append(
            d.tag(
                "path",
                d=d.path([(frame.x(i), frame.y(v)) for i, v in ends]),
                fill="none",
                stroke=d.QUIET,
                stroke_width=1,
            )
        )
    return parts


def _band(limits: Limits, frame: Frame) -> list[str]:
    if not limits.upper:
        return []
    edges = [
        d.stepped(
            [(frame.x(limits.first + n), frame.y(v)) for n, v in enumerate(edge)], frame.step / 2
        )
        for edge in (limits.upper, limits.lower)
    ]
    area = d.path([*edges[0], *reversed(edges[1])]) + " Z"
    dashes = "2 3" if limits.provisional else "5 3"
    return [
        d.tag("path", d=area, fill=d.BAND),
        *(
            d.tag(
                "path",
                d=d.path(edge),
                fill="none",
                stroke=d.RULE,
                stroke_width=1,
                stroke_dasharray=dashes,
            )
            for edge in edges
        ),
    ]


def _levels(chart: LineChart, frame: Frame) -> list[str]:
    parts: list[str] = []
    for line, dashes, thick in ((chart.target, "9 4", 1.75), (chart.baseline, "1.5 3.5", 1.5)):
        if line:
            last = len(chart.points) - 1 if line.last is None else line.last
            ends = [(frame.x(i), frame.y(line.value)) for i in (line.first - 0.5, last + 0.5)]
            parts.append(
                d.tag(
                    "path",
                    d=d.path(ends),
                    fill="none",
                    stroke=d.INK,
                    stroke_width=thick,
                    stroke_dasharray=dashes,
                )
            )
    return parts


def _thin(chart: LineChart, frame: Frame) -> list[str]:
    pieces = chart.pieces()
    parts = [
        d.tag(
            "path",
            d=d.path(run),
            fill="none",
            stroke=d.RULE,
            stroke_width=1.25,
            stroke_linejoin="round",
        )
        for other in chart.others
        for run in runs(other.values, frame, pieces)
        if len(run) > 1
    ]
    if chart.trajectory:
        # Aimed at, not measured: a break in what is measured does not interrupt it.
        parts += [
            d.tag(
                "path",
                d=d.path(run),
                fill="none",
                stroke=d.INK,
                stroke_width=1.25,
                stroke_dasharray="6 3 1.5 3",
            )
            for run in runs(chart.trajectory, frame, [range(len(chart.points))])
            if len(run) > 1
        ]
    return parts


def _main(chart: LineChart, frame: Frame) -> list[str]:
    values = [point.value for point in chart.points]
    return [
        d.tag(
            "path",
            d=d.path(run),
            fill="none",
            stroke=d.BRAND,
            stroke_width=2.5,
            stroke_linejoin="round",
            stroke_linecap="round",
        )
        for run in runs(values, frame, chart.pieces())
        if len(run) > 1
    ]
