"""The history of a score as a small chart: steps by date, the first and the last score named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import Score, StepChart
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.marks import dot
from frankpledge.documents.charts.saying import spelled

SIZE = 14.0
_DEPTH = 84.0


def step_chart(chart: StepChart, *, width: int = 320) -> bytes:
    """The scores as SVG, small enough to stand beside text. `width` is what it is laid out for."""
    lines = d.wrap(chart.title, SIZE + 1, width - 8, bold=True)
    parts = d.written(lines, 4, 20, SIZE + 1, font_weight="600")
    top = 20 + max(len(lines) - 1, 0) * 18 + 24.0
    bottom = top + _DEPTH
    if chart.scores:
        parts += _plot(chart, top, bottom, width)
    else:
        parts += d.written(["No score yet."], 4, top + 6, SIZE, fill=d.QUIET)
        bottom = top
    return d.document(width, bottom + 30, chart.title, describe(chart), parts)


def _named(score: Score) -> str:
    return f"{score.value} {score.words}".strip()


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and scores stand."""

    left: float
    right: float
    top: float
    bottom: float
    first: date
    until: date
    highest: int

    def x(self, day: date) -> float:
        days = max((self.until - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / days

    def y(self, value: int) -> float:
        return self.bottom - (self.bottom - self.top) * value / max(self.highest, 1)


def _plot(chart: StepChart, top: float, bottom: float, width: int) -> list[str]:
    first, last = chart.scores[0], chart.scores[-1]
    until = chart.until or last.day
    words = d.wrap(_named(last), SIZE + 1, width * 0.3, bold=True)
    right = width - max(d.text_width(line, SIZE + 1, bold=True) for line in words) - 12
    plot = _Plot(8.0, right, top, bottom, first.day, until, chart.highest)
    under = plot.y(first.value) + (20 if plot.y(first.value) < top + 20 else -10)
    middle = plot.y(last.value) - (len(words) - 1) * SIZE * 0.6 + SIZE * 0.35
    parts = [*_ground(plot), *_steps(chart, plot)]
    if len(chart.scores) > 1:
        parts += d.written([_named(first)], plot.left, under, SIZE)
    parts += d.written(words, right + 8, middle, SIZE + 1, font_weight="600", fill=d.BRAND)
    days = [(first.day, 4.0, "start"), (until, width - 4.0, "end")]
    for day, x, anchor in days[: 1 if until == first.day else 2]:
        parts += d.written([spelled(day)], x, bottom + 20, SIZE, fill=d.QUIET, text_anchor=anchor)
    return parts


def _ground(plot: _Plot) -> list[str]:
    edges = ((plot.bottom, d.RULE), (plot.top, d.FAINT))
    lines = [
        d.tag(
            "path",
            d=d.path([(plot.left, y), (plot.right, y)]),
            fill="none",
            stroke=colour,
            stroke_width=1,
        )
        for y, colour in edges
    ]
    most = f"out of {plot.highest}"
    at = (plot.right, plot.top - 6)
    return [*lines, *d.written([most], *at, SIZE - 2, fill=d.QUIET, text_anchor="end")]


def _steps(chart: StepChart, plot: _Plot) -> list[str]:
    places: list[tuple[float, float]] = []
    for score in chart.scores:
        if places:
            places.append((plot.x(score.day), places[-1][1]))
        places.append((plot.x(score.day), plot.y(score.value)))
    places.append((plot.right, places[-1][1]))
    line = d.tag(
        "path",
        d=d.path(places),
        fill="none",
        stroke=d.BRAND,
        stroke_width=2.5,
        stroke_linejoin="round",
    )
    dots = [dot(plot.x(score.day), plot.y(score.value)) for score in chart.scores]
    return [line, *dots]
