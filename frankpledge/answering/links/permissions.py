"""Who may watch over a link."""

from frankpledge.answering.models import AnswerLink
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_withdraw(viewer: Viewer, link: AnswerLink) -> Verdict:
    """Those who act for the link's body, and the secretary of the board that asked."""
    if link.body_id in viewer.bodies or link.asked_by_id in viewer.secretary_of:
        return ALLOWED
    return refused("A link is withdrawn by its body’s people or by the secretary who asked.")
