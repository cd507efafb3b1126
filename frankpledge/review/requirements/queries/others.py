"""What other registers say of a requirement: terms of reference, registers of risks, indicators.

Each is one or two queries for any number of groups, bounded by what is in force on the day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from frankpledge.partnership.models import Body, TermsOfReference
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.models import Indicator, IndicatorTarget, IndicatorValue
from frankpledge.review.requirements.rules import KnownDate, Said
from frankpledge.review.risks.models import Risk, RiskMention, RiskReview, RiskScore
from frankpledge.shared.words import count_of


@dataclass(frozen=True)
class Told:
    """Evidence from another register, where it stands, and since when it is so."""

    said: Said
    source: str
    url: str


Source = Callable[[Sequence[Body], date, Viewer | None], dict[int, Told]]


def terms_told(groups: Sequence[Body], on: date, viewer: Viewer | None) -> dict[int, Told]:
    """The terms of reference that the register of bodies holds: they are public."""
    urls = {one.pk: one.get_absolute_url() for one in groups}
    found: dict[int, Told] = {}
    kept = TermsOfReference.objects.on(on).filter(body__in=list(urls), adopted__lte=on)
    for one in kept.order_by("adopted"):
        said = Said(f"Version {one.slug}, adopted", KnownDate(one.adopted, "day"))
        found[one.body_id] = Told(said, "Register of bodies", urls[one.body_id])
    return found


def risks_told(groups: Sequence[Body], on: date, viewer: Viewer | None) -> dict[int, Told]:
    """Registers with an open risk, dated by when any of them was last looked at.

    An empty register is no evidence. One that nobody looks at grows old.
    """
    risks = Risk.objects.filter(register__in=[one.pk for one in groups]).shown_to(viewer, on)

    def last(model: type[RiskScore] | type[RiskReview] | type[RiskMention]) -> Subquery:
        rows = model.objects.filter(risk=OuterRef("pk"), on__lte=on).order_by("-on")
        return Subquery(rows.values("on")[:1])

    looked = risks.perhaps_open(on).annotate(
        scored=last(RiskScore), reviewed=last(RiskReview), mentioned=last(RiskMention)
    )
    days: dict[int, list[date]] = {}
    columns = ("register_id", "raised", "scored", "reviewed", "mentioned")
    for register, *seen in looked.values_list(*columns):
        days.setdefault(register, []).append(max(day for day in seen if day))
    slugs = {one.pk: one.slug for one in groups}
    return {
        register: Told(
            Said(f"{count_of(len(seen), 'open risk')}, looked at", KnownDate(max(seen), "day")),
            "Register of risks",
            reverse("risks:register", args=[slugs[register]]),
        )
        for register, seen in days.items()
    }


def performance_told(groups: Sequence[Body], on: date, viewer: Viewer | None) -> dict[int, Told]:
    """Indicators that are held against a target, dated by the last period that any has figures of.

    A figure with nothing to hold it against is a count, not monitoring. While any of a group's
    indicators has no figures yet, its monitoring is in progress: no date.
    """
    kept = Indicator.objects.filter(body__in=[one.pk for one in groups]).kept_on(on)
    if viewer is not None:
        kept = kept.visible_to(viewer, on)
    targets = IndicatorTarget.objects.filter(indicator=OuterRef("pk"), adopted__lte=on)
    figures = IndicatorValue.objects.filter(
        series__indicator=OuterRef("pk"), series__kind="own", recorded__lte=on
    )
    if viewer is not None and not {one.pk for one in groups} <= viewer.bodies:
        # Of what an update brought, nothing tells before its papers are out.
        figures = figures.filter(Q(meeting__isnull=True) | Q(meeting__circulated__isnull=False))
    found: dict[int, list[tuple[bool, date | None]]] = {}
    asked = kept.annotate(
        aimed=Exists(targets), last=Subquery(figures.order_by("-ends").values("ends")[:1])
    )
    for body, aimed, last in asked.values_list("body_id", "aimed", "last"):
        found.setdefault(body, []).append((aimed, last))
    slugs = {one.pk: one.slug for one in groups}
    return {
        body: Told(said, "Indicators", reverse("indicators:body", args=[slugs[body]]))
        for body, some in found.items()
        if (said := _monitored(some))
    }


def _monitored(some: list[tuple[bool, date | None]]) -> Said | None:
    """What a group's indicators say of its monitoring: each with a target or not, and its last
    day."""
    aimed, without = sum(one for one, _ in some), sum(last is None for _, last in some)
    if not (aimed or without):
        return None
    text = f"{count_of(len(some), 'indicator')}, {aimed} with a target"
    if without or not aimed:
        return Said(f"{text}, {without} in development")
    return Said(f"{text}, figures to", KnownDate(max(last for _, last in some if last), "day"))


# By kind of requirement, what else counts as its evidence.
SOURCES: dict[str, Source] = {
    "terms": terms_told,
    "performance": performance_told,
    "risk-register": risks_told,
}
