"""The only door for writes: agreements, and priorities through the cycle."""

from frankpledge.planning.operations.agreements import (
    Joining,
    Wording,
    adopt_agreement,
    amend_agreement,
    review_agreement,
    sign,
)
from frankpledge.planning.operations.priorities import (
    drop_basis,
    give_review,
    move_priority,
    name_basis,
    set_by_decision,
)

__all__ = [
    "Joining",
    "Wording",
    "adopt_agreement",
    "amend_agreement",
    "drop_basis",
    "give_review",
    "move_priority",
    "name_basis",
    "review_agreement",
    "set_by_decision",
    "sign",
]
