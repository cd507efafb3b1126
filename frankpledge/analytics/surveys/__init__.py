"""Surveys of needs and consultations, counted without adding what overlaps."""

from frankpledge.analytics.surveys.answers import Question, Survey
from frankpledge.analytics.surveys.overlapping import Held, Together, how_many, together
from frankpledge.analytics.surveys.reviewing import (
    Proposal,
    Reconciled,
    Relevance,
    RelevanceReview,
    Returns,
    Savings,
    Spend,
    expected_change,
    reconcile,
    relevance_review,
    return_rate,
    savings,
)
from frankpledge.analytics.surveys.tabulating import (
    Line,
    Numbers,
    Tabulation,
    summarise,
    tabulate,
)
from frankpledge.analytics.surveys.waves import Moved, compare
from frankpledge.analytics.surveys.weighting import (
    Difference,
    Estimate,
    design_effect,
    difference,
    effective_base,
    estimate,
)

__all__ = [
    "Difference",
    "Estimate",
    "Held",
    "Line",
    "Moved",
    "Numbers",
    "Proposal",
    "Question",
    "Reconciled",
    "Relevance",
    "RelevanceReview",
    "Returns",
    "Savings",
    "Spend",
    "Survey",
    "Tabulation",
    "Together",
    "compare",
    "design_effect",
    "difference",
    "effective_base",
    "estimate",
    "expected_change",
    "how_many",
    "reconcile",
    "relevance_review",
    "return_rate",
    "savings",
    "summarise",
    "tabulate",
    "together",
]
