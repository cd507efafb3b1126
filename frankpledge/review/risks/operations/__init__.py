"""Changing registers of risks: the only door for it."""

from frankpledge.review.risks.operations.asking import ask_for_action
from frankpledge.review.risks.operations.closing import close_risk, reopen_risk
from frankpledge.review.risks.operations.escalating import (
    accept_risk,
    escalate,
    return_risk,
    withdraw_escalation,
)
from frankpledge.review.risks.operations.raising import (
    Funding,
    change_risk,
    next_number,
    raise_risk,
)
from frankpledge.review.risks.operations.working import (
    add_control,
    end_control,
    mention,
    review_risk,
    score_risk,
)

__all__ = [
    "Funding",
    "accept_risk",
    "add_control",
    "ask_for_action",
    "change_risk",
    "close_risk",
    "end_control",
    "escalate",
    "mention",
    "next_number",
    "raise_risk",
    "reopen_risk",
    "return_risk",
    "review_risk",
    "score_risk",
    "withdraw_escalation",
]
