"""Changing meetings, agendas, papers and minutes: the only door for it."""

from frankpledge.meetings.operations.agenda import (
    add_item,
    change_item,
    commission_paper,
    draft_agenda,
)
from frankpledge.meetings.operations.circulation import circulate, publish
from frankpledge.meetings.operations.papers import (
    OFFICE,
    change_paper_state,
    has_content,
    set_recommendations,
    upload_paper,
    write_paper,
)

__all__ = [
    "OFFICE",
    "add_item",
    "change_item",
    "change_paper_state",
    "circulate",
    "commission_paper",
    "draft_agenda",
    "has_content",
    "publish",
    "set_recommendations",
    "upload_paper",
    "write_paper",
]
