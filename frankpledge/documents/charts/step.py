"""The history of a score as a small chart: steps by date, the first and the last score named."""

from __future__ import annotations

from datetime import date

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.chart import Score, StepChart
from frankpledge.documents.charts.describe import describe, spelled

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


def _plot(chart: StepChart, top: float, bottom: float, width: int) -> list[str]:
    first, last = chart.scores[0], chart.scores[-1]
    until = chart.until or last.day
    words = d.wrap(_named(last), SIZE + 1, width * 0.3, bold=True)
    left, right = 8.0, width - max(d.text_width(line, SIZE + 1, bold=True) for line in words) - 12
    days = max((until - first.day).days, 1)

    def x(day: date) -> float:
        return left + (right - left) * (day - first.day).days / days

    def y(value: int) -> float:
        return bottom - (bottom - top) * value / max(chart.highest, 1)

    places: list[tuple[float, float]] = []
    for score in chart.scores:
        if places:
            places.append((x(score.day), places[-1][1]))
        places.append((x(score.day), y(score.value)))
    places.append((right, y(last.value)))
    drop = 20 if y(first.value) < top + 20 else -10
    middle = y(last.value) - (len(words) - 1) * SIZE * 0.6 + SIZE * 0.35
    changed = len(chart.scores) > 1
    return [
        d.tag(
            "path",
            d=d.path([(left, bottom), (right, bottom)]),
            fill="none",
            stroke=d.RULE,
            stroke_width=1,
        ),
        d.tag(
            "path",
            d=d.path([(left, top), (right, top)]),
            fill="none",
            stroke=d.FAINT,
            stroke_width=1,
        ),
        *d.written(
            [f"out of {chart.highest}"], right, top - 6, SIZE - 2, fill=d.QUIET, text_anchor="end"
        ),
        d.tag(
            "path",
            d=d.path(places),
            fill="none",
            stroke=d.BRAND,
            stroke_width=2.5,
            stroke_linejoin="round",
        ),
        *(d.tag("circle", cx=x(s.day), cy=y(s.value), r=3, fill=d.BRAND) for s in chart.scores),
        *(d.written([_named(first)], left, y(first.value) + drop, SIZE) if changed else []),
        *d.written(words, right + 8, middle, SIZE + 1, font_weight="600", fill=d.BRAND),
        *d.written([spelled(first.day)], 4, bottom + 20, SIZE, fill=d.QUIET),
        *(
            d.written(
                [spelled(until)], width - 4, bottom + 20, SIZE, fill=d.QUIET, text_anchor="end"
            )
            if until != first.day
            else []
        ),
    ]
