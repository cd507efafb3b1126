"""Indicators: what they mean, their figures as they were known, baselines, targets and breaks."""

from frankpledge.review.indicators.models.aims import (
    IndicatorBaseline,
    IndicatorBreak,
    IndicatorTarget,
)
from frankpledge.review.indicators.models.breakdowns import Breakdown, BreakdownPart
from frankpledge.review.indicators.models.figures import (
    IndicatorSeries,
    IndicatorValue,
    ValueImport,
)
from frankpledge.review.indicators.models.indicator import Indicator
from frankpledge.review.indicators.models.said import IndicatorPair, IndicatorStatement

__all__ = [
    "Breakdown",
    "BreakdownPart",
    "Indicator",
    "IndicatorBaseline",
    "IndicatorBreak",
    "IndicatorPair",
    "IndicatorSeries",
    "IndicatorStatement",
    "IndicatorTarget",
    "IndicatorValue",
    "ValueImport",
]
