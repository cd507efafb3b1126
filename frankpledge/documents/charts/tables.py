"""The table that stands beside a chart: everything that is drawn, as words and figures."""

from __future__ import annotations

from frankpledge.documents.blocks import Table, words
from frankpledge.documents.charts.chart import LineChart, StepChart
from frankpledge.documents.charts.comparing import BarChart, ShareCurve
from frankpledge.documents.charts.describe import Chart
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.saying import spelled
from frankpledge.documents.charts.scale import figure

NOTHING = "–"


def table_of(chart: Chart) -> Table:
    """The chart's figures as a block for page, PDF and Word; columns of figures are `numeric`."""
    match chart:
        case LineChart():
            return _line(chart)
        case StepChart():
            head = ["From", "Score", "In words"]
            rows = [[spelled(one.day), str(one.value), one.words] for one in chart.scores]
            return _table(chart.title, head, rows, (1,))
        case BarChart():
            return _bars(chart)
        case ShareCurve():
            return _shares(chart)
        case AreaMap():
            return _map(chart)


def _table(caption: str, head: list[str], rows: list[list[str]], numeric: tuple[int, ...]) -> Table:
    return Table(
        head=tuple(words(cell) for cell in head),
        rows=tuple(tuple(words(cell) for cell in row) for row in rows),
        caption=caption,
        numeric=numeric,
    )


def _figure(value: float | None) -> str:
    return NOTHING if value is None else figure(value)


def _caption(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit else title


def _line(chart: LineChart) -> Table:
    count = len(chart.points)
    columns: list[tuple[str, list[str]]] = [
        ("Figure", [_figure(point.value) for point in chart.points])
    ]
    for series in chart.others:
        columns.append((series.label, [_figure(value) for value in series.values]))
    if chart.trajectory:
        columns.append(("Path to target", [_figure(value) for value in chart.trajectory]))
    if chart.forecast:
        ahead = chart.forecast
        before = [NOTHING] * ahead.first
        after = [NOTHING] * (count - ahead.first - len(ahead.values))
        columns.append((ahead.label.capitalize(), [*before, *map(figure, ahead.values), *after]))
        for band in ahead.bands:
            ranges = [
                f"{figure(low)} to {figure(high)}"
                for low, high in zip(band.lower, band.upper, strict=True)
            ]
            columns.append((band.label, [*before, *ranges, *after]))
    if any(_remarks(chart, index) for index in range(count)):
        columns.append(("Remarks", [_remarks(chart, index) or NOTHING for index in range(count)]))
    head = ["Period", *(name for name, _ in columns)]
    rows = [
        [point.label, *(column[index] for _, column in columns)]
        for index, point in enumerate(chart.points)
    ]
    numeric = tuple(n for n, name in enumerate(head) if n and name != "Remarks")
    return _table(_caption(chart.title, chart.unit), head, rows, numeric)


def _remarks(chart: LineChart, index: int) -> str:
    point = chart.points[index]
    said = [f"New series: {each.label}" for each in chart.breaks if each.after == index - 1]
    said += ["exceptional"] if point.exceptional else []
    said += ["provisional"] if point.provisional else []
    return "; ".join(said)


def _bars(chart: BarChart) -> Table:
    compared = any(bar.beside is not None for bar in chart.bars)
    ranged = any(bar.low is not None for bar in chart.bars)
    head = [chart.of, "Figure", *[chart.beside] * compared, *[chart.interval] * ranged]
    rows = []
    for bar in chart.bars:
        row = [bar.label, bar.words or (bar.said if bar.value is None else figure(bar.value))]
        row += [_figure(bar.beside)] * compared
        both = bar.low is not None and bar.high is not None
        row += [f"{_figure(bar.low)} to {_figure(bar.high)}" if both else NOTHING] * ranged
        rows.append(row)
    if chart.level:
        rest = [NOTHING] * (compared + ranged)
        rows.append([chart.level.label, figure(chart.level.value), *rest])
    return _table(_caption(chart.title, chart.unit), head, rows, tuple(range(1, len(head))))


def _shares(chart: ShareCurve) -> Table:
    head = [f"Share of {chart.whole}", *(curve.label for curve in chart.curves)]
    shares = chart.named or (1.0, 5.0, 10.0, 25.0, 50.0)
    rows = [
        [
            f"{figure(share)}%",
            *(
                NOTHING if height is None else f"{figure(height)}%"
                for height in (chart.at(share, n) for n in range(len(chart.curves)))
            ),
        ]
        for share in shares
    ]
    caption = _caption(chart.title, f"share of {chart.counted}")
    return _table(caption, head, rows, tuple(range(1, len(head))))


def _map(chart: AreaMap) -> Table:
    with_figures = any(area.words for area in chart.areas)
    head = [chart.of, *["Figure"] * with_figures, *["Class"] * bool(chart.classes)]
    rows = []
    for area in chart.areas:
        said = area.words or (NOTHING if area.level is not None else chart.said(area))
        row = [area.name, *[said] * with_figures, *[chart.said(area)] * bool(chart.classes)]
        rows.append(row)
    numeric = (1,) if with_figures else ()
    return _table(_caption(chart.title, chart.unit), head, rows, numeric)
