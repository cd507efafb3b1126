"""Whether, not who: states of papers, agenda time and numbers, deadlines, the forward plan.

One module a subject, none with a database; this page gives the names that the rest of the system
uses.
"""

from frankpledge.meetings.rules.agenda import Timed, Timing, late_number, timing
from frankpledge.meetings.rules.deadlines import (
    Counted,
    Deadlines,
    counted,
    days_late,
    deadlines,
    kept_extension,
    may_have_until,
)
from frankpledge.meetings.rules.meetings import (
    may_call,
    may_cancel,
    may_move,
    may_plan_meeting,
    odd_day,
)
from frankpledge.meetings.rules.papers import PAPER_TRANSITIONS, PaperFacts, may_become

__all__ = [
    "PAPER_TRANSITIONS",
    "Counted",
    "Deadlines",
    "PaperFacts",
    "Timed",
    "Timing",
    "counted",
    "days_late",
    "deadlines",
    "kept_extension",
    "late_number",
    "may_become",
    "may_call",
    "may_cancel",
    "may_have_until",
    "may_move",
    "may_plan_meeting",
    "odd_day",
    "timing",
]
