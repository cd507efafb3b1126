"""Changing meetings, agendas, papers and minutes: the only door for it."""

from frankpledge.meetings.operations.agenda import (
    add_item,
    change_item,
    commission_paper,
    draft_agenda,
)
from frankpledge.meetings.operations.attendance import (
    Came,
    Conflict,
    RollLine,
    add_in_attendance,
    record_attendance,
    remove_in_attendance,
    send_apologies,
    settle_substitute,
    take_back_apologies,
)
from frankpledge.meetings.operations.circulation import (
    circulate,
    publish,
    publish_due,
    revise_paper,
)
from frankpledge.meetings.operations.corrections import correct_note
from frankpledge.meetings.operations.deadlines import (
    ensure_deadlines,
    give_more_time,
    set_deadlines,
)
from frankpledge.meetings.operations.decisions import (
    amend_terms_by_decision,
    appoint_by_decision,
    change_decision,
    end_by_decision,
    record_decision,
    rests_on,
)
from frankpledge.meetings.operations.minutes import (
    answer_comment,
    approve_at_meeting,
    approve_minutes,
    comment,
    publish_minutes,
    send_for_comments,
    start_minutes,
    take_back,
)
from frankpledge.meetings.operations.moving import call_meeting, cancel_meeting, move_meeting
from frankpledge.meetings.operations.notes import (
    Said,
    change_note,
    minutes_facts,
    remove_note,
    take_note,
)
from frankpledge.meetings.operations.papers import (
    change_paper_state,
    has_content,
    set_recommendations,
    upload_paper,
    write_paper,
)
from frankpledge.meetings.operations.plan import (
    accept_proposal,
    decline_proposal,
    move_entry,
    propose,
    put_in_plan,
    take_out,
)

__all__ = [
    "Came",
    "Conflict",
    "RollLine",
    "Said",
    "accept_proposal",
    "add_in_attendance",
    "add_item",
    "amend_terms_by_decision",
    "answer_comment",
    "appoint_by_decision",
    "approve_at_meeting",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "change_decision",
    "change_item",
    "change_note",
    "change_paper_state",
    "circulate",
    "comment",
    "commission_paper",
    "correct_note",
    "decline_proposal",
    "draft_agenda",
    "end_by_decision",
    "ensure_deadlines",
    "give_more_time",
    "has_content",
    "minutes_facts",
    "move_entry",
    "move_meeting",
    "propose",
    "publish",
    "publish_due",
    "publish_minutes",
    "put_in_plan",
    "record_attendance",
    "record_decision",
    "remove_in_attendance",
    "remove_note",
    "rests_on",
    "revise_paper",
    "send_apologies",
    "send_for_comments",
    "set_deadlines",
    "set_recommendations",
    "settle_substitute",
    "start_minutes",
    "take_back",
    "take_back_apologies",
    "take_note",
    "take_out",
    "upload_paper",
    "write_paper",
]
