"""The names at the ends of lines, in place of a legend: none over another, each by its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import LineChart
from frankpledge.documents.charts.scale import Frame, figure, spread_out


@dataclass(frozen=True, slots=True)
class End:
    """A line's end: the point it stands at, its value there, and what is written beside it."""

    index: float
    value: float
    words: str
    strong: bool = False


def ends_of(chart: LineChart) -> list[End]:
    """The ends to be named: the latest figure first, then what it is held against."""
    last = len(chart.points) - 1
    ends: list[End] = []
    known = [i for i, point in enumerate(chart.points) if point.value is not None]
    if known:
        value = chart.points[known[-1]].value or 0.0
        if not chart.forecast:
            ends.append(End(known[-1], value, figure(value), strong=True))
    if chart.forecast:
        ahead = chart.forecast
        end = ahead.first + len(ahead.values) - 1
        ends.append(End(end, ahead.values[-1], f"{ahead.label} {figure(ahead.values[-1])}"))
        ends += [
            End(
                end,
                band.upper[-1],
                f"{band.label} {figure(band.lower[-1])} to {figure(band.upper[-1])}",
            )
            for band in ahead.bands
        ]
    if chart.limits:
        limits = chart.limits[-1]
        ends.append(End(last + 0.5, limits.centre, f"average {figure(limits.centre)}"))
        if limits.upper:
            kind = "provisional " if limits.provisional else ""
            reach = limits.first + len(limits.upper) - 0.5
            ends += [
                End(reach, edge[-1], f"{kind}{name} {figure(edge[-1])}")
                for edge, name in ((limits.upper, "upper limit"), (limits.lower, "lower limit"))
            ]
    ends += [
        End((last if line.last is None else line.last) + 0.5, line.value, line.label)
        for line in (chart.target, chart.baseline)
        if line
    ]
    named = [
        *((each.label, each.values) for each in chart.others),
        ("path to target", chart.trajectory),
    ]
    for label, values in named:
        held = [i for i, value in enumerate(values) if value is not None]
        if held:
            ends.append(End(held[-1], values[held[-1]] or 0.0, label))
    return ends


def room_for(ends: Sequence[End], size: float, width: float) -> float:
    """How much of the chart's width its names take: what holds each word, at most a third."""
    most = width * (0.28 if width >= 400 else 0.31)
    words = [word for end in ends for word in d.clean(end.words).split()]
    longest = max((d.text_width(word, size) for word in words), default=0.0)
    whole = max((d.text_width(d.clean(e.words), size) for e in ends), default=0.0)
    figures = [d.text_width(e.words, size + 1, bold=True) for e in ends if e.strong]
    longest = max([longest, *figures])
    return min(max(longest, min(whole, width * 0.21)), most) + 16


def drawn_ends(frame: Frame, ends: Sequence[End], size: float, width: float) -> list[str]:
    """The names, moved apart where they would meet, then joined to their lines by leaders."""
    left = frame.right + 12
    lines = [d.wrap(end.words, size, width - left - 1, bold=end.strong) for end in ends]
    heights = [len(each) * size * 1.12 + 2 for each in lines]
    wanted = [frame.y(end.value) for end in ends]
    middles = spread_out(wanted, heights, frame.top - 10, frame.bottom + 16)
    parts: list[str] = []
    for end, each, at, middle in zip(ends, lines, wanted, middles, strict=True):
        from_x = min(frame.x(end.index) + (9 if end.strong else 1), frame.right)
        if abs(at - middle) > 5 or from_x < frame.right - 24:
            parts.append(
                d.tag(
                    "path",
                    d=d.path([(from_x, at), (frame.right, at), (left - 3, middle)]),
                    fill="none",
                    stroke=d.RULE,
                    stroke_width=0.75,
                )
            )
        first = middle - (len(each) - 1) * size * 0.56 + size * 0.35
        for number, line in enumerate(each):
            parts.append(
                d.tag(
                    "text",
                    line,
                    x=left,
                    y=first + number * size * 1.12,
                    font_size=size + 1 if end.strong else size,
                    font_weight="600" if end.strong else None,
                    fill=d.BRAND if end.strong else d.QUIET,
                )
            )
    return parts
