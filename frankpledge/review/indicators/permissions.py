"""Who may do what with indicators. Whether it may happen now is in `rules`."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.permissions import keeps_for, reads_all_of
from frankpledge.review.indicators.models import Indicator
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep(viewer: Viewer, body: Body, on: date) -> Verdict:
    """Define and change indicators, set baselines, bring figures in: those who act for the body
    or run it, and the secretary of a board that it reports to."""
    if keeps_for(viewer, body, on):
        return ALLOWED
    return refused("Those who act for this body, and its board’s secretary, keep its indicators.")


def can_read_all(viewer: Viewer, body: Body, on: date) -> Verdict:
    """See all of a body's indicators: the body, those who sit on it or run it, its boards."""
    if reads_all_of(viewer, body, on):
        return ALLOWED
    return refused("Indicators are for their body and for the boards that it reports to.")


def can_add_figures(viewer: Viewer, indicator: Indicator, on: date) -> Verdict:
    """Add a figure: those who keep the indicator, and the body that answers for it."""
    if indicator.owner_id in viewer.bodies or can_keep(viewer, indicator.body, on):
        return ALLOWED
    return refused("Whoever answers for an indicator adds its figures, and those who keep it.")
