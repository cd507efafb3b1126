"""Is this period's count exceptional, against an earlier period, a history, or in many places?"""

from frankpledge.analytics.control import MINIMUM
from frankpledge.analytics.exceptional.judging import (
    ALPHA,
    Exceptional,
    Verdict,
    against_earlier,
    against_history,
)
from frankpledge.analytics.exceptional.many import AcrossPlaces, across_places, adjusted

__all__ = [
    "ALPHA",
    "MINIMUM",
    "AcrossPlaces",
    "Exceptional",
    "Verdict",
    "across_places",
    "adjusted",
    "against_earlier",
    "against_history",
]
