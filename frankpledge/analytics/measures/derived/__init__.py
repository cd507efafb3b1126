"""Derived measures: statistics of other measures' answers, one a module.

None has SQL of its own that differs between engines: figures are asked of the engine, and the small
result is worked on here, the same for both.
"""

from __future__ import annotations

from frankpledge.analytics.measures.derived.answering import derived_answer
from frankpledge.analytics.measures.derived.casualty_target import CASUALTY_TARGET
from frankpledge.analytics.measures.derived.concentration import CONCENTRATION
from frankpledge.analytics.measures.derived.control_chart import CONTROL_CHART
from frankpledge.analytics.measures.derived.emerging import EMERGING_HOT_SPOTS
from frankpledge.analytics.measures.derived.exceptional_change import EXCEPTIONAL_CHANGE
from frankpledge.analytics.measures.derived.flags import WARD_FLAGS
from frankpledge.analytics.measures.derived.forecast import FORECAST
from frankpledge.analytics.measures.derived.hot_spots import HOT_SPOTS
from frankpledge.analytics.measures.derived.most_similar import MOST_SIMILAR
from frankpledge.analytics.measures.derived.near_repeat import NEAR_REPEAT
from frankpledge.analytics.measures.derived.partner_records import PARTNER_RECORDS
from frankpledge.analytics.measures.derived.repeats import REPEAT_INCIDENTS
from frankpledge.analytics.measures.derived.seasonality import SEASONALITY
from frankpledge.analytics.measures.derived.stop_disparity import STOP_DISPARITY
from frankpledge.analytics.measures.derived.working import Figures, Working

ALL = (
    EXCEPTIONAL_CHANGE,
    CONTROL_CHART,
    CONCENTRATION,
    HOT_SPOTS,
    WARD_FLAGS,
    EMERGING_HOT_SPOTS,
    SEASONALITY,
    FORECAST,
    MOST_SIMILAR,
    NEAR_REPEAT,
    CASUALTY_TARGET,
    STOP_DISPARITY,
    PARTNER_RECORDS,
    REPEAT_INCIDENTS,
)
"""In the order of the list that people choose from."""

__all__ = ["ALL", "Figures", "Working", "derived_answer"]
