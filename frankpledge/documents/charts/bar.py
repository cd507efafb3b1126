"""Bars side by side as SVG: the name to the left, the figure at the bar's end."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.comparing import Bar, BarChart
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.heading import foot, heading, sourced
from frankpledge.documents.charts.scale import exactly, figure, ticks

SIZE = 14.0
LIGHT = "#bdd2c8"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where figures stand across, and how tall a bar is."""

    left: float
    right: float
    ticks: tuple[float, ...]
    thick: float

    def x(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.left + (self.right - self.left) * (value - low) / (high - low)


def bar_chart(chart: BarChart, *, width: int = 480) -> bytes:
    """The chart as SVG. `width` is what it is laid out for: 480 suits a page, 320 a phone.

    Names are wrapped and none is cut. The scale starts at nought: a bar's length is its figure.
    """
    parts, y = heading(chart.title, chart.unit, width)
    names = _names(chart, width)
    plot = _plot(chart, names, width)
    low = 30.0 if len(names) <= 20 else 24.0
    if chart.level:
        words = d.wrap(f"{chart.level.label} {figure(chart.level.value)}", SIZE, width * 0.6)
        half = max(d.text_width(line, SIZE) for line in words) / 2
        x = min(max(plot.x(chart.level.value), half + 4), width - half - 4)
        parts += d.written(words, x, y + SIZE, SIZE, text_anchor="middle", fill=d.QUIET)
        y += len(words) * SIZE * 1.2 + 4
    top, middles = y, []
    for lines in names:
        tall = max(low, len(lines) * SIZE * 1.2 + 8)
        middles.append(y + tall / 2)
        y += tall
    parts += _ground(chart, plot, top, y) if chart.bars else []
    for bar, lines, middle in zip(chart.bars, names, middles, strict=True):
        parts += _name(bar, lines, plot.left - 8, middle)
        parts += _bar(bar, plot, middle)
    if chart.level:
        x = plot.x(chart.level.value)
        parts.append(_line([(x, top), (x, y)], 3.5, stroke="#ffffff"))
        parts.append(_line([(x, top), (x, y)], 1.5, stroke_dasharray="6 4"))
    for bar, middle in zip(chart.bars, middles, strict=True):
        parts += _marks(bar, plot, middle, chart)
    if not chart.bars:
        parts += d.written(["No figures yet"], 4, y + SIZE, SIZE, fill=d.QUIET)
    below, y = _key(chart, y + (SIZE * 1.2 + 6), width)
    parts += below
    below, y = foot([chart.note, sourced(chart.source)], y, width)
    return d.document(width, y + 10, chart.title, describe(chart), [*parts, *below])


def _names(chart: BarChart, width: float) -> list[list[str]]:
    """The names in lines as narrow as their words allow; a word of half the width is broken."""
    wide = [d.text_width(d.clean(bar.label), SIZE, bold=bar.highlighted) for bar in chart.bars]
    words = [word for bar in chart.bars for word in d.clean(bar.label).split()]
    longest = max((d.text_width(word, SIZE, bold=True) for word in words), default=0.0)
    room = min(max(longest, min(max(wide, default=0.0), width * 0.36)), width * 0.45)
    # Long figures on a narrow picture leave the names less, so that bars can still be compared.
    figures = max((d.text_width(_said(bar), SIZE, bold=True) for bar in chart.bars), default=0.0)
    sides = 2 if any(_falls(bar, chart) for bar in chart.bars) else 1
    room = max(min(room, width - 80 - (figures + 10) * sides), 50.0)
    return [
        d.wrap(
            " ".join(_broken(word, room) for word in d.clean(bar.label).split()),
            SIZE,
            room,
            bold=bar.highlighted,
        )
        for bar in chart.bars
    ]


def _broken(word: str, room: float) -> str:
    if d.text_width(word, SIZE, bold=True) <= room:
        return word
    cut = len(word) - 1
    while cut > 1 and d.text_width(f"{word[:cut]}-", SIZE, bold=True) > room:
        cut -= 1
    return f"{word[:cut]}- {_broken(word[cut:], room)}"


def _plot(chart: BarChart, names: list[list[str]], width: float) -> _Plot:
    """The plot as wide as the names to its left and the figures at its bars' ends leave it."""
    widest = max(
        (
            d.text_width(line, SIZE, bold=bar.highlighted)
            for bar, lines in zip(chart.bars, names, strict=True)
            for line in lines
        ),
        default=0.0,
    )
    figures = [0.0, *chart.figures()]
    values = ticks(min(figures), max(figures), 5)
    rooms = [(bar, d.text_width(_said(bar), SIZE, bold=bar.highlighted) + 10) for bar in chart.bars]
    left = widest + 14 + max((room for bar, room in rooms if _falls(bar, chart)), default=0.0)
    right = width - d.text_width(exactly(values[-1]), SIZE) / 2 - 3
    for bar, room in rooms:
        # What is free between the bar's end and the plot's edge counts towards the room.
        reach = (max([0.0, *bar.figures()]) - values[0]) / (values[-1] - values[0])
        if reach > 0 and not _falls(bar, chart):
            right = min(right, left + (width - 4 - room - left) / reach)
    thick = 18.0 if len(names) <= 20 else 15.0
    return _Plot(left, max(right, left + 40), tuple(values), thick)


def _falls(bar: Bar, chart: BarChart) -> bool:
    """Whether what is said of a bar stands to the left of its end: below nought, or all are."""
    if bar.value is not None:
        return bar.value < 0
    return min([0.0, *chart.figures()]) < 0 == max([0.0, *chart.figures()])


def _said(bar: Bar) -> str:
    return bar.words or (bar.said if bar.value is None else figure(bar.value))


def _line(places: list[tuple[float, float]], thick: float, **more: object) -> str:
    look = {"fill": "none", "stroke": d.INK, "stroke_width": thick, **more}
    return d.tag("path", d=d.path(places), **look)


def _ground(chart: BarChart, plot: _Plot, top: float, bottom: float) -> list[str]:
    """Faint lines at round numbers, with the numbers below: every other where they are close."""
    values = plot.ticks if any(chart.figures()) else (0.0,)
    wide = max(d.text_width(exactly(value), SIZE) for value in values) + 8
    step = (plot.right - plot.left) / max(len(values) - 1, 1)
    every = 1 if wide <= step else 2 if wide <= 2 * step else len(values) - 1
    parts = []
    for index, value in enumerate(values):
        x = plot.x(value)
        colour = d.RULE if value == 0 else d.FAINT
        parts.append(_line([(x, top), (x, bottom)], 1, stroke=colour))
        if index % every == 0 or value == 0:
            words = [exactly(value)]
            parts += d.written(
                words, x, bottom + SIZE + 3, SIZE, text_anchor="middle", fill=d.QUIET
            )
    return parts


def _name(bar: Bar, lines: list[str], right: float, middle: float) -> list[str]:
    first = middle - (len(lines) - 1) * SIZE * 0.6 + SIZE * 0.35
    weight = "600" if bar.highlighted else None
    return d.written(lines, 4, first, SIZE, font_weight=weight)


def _bar(bar: Bar, plot: _Plot, middle: float) -> list[str]:
    if bar.value is None:
        return []
    left, right = sorted((plot.x(0.0), plot.x(bar.value)))
    fill = d.BRAND if bar.highlighted else LIGHT
    box = {"x": left, "y": middle - plot.thick / 2, "width": right - left, "height": plot.thick}
    return [d.tag("rect", **box, fill=fill, stroke=d.BRAND, stroke_width=1)]


def _marks(bar: Bar, plot: _Plot, middle: float, chart: BarChart) -> list[str]:
    """The interval, the tick of comparison, and the figure; on white where the level's rule is."""
    parts: list[str] = []
    if bar.low is not None and bar.high is not None:
        parts += whisker(plot.x(bar.low), plot.x(bar.high), middle)
    if bar.beside is not None:
        parts += tick(plot.x(bar.beside), middle, plot.thick)
    falls, level = _falls(bar, chart), chart.level
    x = _end(bar, plot, falls) + (-6 if falls else 6)
    wide = d.text_width(_said(bar), SIZE, bold=bar.highlighted)
    left = x - wide if falls else x
    if level and left - 3 < plot.x(level.value) < left + wide + 3:
        box = {"x": left - 2, "y": middle - SIZE * 0.6, "width": wide + 4, "height": SIZE * 1.2}
        parts.append(d.tag("rect", **box, fill="#ffffff"))
    weight = "600" if bar.highlighted else None
    colour = d.INK if bar.value is not None or bar.words else d.QUIET
    look = {"font_weight": weight, "fill": colour, "text_anchor": "end" if falls else None}
    return parts + d.written([_said(bar)], x, middle + SIZE * 0.35, SIZE, **look, **d.HALO)


def _end(bar: Bar, plot: _Plot, falls: bool) -> float:
    """Where the figure goes: at the bar's end, beyond its interval, and beyond a tick in its way.

    A tick further off is left there: a figure beside it would be taken for the tick's own.
    """
    own = [0.0, *(one for one in (bar.value, bar.low, bar.high) if one is not None)]
    x = plot.x(min(own) if falls else max(own))
    if bar.beside is None:
        return x
    away = (x - plot.x(bar.beside)) if falls else plot.x(bar.beside) - x
    room = d.text_width(_said(bar), SIZE, bold=bar.highlighted) + 14
    return plot.x(bar.beside) if -4 < away < room else x


def whisker(left: float, right: float, middle: float) -> list[str]:
    """An interval with its ends; white beneath, so that it shows on a dark bar."""
    runs = [
        [(left, middle), (right, middle)],
        *([(x, middle - 4), (x, middle + 4)] for x in (left, right)),
    ]
    under = [_line(run, 4, stroke="#ffffff") for run in runs]
    return [*under, *(_line(run, 1.5) for run in runs)]


def tick(x: float, middle: float, thick: float) -> list[str]:
    """A tick across the bar, taller than it; white beneath."""
    run = [(x, middle - thick / 2 - 3), (x, middle + thick / 2 + 3)]
    return [_line(run, 6, stroke="#ffffff"), _line(run, 3)]


def _key(chart: BarChart, y: float, width: float) -> tuple[list[str], float]:
    """What the tick and the whisker mean, where there are any."""
    parts: list[str] = []
    ticks_drawn = any(bar.beside is not None for bar in chart.bars)
    whiskers_drawn = any(bar.low is not None for bar in chart.bars)
    for drawn, words in ((ticks_drawn, chart.beside), (whiskers_drawn, chart.interval)):
        if drawn:
            lines = d.wrap(words, SIZE, width - 36)
            y += SIZE * 1.6
            middle = y - SIZE * 0.33
            parts += tick(13, middle, 8) if words == chart.beside else whisker(4, 22, middle)
            parts += d.written(lines, 32, y, SIZE, fill=d.QUIET)
            y += (len(lines) - 1) * SIZE * 1.2
    return parts, y
