"""Decide: meetings, the forward plan, agendas and the papers bound into packs."""

from frankpledge.meetings.models.agenda import BINDINGS, AgendaItem, AgendaTemplateItem
from frankpledge.meetings.models.calendar import MEETING_STATES, Meeting
from frankpledge.meetings.models.papers import PAPER_STATES, SOURCES, Paper, Recommendation
from frankpledge.meetings.models.plan import PlanEntry, PlanSlot, PlanTheme

__all__ = [
    "BINDINGS",
    "MEETING_STATES",
    "PAPER_STATES",
    "SOURCES",
    "AgendaItem",
    "AgendaTemplateItem",
    "Meeting",
    "Paper",
    "PlanEntry",
    "PlanSlot",
    "PlanTheme",
    "Recommendation",
]
