"""Months of the year and trend, forecasts with honest ranges, and what they proved worth before."""

from frankpledge.analytics.seasons.back_testing import BackTest, Score, back_test
from frankpledge.analytics.seasons.describing import (
    Factor,
    Seasons,
    Trend,
    against_season,
    seasonality,
)
from frankpledge.analytics.seasons.fitting import LEAST_MONTHS, Fit, Unsettled, fit, shortage
from frankpledge.analytics.seasons.forecasting import Forecast, ForecastPoint, forecast

__all__ = [
    "LEAST_MONTHS",
    "BackTest",
    "Factor",
    "Fit",
    "Forecast",
    "ForecastPoint",
    "Score",
    "Seasons",
    "Trend",
    "Unsettled",
    "against_season",
    "back_test",
    "fit",
    "forecast",
    "seasonality",
    "shortage",
]
