"""Who: bodies with dated names and roles, the terms they meet by, seats, and who holds them."""

from frankpledge.partnership.models.bodies import (
    PLURALS,
    ROLES,
    Body,
    BodyName,
    BodyRole,
    Coverage,
    Reporting,
    Succession,
    SuccessionPart,
)
from frankpledge.partnership.models.contacts import PURPOSES, Contact
from frankpledge.partnership.models.invitations import INVITATION_STATES, Invitation
from frankpledge.partnership.models.seats import CAPACITIES, DUTIES, Membership, PostHolding, Seat
from frankpledge.partnership.models.terms import SUBSTITUTES, TermsOfReference

__all__ = [
    "CAPACITIES",
    "DUTIES",
    "INVITATION_STATES",
    "PLURALS",
    "PURPOSES",
    "ROLES",
    "SUBSTITUTES",
    "Body",
    "BodyName",
    "BodyRole",
    "Contact",
    "Coverage",
    "Invitation",
    "Membership",
    "PostHolding",
    "Reporting",
    "Seat",
    "Succession",
    "SuccessionPart",
    "TermsOfReference",
]
