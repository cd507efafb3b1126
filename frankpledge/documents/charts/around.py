"""What stands around the lines: the scale, the periods, the breaks and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import LineChart
from frankpledge.documents.charts.marks import circle, diamond
from frankpledge.documents.charts.scale import Frame, figure, two_lines


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
            [figure(value)], frame.left - 7, y + size * 0.35, size, text_anchor="end", fill=d.QUIET
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


def named_breaks(
    chart: LineChart, left: float, right: float, size: float
) -> tuple[list[tuple[int, float, float, list[str]]], float]:
    """Each break with the place and lines of its name, and the height that the names need.

    A name stands above the plot, in the first row where no other name is in its way. Answers
    (after, x of the name's middle, depth below the names' top, lines) for each.
    """
    step = (right - left) / max(len(chart.points), 1)
    placed: list[tuple[int, float, float, list[str]]] = []
    taken: list[tuple[float, float, float]] = []
    height = 0.0
    for each in sorted(chart.breaks, key=lambda one: one.after):
        lines = d.wrap(each.label, size, max((right - left) * 0.6, 120))
        half = max(d.text_width(line, size) for line in lines) / 2 if lines else 0.0
        x = left + (each.after + 1) * step
        x = min(max(x, left + half), max(right + 60 - half, left + half))
        depth = max(
            (foot for start, end, foot in taken if start < x + half + 8 and x - half - 8 < end),
            default=0.0,
        )
        foot = depth + len(lines) * size * 1.2 + 4
        taken.append((x - half, x + half, foot))
        placed.append((each.after, x, depth, lines))
        height = max(height, foot)
    return placed, height


def break_rules(
    frame: Frame, breaks: Sequence[tuple[int, float, float, list[str]]], top: float, size: float
) -> list[str]:
    """A rule from each break's name down to the periods."""
    parts: list[str] = []
    for after, x, depth, lines in breaks:
        at = frame.x(after + 0.5)
        start = top + depth + len(lines) * size * 1.2 + 3
        parts.append(
            d.tag(
                "path",
                d=d.path([(at, start), (at, frame.bottom)]),
                fill="none",
                stroke=d.INK,
                stroke_width=1.5,
            )
        )
        parts += d.written(lines, x, top + depth + size, size, text_anchor="middle")
    return parts


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
    starts = f"The scale starts at {figure(lowest)}, not at nought." if lowest > 0 else ""
    for text in (starts, chart.note):
        lines = d.wrap(text, size, width - 8)
        if lines:
            parts += d.written(lines, 4, y + size * 1.5, size, fill=d.QUIET)
            y += size * 1.5 + (len(lines) - 1) * size * 1.2
    return parts, y
