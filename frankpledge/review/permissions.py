"""Who may write an update."""

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_write_update(viewer: Viewer, group: Body, meeting: Meeting) -> Verdict:
    """The group itself until the papers go out; the board's secretary for it at any time."""
    if meeting.body_id in viewer.secretary_of:
        return ALLOWED
    if group.pk in viewer.bodies and meeting.circulated is None:
        return ALLOWED
    return refused("Only the group, until the papers have gone out, and the secretary write this.")
