"""Whether, not who: agreements and their dates, what they rest on, the cycle. No database."""

from frankpledge.planning.rules.agreements import (
    Obligation,
    agreement_alerts,
    agreement_obligation,
    may_run,
    slot_role,
)
from frankpledge.planning.rules.basis import counts_for, first_new_day, may_be_based
from frankpledge.planning.rules.cycle import (
    STAGE_TRANSITIONS,
    STAGES,
    Item,
    may_go_on,
    may_leave,
    next_stage,
)

__all__ = [
    "STAGES",
    "STAGE_TRANSITIONS",
    "Item",
    "Obligation",
    "agreement_alerts",
    "agreement_obligation",
    "counts_for",
    "first_new_day",
    "may_be_based",
    "may_go_on",
    "may_leave",
    "may_run",
    "next_stage",
    "slot_role",
]
