"""Who may change the register. Whether a change may happen is in `rules`."""

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep_register(viewer: Viewer, body: Body) -> Verdict:
    """Appoint members of a body and amend its terms: its secretary."""
    if body.pk in viewer.secretary_of:
        return ALLOWED
    return refused("Only the body’s secretary keeps its register.")


def can_see_duties(viewer: Viewer, body: Body) -> Verdict:
    """See what a body owes: whoever acts for it, and the secretaries who chase it."""
    if body.pk in viewer.bodies or body.pk in viewer.secretary_of:
        return ALLOWED
    chasers = Body.objects.filter(pk__in=viewer.secretary_of, area=body.area_id)
    if viewer.secretary_of and chasers.exists():
        return ALLOWED
    return refused("What a body owes is for the body itself and for those who chase it.")


def can_keep_contacts(viewer: Viewer, body: Body) -> Verdict:
    """See and change to whom a body's mail goes: the same people, for they answer or chase."""
    return can_see_duties(viewer, body)
