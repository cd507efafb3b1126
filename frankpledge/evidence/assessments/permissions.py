"""Who may do what with strategic assessments. Whether it may happen now is in `rules`."""

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_start(viewer: Viewer, body: Body) -> Verdict:
    """Begin an assessment of a body: the area's analysts, and whoever acts for it or runs it."""
    if can_keep_evidence(viewer, body.area) or body.pk in viewer.bodies | viewer.secretary_of:
        return ALLOWED
    return refused("The area’s analysts, and those who act for a body, make its assessments.")


def can_write(viewer: Viewer, assessment: Assessment) -> Verdict:
    """Write an assessment and send it for review: the same people, and its producer."""
    if assessment.producer_id in viewer.bodies:
        return ALLOWED
    return can_start(viewer, assessment.body)


def can_comment(viewer: Viewer, assessment: Assessment) -> Verdict:
    """Comment on its sections: whoever sits on its body, and whoever writes it."""
    if assessment.body_id in viewer.boards or can_write(viewer, assessment):
        return ALLOWED
    return refused("Those who sit on its body comment on an assessment.")


def can_approve(viewer: Viewer, assessment: Assessment) -> Verdict:
    """Record that its body approved it, and publish it: whoever acts for the body or runs it.

    Not its analysts: who wrote it does not say that it is approved.
    """
    if assessment.body_id in viewer.bodies | viewer.secretary_of:
        return ALLOWED
    return refused("Those who act for the body, or run it, record that it was approved.")


def reads_in_full(viewer: Viewer, assessment: Assessment) -> Verdict:
    """See small numbers in what is not published yet: whoever holds a post in its area."""
    if assessment.body.area_id in viewer.areas:
        return ALLOWED
    return refused("The public sees assessments with small numbers held back.")
