"""Decide: meetings, the forward plan, agendas, papers, circulation, minutes and decisions."""

from frankpledge.meetings.models.agenda import BINDINGS, AgendaItem, AgendaTemplateItem
from frankpledge.meetings.models.attendance import STATUSES, SUBSTITUTE_STATES, Attendance
from frankpledge.meetings.models.calendar import MEETING_STATES, Meeting
from frankpledge.meetings.models.circulation import CirculatedPaper, Circulation, Question
from frankpledge.meetings.models.deadlines import Deadline, EarlierDate
from frankpledge.meetings.models.decisions import CARRIED, OUTCOMES, Decision, DecisionEffect
from frankpledge.meetings.models.minutes import (
    MINUTES_STATES,
    NOTE_KINDS,
    Correction,
    MinuteNote,
    Minutes,
    MinutesComment,
)
from frankpledge.meetings.models.papers import (
    PAPER_STATES,
    SOURCES,
    NamedReader,
    Paper,
    Recommendation,
)
from frankpledge.meetings.models.plan import (
    PlanChange,
    PlanEntry,
    PlanProposal,
    PlanSlot,
    PlanTheme,
)
from frankpledge.meetings.models.withholding import NamedReaderOfPart, Withholding

__all__ = [
    "BINDINGS",
    "CARRIED",
    "MEETING_STATES",
    "MINUTES_STATES",
    "NOTE_KINDS",
    "OUTCOMES",
    "PAPER_STATES",
    "SOURCES",
    "STATUSES",
    "SUBSTITUTE_STATES",
    "AgendaItem",
    "AgendaTemplateItem",
    "Attendance",
    "CirculatedPaper",
    "Circulation",
    "Correction",
    "Deadline",
    "Decision",
    "DecisionEffect",
    "EarlierDate",
    "Meeting",
    "MinuteNote",
    "Minutes",
    "MinutesComment",
    "NamedReader",
    "NamedReaderOfPart",
    "Paper",
    "PlanChange",
    "PlanEntry",
    "PlanProposal",
    "PlanSlot",
    "PlanTheme",
    "Question",
    "Recommendation",
    "Withholding",
]
