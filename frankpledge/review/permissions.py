"""Who may write an update."""

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_write_update(viewer: Viewer, group: Body, meeting: Meeting) -> Verdict:
    """The group itself until the papers go out; the board's secretary for it at any time.

    A group that is late may still send its first update until the papers are public: from then on
    an update would be public the moment it is sent, before any member has read it.
    """
    if meeting.body_id in viewer.secretary_of:
        return ALLOWED
    if group.pk in viewer.bodies and (meeting.circulated is None or _is_late(group, meeting)):
        return ALLOWED
    return refused("Only the group, until the papers have gone out, and the secretary write this.")


def _is_late(group: Body, meeting: Meeting) -> bool:
    sent = QuarterlyUpdate.objects.filter(group=group, meeting=meeting, state="received")
    return meeting.published is None and not sent.exists()
