"""What pages, papers and other parts ask of indicators."""

from frankpledge.review.indicators.queries.counts import (
    AtLeast,
    IndicatorCounts,
    at_least_among,
    at_least_figures,
    group_indicators,
    indicator_counts,
)
from frankpledge.review.indicators.queries.lines import IndicatorLine, line_of, lines_of

__all__ = [
    "AtLeast",
    "IndicatorCounts",
    "IndicatorLine",
    "at_least_among",
    "at_least_figures",
    "group_indicators",
    "indicator_counts",
    "line_of",
    "lines_of",
]
