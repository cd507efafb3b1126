"""Who may do what to a meeting and its papers. Whether it may happen now is in `rules`."""

from frankpledge.meetings.models import Meeting, Paper
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_run(viewer: Viewer, meeting: Meeting) -> Verdict:
    """Plan the agenda, receive, circulate and publish: the board's secretary."""
    if meeting.body_id in viewer.secretary_of:
        return ALLOWED
    return refused("Only the board’s secretary can do this.")


def can_see_agenda(viewer: Viewer, meeting: Meeting) -> Verdict:
    """See the agenda: members and the secretary always, the public once the meeting is called."""
    if meeting.body_id in viewer.boards or meeting.state in {"called", "held"}:
        return ALLOWED
    return refused("The agenda is not public yet.")


def can_read_members_pack(viewer: Viewer, meeting: Meeting) -> Verdict:
    """Get the members' pack: those who sit on the board, once it is circulated; its secretary."""
    if can_run(viewer, meeting):
        return ALLOWED
    if meeting.body_id in viewer.boards and meeting.circulated:
        return ALLOWED
    return refused("The members’ pack is for members of the board, once it has been circulated.")


def can_write(viewer: Viewer, paper: Paper) -> Verdict:
    """Write a paper: its author body until it is received, the secretary until it goes out."""
    meeting = paper.item.meeting
    if can_run(viewer, meeting) and paper.state in {"to-follow", "draft", "received"}:
        return ALLOWED
    if paper.author_body_id in viewer.bodies and paper.state in {"to-follow", "draft"}:
        return ALLOWED
    return refused("This paper can no longer be changed here. Ask the board’s secretary.")
