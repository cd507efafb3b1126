"""Charts as SVG, drawn for screen, pack and Word alike. What others import stands here."""

from frankpledge.documents.charts.chart import (
    Break,
    Limits,
    Line,
    LineChart,
    Point,
    Score,
    Series,
    StepChart,
)
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.line import line_chart
from frankpledge.documents.charts.step import step_chart

__all__ = [
    "Break",
    "Limits",
    "Line",
    "LineChart",
    "Point",
    "Score",
    "Series",
    "StepChart",
    "describe",
    "line_chart",
    "step_chart",
]
