"""The year's assessment, among what its producer owes; reviews and comments are asked on pages."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.evidence.assessments.models import Production
from frankpledge.evidence.assessments.queries.basis import years_of
from frankpledge.evidence.assessments.rules.cycle import REGULATION, year_of, year_period
from frankpledge.partnership.models import Body


@asks
def assessments_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """An assessment for this year from 1 April, by whoever makes a body's, while there is none.

    It is due by the year's last day, as the law has it; local quarters set no day of their own.
    """
    makers = {body.pk: body for body in bodies}
    made_by = list(Production.objects.on(on).filter(producer__in=makers).select_related("body"))
    year = year_of(on)
    stands = {
        one.body.pk: one for one in years_of([one.body for one in made_by], year, on, made_by)
    }
    for one in made_by:
        mine = stands[one.body_id]
        if mine.standing.annual_met:
            continue
        yield Obligation(
            body=makers[one.producer_id],
            what=f"Make the strategic assessment of {mine.name} for {year}",
            to=mine.name,
            due=year_period(year).ends,
            why=f"At least one a year, {REGULATION}",
            url=reverse("assessments:body", args=[one.body.slug]),
        )
