"""Derived measures: statistics of other measures' answers, one a module.

None has SQL of its own that differs between engines: figures are asked of the engine, and the small
result is worked on here, the same for both.
"""

from __future__ import annotations

from .answering import derived_answer
from .concentration import CONCENTRATION
from .control_chart import CONTROL_CHART
from .exceptional_change import EXCEPTIONAL_CHANGE
from .hot_spots import HOT_SPOTS
from .working import Figures, Working

ALL = (EXCEPTIONAL_CHANGE, CONTROL_CHART, CONCENTRATION, HOT_SPOTS)
"""In the order of the list that people choose from."""

__all__ = ["ALL", "Figures", "Working", "derived_answer"]
