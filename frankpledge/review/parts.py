"""What updates ask of the parts beside them that are still being built, by the names agreed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from frankpledge.partnership.models import Body


def state_evidence(**told: Any) -> Any:
    """State a document row as evidence of a requirement."""
    try:
        from frankpledge.review.requirements import operations
    except ImportError:
        return None
    return operations.state_evidence(**told)


def group_indicators(groups: Iterable[Body], on: date) -> dict[int, tuple[Any, ...]]:
    """Each group's indicators with their latest figures."""
    try:
        from frankpledge.review.indicators import queries
    except ImportError:
        return {}
    return queries.group_indicators(groups, on)


def at_least_figures(group: Body, on: date) -> tuple[Any, ...]:
    """A group's figures that are known only as "at least" so many."""
    try:
        from frankpledge.review.indicators import queries
    except ImportError:
        return ()
    return queries.at_least_figures(group, on)
