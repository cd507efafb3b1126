"""Plan: county priorities, the boards that lead on them, and the agreement between partners."""

from frankpledge.planning.models.agreements import (
    Agreement,
    AgreementDecision,
    Party,
    Signature,
)
from frankpledge.planning.models.priorities import (
    LeadBoard,
    Priority,
    PriorityBasis,
    PriorityMove,
)

__all__ = [
    "Agreement",
    "AgreementDecision",
    "LeadBoard",
    "Party",
    "Priority",
    "PriorityBasis",
    "PriorityMove",
    "Signature",
]
