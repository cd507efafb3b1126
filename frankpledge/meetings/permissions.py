"""Who may do what to a meeting and its papers. Whether it may happen now is in `rules`."""

from frankpledge.meetings.models import Meeting, Paper, Question
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_run(viewer: Viewer, meeting: Meeting) -> Verdict:
    """Plan the agenda, receive, circulate and publish: the board's secretary."""
    if meeting.body_id in viewer.secretary_of:
        return ALLOWED
    return refused("Only the board’s secretary can do this.")


def can_plan(viewer: Viewer, body: Body) -> Verdict:
    """Work on a body's forward plan and calendar: its secretary."""
    if body.pk in viewer.secretary_of:
        return ALLOWED
    return refused("Only the board’s secretary plans its meetings.")


def can_propose(viewer: Viewer, body: Body) -> Verdict:
    """Propose an item for a body's plan, and read what is proposed: who sits on it, or runs it."""
    if body.pk in viewer.boards:
        return ALLOWED
    return refused("Proposals come from members of the board.")


def can_follow(viewer: Viewer, meeting: Meeting) -> Verdict:
    """See how each paper of a meeting stands, and who is late: its secretary and its chair."""
    if meeting.body_id in viewer.secretary_of | viewer.chair_of:
        return ALLOWED
    return refused("How the papers stand is for the board’s secretary and its chair.")


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


def can_read_attendance(viewer: Viewer, body: Body) -> Verdict:
    """See who came how often: those who sit on the board, its chair and its secretary."""
    if body.pk in viewer.boards | viewer.secretary_of | viewer.chair_of:
        return ALLOWED
    return refused("Attendance over the years is for those who sit on the board.")


def can_settle_substitutes(viewer: Viewer, meeting: Meeting) -> Verdict:
    """Approve a substitute: the chair; the secretary records that the chair did."""
    if meeting.body_id in viewer.chair_of | viewer.secretary_of:
        return ALLOWED
    return refused("Substitutes are the chair’s to approve.")


def can_ask(viewer: Viewer, meeting: Meeting) -> Verdict:
    """Send in questions beforehand: whoever acts for a body that sits on the board."""
    if meeting.body_id in viewer.boards and viewer.bodies:
        return ALLOWED
    return refused("Questions are for members of the board.")


def can_answer(viewer: Viewer, question: Question) -> Verdict:
    """Answer a question: the group that it is about, or leads the item; the board's secretary."""
    if question.answered_by_id in viewer.bodies or can_run(viewer, question.item.meeting):
        return ALLOWED
    return refused("The group that is asked answers this question.")
