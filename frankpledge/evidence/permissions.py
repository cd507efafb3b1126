"""Who may read the evidence, and who keeps it."""

from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_read_evidence(viewer: Viewer, area: Area) -> Verdict:
    """Explore figures and read findings in draft: whoever holds a post in the area.

    The public reads what is published, and nothing else.
    """
    if area.pk in viewer.areas:
        return ALLOWED
    return refused("The evidence is for those who hold a post in the partnership.")


def can_keep_evidence(viewer: Viewer, area: Area) -> Verdict:
    """Load data, keep findings and draft assessments: the area's analysts."""
    if area.pk in viewer.analyst_in:
        return ALLOWED
    return refused("The area’s analysts keep its evidence.")
