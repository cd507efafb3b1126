"""Which chart shows a finding's figures: a line over time, bars among places or kinds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from frankpledge.documents.charts import (
    Bar,
    BarChart,
    Break,
    LineChart,
    Point,
    Series,
    draw,
    spec_from_json,
    spec_to_json,
)
from frankpledge.documents.charts.comparing import MOST_BARS
from frankpledge.evidence.findings.rules.figures import Cell, Figures, day_of, spoken_name
from frankpledge.evidence.findings.rules.wording import spoken
from frankpledge.evidence.keeping import store
from frankpledge.evidence.statistics_charts import chart_for
from frankpledge.shared.words import count_of

# More lines than these cannot be told apart.
MOST_LINES = 6


def spec_of(figures: Figures, title: str, source: str, measure: str = "") -> dict[str, Any]:
    """The chart of these figures as JSON, or {} where a table says it better.

    A statistic of the name `measure` has a chart of its own: a curve, limits, a map of spots.

    Months go across as a line, one for each place or kind where there are a few; else each row is
    a bar. More than two names a row, or more bars than one can read, are left to the table.
    """
    own = chart_for(measure, figures, store(), title, source) if measure else None
    if own is not None:
        return spec_to_json(own)
    figures = figures.as_read
    names = list(figures.places_of_names)
    if figures.main_place is None or len(figures.rows) < 2:
        return {}
    months = [n for n in names if all(day_of(row[n]) for row in figures.rows)]
    if len(months) == 1 and len(names) <= 2:
        chart = _line(figures, months[0], names, title, source)
        return spec_to_json(chart) if chart else {}
    if len(names) == 1 and len(figures.rows) <= MOST_BARS:
        return spec_to_json(_bars(figures, names[0], title, source))
    return {}


def picture_of(spec: dict[str, Any]) -> tuple[bytes, str] | None:
    """A kept chart as SVG, and its description in words; None where there is none."""
    if not spec:
        return None
    from frankpledge.documents.charts import describe

    chart = spec_from_json(spec)
    return draw(chart), describe(chart)


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None


def _bars(figures: Figures, name: int, title: str, source: str) -> BarChart:
    value = figures.main_place or 0
    column = figures.columns[value]
    bars = tuple(
        Bar(
            label=spoken_name(row[name]),
            value=_number(row[value]),
            words=spoken(row[value], column) if _number(row[value]) is not None else "",
            withheld=isinstance(row[value], str),
        )
        for row in figures.rows
    )
    of = figures.columns[name].title
    unit = column.unit or column.title
    return BarChart(title=title, bars=bars, unit=unit, source=source, of=of)


def _line(
    figures: Figures, month: int, names: list[int], title: str, source: str
) -> LineChart | None:
    value = figures.main_place or 0
    column = figures.columns[value]
    others = [n for n in names if n != month]
    months = sorted({str(row[month]) for row in figures.rows})
    lines: dict[str, dict[str, float | None]] = {}
    for row in figures.rows:
        of = spoken_name(row[others[0]]) if others else column.title
        lines.setdefault(of, {})[str(row[month])] = _number(row[value])
    if len(lines) > MOST_LINES or len(months) < 2:
        return None
    first, *rest = lines.items()
    return LineChart(
        title=title,
        points=tuple(Point(_short(one), first[1].get(one)) for one in months),
        unit=column.unit or column.title,
        others=tuple(Series(name, tuple(found.get(one) for one in months)) for name, found in rest),
        breaks=gaps(months, figures.columns[month].name),
        source=source,
    )


def gaps(periods: list[str], name: str) -> tuple[Break, ...]:
    """Where months or quarters are missing between two that stand side by side: no line crosses.

    What lies between was not loaded, and it is not known.
    """
    step, noun = (3, "quarter") if name == "quarter" else (1, "month")
    counted = [(day.year * 12 + day.month) for one in periods if (day := day_of(one))]
    return tuple(
        Break(after, f"{count_of((later - earlier) // step - 1, noun)} not loaded")
        for after, (earlier, later) in enumerate(pairwise(counted))
        if later - earlier > step
    )


def _short(month: str) -> str:
    day = day_of(month)
    return f"{day:%b %Y}" if day else month
