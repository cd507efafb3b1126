"""Who may do what in a register of risks. Whether it may happen now is in `rules`."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.permissions import keeps_for, reads_all_of
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep(viewer: Viewer, register: Body, on: date) -> Verdict:
    """Raise, change, score, close, import: those who act for the body or run it, and the
    secretary of a board that it reports to."""
    if keeps_for(viewer, register, on):
        return ALLOWED
    return refused("Those who act for this body, and its board’s secretary, keep its register.")


def can_read_all(viewer: Viewer, register: Body, on: date) -> Verdict:
    """Open a register: its body, those who sit on it or run it, and the boards it reports to."""
    if reads_all_of(viewer, register, on):
        return ALLOWED
    return refused("This register is for its body and for the boards that it reports to.")


def can_review(viewer: Viewer, risk: Risk, on: date) -> Verdict:
    """Review a risk: those who keep its register, and the body that owns it."""
    if risk.owner_id in viewer.bodies or can_keep(viewer, risk.register, on):
        return ALLOWED
    return refused("Whoever owns a risk reviews it, and those who keep its register.")


def can_answer(viewer: Viewer, escalation: Escalation) -> Verdict:
    """Take or return a risk: those who act for the body asked, or run it."""
    if escalation.to_id in viewer.bodies | viewer.secretary_of:
        return ALLOWED
    return refused("The body that was asked answers.")


def boards_to_ask(viewer: Viewer, risk: Risk, on: date) -> frozenset[int]:
    """The boards in whose register of actions this viewer may ask for one because of a risk."""
    above = boards_above([risk.register_id], on).get(risk.register_id, frozenset())
    return viewer.secretary_of & (above | {risk.register_id})
