"""What stands around the lines: the scale, the periods, the breaks and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import LineChart
from frankpledge.documents.charts.heading import foot, sourced
from frankpledge.documents.charts.marks import circle, diamond
from frankpledge.documents.charts.scale import Frame, exactly, two_lines


def axes(
    frame: Frame, values: Sequence[float], labels: Sequence[str], named: Sequence[int], size: float
) -> list[str]:
    """Faint lines at the scale's round numbers, and the names of as many periods as have room."""
    parts: list[str] = []
    for value in values:
        y = frame.y(value)
        lowest = value == values[0]
        parts.append(
            d.tag(
                "path",
                d=d.path([(frame.left, y), (frame.right, y)]),
                fill="none",
                stroke=d.RULE if lowest else d.FAINT,
                stroke_width=1,
            )
        )
        parts += d.written(
            [exactly(value)], frame.left - 7, y + size * 0.35, size, text_anchor="end", fill=d.QUIET
        )
    for index in named:
        lines = two_lines(labels[index])
        half = max(d.text_width(line, size) for line in lines) / 2
        x = max(frame.x(index), half + 1)
        parts.append(
            d.tag(
                "path",
                d=d.path([(frame.x(index), frame.bottom), (frame.x(index), frame.bottom + 5)]),
                fill="none",
                stroke=d.RULE,
                stroke_width=1,
            )
        )
        parts += d.written(
            lines, x, frame.bottom + 6 + size, size, text_anchor="middle", fill=d.QUIET
        )
    return parts


@dataclass(frozen=True, slots=True)
class NamedBreak:
    """A break with the lines of its name, which start `depth` below the top of all the names."""

    after: int
    lines: tuple[str, ...]
    x: float
    depth: float
    anchor: str


def named_breaks(
    chart: LineChart, left: float, right: float, size: float
) -> tuple[list[NamedBreak], float]:
    """The breaks with their names above the plot, and the height that the names need.

    One name stands over its rule. Several stand all to the left of their rules, or all to the
    right, and the outermost highest: so no rule runs through a name.
    """
    breaks = sorted(chart.breaks, key=lambda each: each.after)
    if not breaks:
        return [], 0.0
    step = (right - left) / len(chart.points)
    places = [left + (each.after + 1) * step for each in breaks]
    lines = [tuple(d.wrap(each.label, size, max((right - left) * 0.6, 110))) for each in breaks]
    widths = [max((d.text_width(line, size) for line in each), default=0.0) for each in lines]
    if len(breaks) == 1:
        half = widths[0] / 2
        x = max(min(places[0], right + 40 - half), half + 2)
        only = NamedBreak(breaks[0].after, lines[0], x, 0.0, "middle")
        return [only], _foot(only, size)
    to_left = all(width + 6 <= place for width, place in zip(widths, places, strict=True))
    order = range(len(breaks))[:: -1 if to_left else 1]
    taken: list[tuple[float, float, float]] = []
    found: list[NamedBreak] = []
    for n in order:
        start = places[n] - widths[n] - 5 if to_left else places[n] + 5
        end = start + widths[n] + 5
        over = [foot for a, b, foot in taken if a < end + 6 and start - 6 < b]
        x, anchor = (places[n] - 5, "end") if to_left else (places[n] + 5, "start")
        found.append(NamedBreak(breaks[n].after, lines[n], x, max(over, default=0.0), anchor))
        taken.append((start, end, _foot(found[-1], size)))
    return found, max(foot for _, _, foot in taken)


def _foot(named: NamedBreak, size: float) -> float:
    return named.depth + len(named.lines) * size * 1.2 + 4


def break_rules(frame: Frame, breaks: Sequence[NamedBreak], top: float, size: float) -> list[str]:
    """A rule from each break's name down to the periods."""
    parts: list[str] = []
    for each in breaks:
        at, start = frame.x(each.after + 0.5), top + each.depth
        start += _foot(each, size) - each.depth if each.anchor == "middle" else 2
        parts.append(
            d.tag(
                "path",
                d=d.path([(at, start), (at, frame.bottom)]),
                fill="none",
                stroke=d.INK,
                stroke_width=1.5,
            )
        )
        parts += d.written(
            each.lines, each.x, top + each.depth + size, size, text_anchor=each.anchor
        )
    return parts


def nothing_yet(frame: Frame, size: float) -> list[str]:
    """What stands in a plot that has no figures."""
    middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)
    return d.written(["No figures yet"], *middle, size, text_anchor="middle", fill=d.QUIET)


def key(
    chart: LineChart, lowest: float, top: float, size: float, width: float
) -> tuple[list[str], float]:
    """What the marks mean, where the scale starts, and the note; and where the last line ends."""
    parts: list[str] = []
    y, x = top, 4.0
    marks = [
        (diamond, "exceptional", any(p.exceptional for p in chart.points)),
        (circle, "provisional", any(p.provisional for p in chart.points)),
    ]
    if any(used for _, _, used in marks):
        y += size * 1.7
    for mark, words, used in marks:
        if used:
            parts.append(mark(x + 7, y - size * 0.33))
            parts += d.written([words], x + 20, y, size, fill=d.QUIET)
            x += 20 + d.text_width(words, size) + 16
    starts = f"The scale starts at {exactly(lowest)}, not at nought." if lowest > 0 else ""
    below, y = foot([starts, chart.note, sourced(chart.source)], y, width)
    return [*parts, *below], y
