"""What the pages of planning show, and what is owed."""

from frankpledge.planning.queries.agreements import (
    AgreementPage,
    SignatureLine,
    agreement_page,
    agreements_of,
    may_sign_for,
    obligations_of,
)
from frankpledge.planning.queries.priorities import Priorities, PriorityLine, priorities

__all__ = [
    "AgreementPage",
    "Priorities",
    "PriorityLine",
    "SignatureLine",
    "agreement_page",
    "agreements_of",
    "may_sign_for",
    "obligations_of",
    "priorities",
]
