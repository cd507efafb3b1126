"""Derived measures: statistics of other measures' answers, one a module.

None has SQL of its own that differs between engines: figures are asked of the engine, and the small
result is worked on here, the same for both.
"""

from __future__ import annotations

from .answering import derived_answer
from .casualty_target import CASUALTY_TARGET
from .concentration import CONCENTRATION
from .control_chart import CONTROL_CHART
from .emerging import EMERGING_HOT_SPOTS
from .exceptional_change import EXCEPTIONAL_CHANGE
from .flags import WARD_FLAGS
from .forecast import FORECAST
from .hot_spots import HOT_SPOTS
from .most_similar import MOST_SIMILAR
from .near_repeat import NEAR_REPEAT
from .partner_records import PARTNER_RECORDS
from .repeats import REPEAT_INCIDENTS
from .seasonality import SEASONALITY
from .stop_disparity import STOP_DISPARITY
from .working import Figures, Working

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
