"""One way to draw any chart, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.documents.blocks import Block, Figure
from frankpledge.documents.charts.area_map import area_map
from frankpledge.documents.charts.bar import bar_chart
from frankpledge.documents.charts.chart import LineChart, StepChart
from frankpledge.documents.charts.comparing import BarChart, ShareCurve
from frankpledge.documents.charts.describe import Chart, describe
from frankpledge.documents.charts.line import line_chart
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.share import share_curve
from frankpledge.documents.charts.step import step_chart
from frankpledge.documents.charts.tables import table_of


def draw(chart: Chart, *, width: int = 480, links: Mapping[str, str] | None = None) -> bytes:
    """The chart as SVG, laid out for a page (480 pixels wide) or a phone (320).

    `links`: for a map on the web, where each place leads, by its code. They are no part of the
    chart, which outlives addresses; paper does without.
    """
    match chart:
        case LineChart():
            return line_chart(chart, width=width)
        case StepChart():
            return step_chart(chart, width=width)
        case BarChart():
            return bar_chart(chart, width=width)
        case ShareCurve():
            return share_curve(chart, width=width)
        case AreaMap():
            return area_map(chart, width=width, links=links)


def chart_blocks(chart: Chart) -> tuple[Block, ...]:
    """The chart and its table as blocks of a paper, for page, PDF and Word.

    A map of outlines has no figure to tabulate: its table of names alone is left out.
    """
    drawn = Figure(draw(chart), "image/svg+xml", describe(chart))
    table = table_of(chart)
    return (drawn, table) if table.rows and table.width > 1 else (drawn,)
