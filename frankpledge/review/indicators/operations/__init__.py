"""Changing indicators, their figures and what they are held against: the only door for it.

Files of figures come in by `operations.importing`, which builds on what reads them.
"""

from frankpledge.review.indicators.operations.aiming import mark_break, set_baseline, set_target
from frankpledge.review.indicators.operations.breaking_down import PartGiven, put_breakdown
from frankpledge.review.indicators.operations.defining import (
    Definition,
    change_indicator,
    define_indicator,
    end_indicator,
)
from frankpledge.review.indicators.operations.measuring import take_measure
from frankpledge.review.indicators.operations.recording import (
    Figure,
    add_series,
    record_value,
    withdraw_value,
)
from frankpledge.review.indicators.operations.saying import keep_apart, state

__all__ = [
    "Definition",
    "Figure",
    "PartGiven",
    "add_series",
    "change_indicator",
    "define_indicator",
    "end_indicator",
    "keep_apart",
    "mark_break",
    "put_breakdown",
    "record_value",
    "set_baseline",
    "set_target",
    "state",
    "take_measure",
    "withdraw_value",
]
