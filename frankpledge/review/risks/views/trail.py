"""Where the pages of a register of risks stand."""

from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.review.risks.models import Risk
from frankpledge.shared import clock
from frankpledge.shared.pages import Crumbs


def crumbs(body: Body | None = None, risk: Risk | None = None) -> Crumbs:
    """The trail to a page under the index, under a body's register, or under a risk."""
    trail = [("Home", "/"), ("Risks", reverse("risks:index"))]
    if body:
        name = body.short_on(clock.today())
        trail.append((name, reverse("risks:register", args=[body.slug])))
    if risk:
        trail.append((f"Risk {risk.number}", risk.get_absolute_url()))
    return trail
