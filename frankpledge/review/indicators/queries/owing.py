"""Figures among what bodies owe: each period's, when it has ended."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.lines import IndicatorLine, lines_of
from frankpledge.review.indicators.rules.periods import FREQUENCIES


@asks
def figures_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """The next figure of each indicator that these bodies answer for. One that a measure works
    out is owed by nobody."""
    wanted = {body.pk: body for body in bodies}
    asked = Indicator.objects.filter(
        Q(owner__in=wanted) | Q(owner__isnull=True, body__in=wanted), measure=""
    ).exclude(frequency="irregular")
    for line in lines_of(asked.kept_on(on), on, lately=True):
        if line.due is not None:
            one = line.indicator
            yield _obligation(line, wanted[one.owner_id or one.body_id])


def _obligation(line: IndicatorLine, body: Body) -> Obligation:
    assert line.due is not None  # the caller has looked
    one = line.indicator
    return Obligation(
        body=body,
        what=f"{line.name}: figure for {line.due.period.words}",
        to=line.facts.body,
        due=line.due.on,
        why=f"{FREQUENCIES[one.frequency]}, within {one.due_days} days of the period’s end",
        url=reverse("indicators:add", args=[one.body.slug, one.slug]),
    )
