"""Figures among what bodies owe: each period's, when it has ended."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.facts import last_periods
from frankpledge.review.indicators.rules.owing import Due, due_on
from frankpledge.review.indicators.rules.periods import FREQUENCIES


@asks
def figures_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """The next figure of each indicator that these bodies answer for. One that a measure works
    out is owed by nobody. Two queries, and two more where a body answers for another's."""
    wanted = {body.pk: body for body in bodies}
    asked = Indicator.objects.filter(
        Q(owner__in=wanted) | Q(owner__isnull=True, body__in=wanted), measure=""
    ).exclude(frequency="irregular")
    found = list(asked.kept_on(on))
    if not found:
        return
    known = last_periods(found, on)
    others = {one.body_id for one in found} - set(wanted)
    named = {**wanted, **(Body.objects.with_names().in_bulk(others) if others else {})}
    for one in found:
        due = due_on(known.get(one.pk, ()), one.frequency, one.first_due, one.due_days, on)
        if due is not None:
            one.body = named[one.body_id]
            yield _obligation(one, due, wanted[one.owner_id or one.body_id], on)


def _obligation(one: Indicator, due: Due, body: Body, on: date) -> Obligation:
    return Obligation(
        body=body,
        what=f"{one.name}: figure for {due.period.words}",
        to=one.body.name_on(on),
        due=due.on,
        why=f"{FREQUENCIES[one.frequency]}, within {one.due_days} days of the period’s end",
        url=reverse("indicators:add", args=[one.body.slug, one.slug]),
    )
