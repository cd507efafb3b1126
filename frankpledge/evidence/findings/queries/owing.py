"""Findings whose figures a release changed, among what the bodies that hold analysts owe."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.evidence.findings.models import Finding
from frankpledge.partnership.models import Body, PostHolding
from frankpledge.shared.marking import BY_NAME


@asks
def looks_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """A look at each finding whose figures changed: by the bodies whose posts keep the evidence.

    Nothing sets a day for it, so it has none.
    """
    analysts = PostHolding.objects.on(on).filter(duty="analyst", body__in=bodies)
    holders = set(analysts.values_list("body", flat=True))
    theirs = [body for body in bodies if body.pk in holders]
    found = list(
        Finding.objects.filter(area__in={body.area_id for body in theirs})
        .exclude(newer={})
        .exclude(state="withdrawn")
        .select_related("area")
    )
    for body in theirs:
        for one in found:
            if one.area_id != body.area_id:
                continue
            yield Obligation(
                body=body,
                what=f"Look at finding {one.number} again{_title(one)}",
                to="the evidence",
                due=None,
                why=one.newer_because or "A release changed its figures",
                url=reverse("findings:look", args=[one.area.slug, one.number]),
            )


def _title(one: Finding) -> str:
    """Its title; nothing where it is for named bodies: what a body owes, others read too."""
    return "" if one.audience in BY_NAME else f": {one.title}"
