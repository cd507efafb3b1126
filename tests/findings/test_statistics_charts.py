"""The chart of each derived measure's worked example, and what is held back on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frankpledge.analytics.measures import Measure, Question, ask
from frankpledge.analytics.measures.derived import ALL
from frankpledge.analytics.measures.derived._support import by_months, months_of
from frankpledge.analytics.store import Store
from frankpledge.documents.charts import (
    AreaMap,
    BarChart,
    LineChart,
    ShareCurve,
    describe,
    draw,
    spec_from_json,
    spec_to_json,
    table_of,
)
from frankpledge.evidence.findings.asking import figures_of
from frankpledge.evidence.findings.rules.figures import Figures
from frankpledge.evidence.statistics_charts import chart_for
from frankpledge.evidence.statistics_maps import density_grid
from tests.support.made_up import write_release

pytestmark = pytest.mark.once("pure: no database")

KINDS = {
    "exceptional-change": BarChart,
    "control-chart": LineChart,
    "concentration": ShareCurve,
    "hot-spots": AreaMap,
    "ward-flags": AreaMap,
    "emerging-hot-spots": AreaMap,
    "seasonality": BarChart,
    "forecast": LineChart,
    "most-similar": BarChart,
    "near-repeat": BarChart,
    "casualty-target": LineChart,
}


def example_of(measure: Measure, folder: Path) -> tuple[Store, Figures]:
    """The worked example of a measure, asked."""
    store = Store(folder)
    write_release(store, measure.example.tables)
    return store, figures_of(ask(store, measure.example.question))


def named(name: str) -> Measure:
    """The derived measure of this name."""
    return next(one for one in ALL if one.name == name)


# The others are told best by the bars and lines that any figures have.
WITH_ITS_OWN = [one for one in ALL if one.name in KINDS]


@pytest.mark.parametrize("measure", WITH_ITS_OWN, ids=lambda one: one.name)
def test_every_example_has_its_chart(measure: Measure, tmp_path: Path) -> None:
    """Drawn at both widths, described, kept as JSON and told as a table."""
    store, figures = example_of(measure, tmp_path)
    chart = chart_for(measure.name, figures, store, measure.title, "made up")
    assert chart is not None
    assert isinstance(chart, KINDS[measure.name])
    assert spec_from_json(spec_to_json(chart)) == chart
    assert all(draw(chart, width=width).startswith(b"<svg") for width in (480, 320))
    assert "made up" in describe(chart)
    assert table_of(chart) is not None


def test_limits_begin_anew_after_a_break(tmp_path: Path) -> None:
    store = Store(tmp_path)
    early = [(month, 100) for month in months_of(2020, 1, 9)]
    late = [(m, 10 + n % 2) for n, m in enumerate(months_of(2024)) if m != "2024-05"]
    write_release(store, {"street": by_months(None, (*early, *late))})
    figures = figures_of(ask(store, Question("control-chart")))
    chart = chart_for("control-chart", figures, store, "Crime", "made up")
    assert isinstance(chart, LineChart)
    assert [(one.after, one.label) for one in chart.breaks] == [(8, "data missing")]
    assert [(one.first, len(one.upper)) for one in chart.limits] == [(0, 9), (9, 12)]
    assert [point.label for point in chart.points if point.value is None] == ["May 2024"]


def test_several_series_have_no_one_line(tmp_path: Path) -> None:
    store, _ = example_of(named("control-chart"), tmp_path)
    figures = figures_of(ask(store, Question("control-chart", by=("type",))))
    assert chart_for("control-chart", figures, store, "Crime", "") is None
    assert chart_for("recorded-crime", figures, store, "Crime", "") is None
    nothing = replace(figures, rows=())
    assert chart_for("control-chart", nothing, store, "Crime", "") is None


@pytest.mark.parametrize("name", ["hot-spots", "most-similar", "exceptional-change"])
def test_what_is_held_back_is_not_drawn(name: str, tmp_path: Path) -> None:
    """A row whose figures are words has no figure, class or mark on its chart."""
    measure = named(name)
    store, figures = example_of(measure, tmp_path)
    shown = [n for n, column in enumerate(figures.columns) if column.is_value]
    first = tuple("not shown" if n in shown else cell for n, cell in enumerate(figures.rows[0]))
    held = replace(figures, rows=(first, *figures.rows[1:]))
    chart = chart_for(name, held, store, "Crime", "")
    match chart:
        case AreaMap():
            (area,) = [one for one in chart.areas if one.withheld]
            assert (area.name, area.level, area.words) == (first[0], None, "")
        case BarChart():
            assert chart.bars[0].withheld
            assert not chart.bars[0].highlighted
            assert chart.bars[0].figures() == []
        case _:
            pytest.fail("no chart")


def test_a_forecast_follows_its_months(tmp_path: Path) -> None:
    store, figures = example_of(named("forecast"), tmp_path)
    chart = chart_for("forecast", figures, store, "Crime", "")
    assert isinstance(chart, LineChart)
    assert chart.forecast is not None
    assert (chart.forecast.first, chart.forecast.values) == (24, (31.0,))
    assert [(band.label, band.lower, band.upper) for band in chart.forecast.bands] == [
        ("80% interval", (22.0,), (41.0,)),
        ("95% interval", (17.0,), (47.0,)),
    ]
    assert chart.points[-1].label == "Jan 2024"


def test_squares_of_a_density_lie_where_the_points_do() -> None:
    """All of a lone point's density is within its bandwidth, and it sums to the one event."""
    grid = density_grid([(0.1, 52.2)], "more", bandwidth=1000, cell=100)
    rows, wide = len(grid.rows), len(grid.rows[0])
    assert sum(map(sum, grid.rows)) * 0.1**2 == pytest.approx(1, rel=0.01)
    high = max((value, n, m) for n, row in enumerate(grid.rows) for m, value in enumerate(row))
    north = grid.north - (high[1] + 0.5) * (grid.north - grid.south) / rows
    east = grid.west + (high[2] + 0.5) * (grid.east - grid.west) / wide
    assert east == pytest.approx(0.1, abs=0.0015)
    assert north == pytest.approx(52.2, abs=0.001)
    with pytest.raises(ValueError, match="needs points"):
        density_grid([], "more")


def test_quarters_are_named_by_their_months(tmp_path: Path) -> None:
    store, _ = example_of(named("concentration"), tmp_path)
    question = Question("concentration", by=("quarter",), first=date(2024, 1, 1))
    chart = chart_for("concentration", figures_of(ask(store, question)), store, "Crime", "")
    assert isinstance(chart, ShareCurve)
    assert [one.label for one in chart.curves] == ["January to March 2024"]
    assert chart.at(5.0) == 60.0
