"""Where the pages of indicators stand."""

from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Indicator
from frankpledge.shared import clock
from frankpledge.shared.pages import Crumbs


def crumbs(body: Body | None = None, indicator: Indicator | None = None) -> Crumbs:
    """The trail to a page under the index, under a body's scorecard, or under an indicator."""
    trail = [("Home", "/"), ("Indicators", reverse("indicators:index"))]
    if body:
        name = body.short_on(clock.today())
        trail.append((name, reverse("indicators:body", args=[body.slug])))
    if indicator:
        trail.append((indicator.name, indicator.get_absolute_url()))
    return trail
