"""Control charts: which readings are exceptional, and which are what chance allows."""

from frankpledge.analytics.control.charting import control_chart
from frankpledge.analytics.control.limits import MINIMUM, SETTLED
from frankpledge.analytics.control.nouns import (
    Better,
    ControlChart,
    ControlPoint,
    Kind,
    Reading,
    Segment,
    Signal,
)

__all__ = [
    "MINIMUM",
    "SETTLED",
    "Better",
    "ControlChart",
    "ControlPoint",
    "Kind",
    "Reading",
    "Segment",
    "Signal",
    "control_chart",
]
