"""Figures held against each other, against a baseline and against a target. Decimal throughout."""

from frankpledge.analytics.comparing.changes import (
    Change,
    Comparison,
    Span,
    like_for_like,
    percentage_change,
    rolling,
    rounded,
    spoken,
)
from frankpledge.analytics.comparing.targets import (
    Judgement,
    MissingYears,
    State,
    baseline_of,
    judge,
    target_of,
    trajectory,
)

__all__ = [
    "Change",
    "Comparison",
    "Judgement",
    "MissingYears",
    "Span",
    "State",
    "baseline_of",
    "judge",
    "like_for_like",
    "percentage_change",
    "rolling",
    "rounded",
    "spoken",
    "target_of",
    "trajectory",
]
