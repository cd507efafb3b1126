"""Charts as SVG, drawn for screen, pack and Word alike. What others import stands here."""

from frankpledge.documents.charts.area_map import area_map
from frankpledge.documents.charts.bar import bar_chart
from frankpledge.documents.charts.chart import (
    Band,
    Break,
    Forecast,
    Limits,
    Line,
    LineChart,
    Point,
    Score,
    Series,
    StepChart,
)
from frankpledge.documents.charts.chart_json import spec_from_json, spec_to_json
from frankpledge.documents.charts.comparing import Bar, BarChart, Curve, ShareCurve
from frankpledge.documents.charts.describe import Chart, describe
from frankpledge.documents.charts.draw import chart_blocks, draw
from frankpledge.documents.charts.line import line_chart
from frankpledge.documents.charts.maps import Area, AreaMap, Grid, MapClass, ordered
from frankpledge.documents.charts.share import share_curve
from frankpledge.documents.charts.step import step_chart
from frankpledge.documents.charts.tables import table_of

__all__ = [
    "Area",
    "AreaMap",
    "Band",
    "Bar",
    "BarChart",
    "Break",
    "Chart",
    "Curve",
    "Forecast",
    "Grid",
    "Limits",
    "Line",
    "LineChart",
    "MapClass",
    "Point",
    "Score",
    "Series",
    "ShareCurve",
    "StepChart",
    "area_map",
    "bar_chart",
    "chart_blocks",
    "describe",
    "draw",
    "line_chart",
    "ordered",
    "share_curve",
    "spec_from_json",
    "spec_to_json",
    "step_chart",
    "table_of",
]
