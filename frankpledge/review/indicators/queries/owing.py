"""Figures among what bodies owe: each period's, when it has ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Indicator, IndicatorValue
from frankpledge.review.indicators.rules.owing import Due, due_on
from frankpledge.review.indicators.rules.periods import FREQUENCIES, Period


@asks
def figures_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """The next figure of each indicator that these bodies answer for. One that a measure works
    out is owed by nobody. One query, and two more where a body answers for another's."""
    wanted = {body.pk: body for body in bodies}
    asked = Indicator.objects.filter(
        Q(owner__in=wanted) | Q(owner__isnull=True, body__in=wanted), measure=""
    ).exclude(frequency="irregular")
    found = list(_with_last_period(asked.kept_on(on), on))
    if not found:
        return
    others = {one.body_id for one in found} - set(wanted)
    named = {**wanted, **(Body.objects.with_names().in_bulk(others) if others else {})}
    for one in found:
        known = [Period(one.last_starts, one.last_ends)] if one.last_ends else []
        due = due_on(known, one.frequency, one.first_due, one.due_days, on)
        if due is not None:
            one.body = named[one.body_id]
            yield _obligation(one, due, wanted[one.owner_id or one.body_id], on)


def _with_last_period(indicators: Any, on: date) -> Any:
    """Each with the two days of the last period that has a figure on a day."""
    values = IndicatorValue.objects.filter(
        series__indicator=OuterRef("pk"), series__kind="own", recorded__lte=on
    ).exclude(standing="withdrawn")
    withdrawn = IndicatorValue.objects.filter(
        series=OuterRef("series"),
        starts=OuterRef("starts"),
        ends=OuterRef("ends"),
        standing="withdrawn",
        recorded__lte=on,
        pk__gt=OuterRef("pk"),
    )
    last = values.filter(~Exists(withdrawn)).order_by("-ends", "-pk")
    return indicators.annotate(
        last_starts=Subquery(last.values("starts")[:1]), last_ends=Subquery(last.values("ends")[:1])
    )


def _obligation(one: Indicator, due: Due, body: Body, on: date) -> Obligation:
    return Obligation(
        body=body,
        what=f"{one.name}: figure for {due.period.words}",
        to=one.body.name_on(on),
        due=due.on,
        why=f"{FREQUENCIES[one.frequency]}, within {one.due_days} days of the period’s end",
        url=reverse("indicators:add", args=[one.body.slug, one.slug]),
    )
