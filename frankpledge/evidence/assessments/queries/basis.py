"""What a county rests on in a year, and how each body stands with its own assessments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.evidence.assessments.models import Assessment, Production
from frankpledge.evidence.assessments.rules.basis import Basis, Part, basis_of
from frankpledge.evidence.assessments.rules.cycle import Standing, standing, year_period
from frankpledge.evidence.assessments.rules.states import MADE
from frankpledge.evidence.surveys.counting import returns_of
from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.queries.lists import needs_surveys
from frankpledge.partnership.models import Body, BodyRole, Coverage
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area
from frankpledge.places.queries import place_map

CSP = "community-safety-partnership"


def partnerships(area: Area, on: date) -> list[Body]:
    """The area's community safety partnerships on a day, with their names."""
    found: list[Body] = list(Body.objects.with_names().filter(area=area).holding(CSP, on))
    return found


def basis(area: Area, year: str, on: date) -> Basis:
    """Which partnerships' assessments exist for a year from 1 April, as known on a day.

    Raises ValueError for a year that is none.
    """
    whole = year_period(year)
    bodies = partnerships(area, on)
    theirs = list(Assessment.objects.filter(body__in=bodies).ending_in(whole.starts, whole.ends))
    covers = list(Coverage.objects.on(on).filter(body__in=bodies).select_related("place"))
    two_tier = _two_tier(area, on)
    parts = []
    for body in bodies:
        places = [one.place for one in covers if one.body_id == body.pk]
        mine = [one for one in theirs if one.body_id == body.pk]
        made = [one for one in mine if one.state in MADE]
        parts.append(
            Part(
                body=body.short_on(on),
                districts=tuple(place.name for place in places),
                statutory=any(place.pk in two_tier for place in places),
                made=made[-1].title if made else "",
                begun=bool(mine) and not made,
            )
        )
    return basis_of(year, parts)


def _two_tier(area: Area, on: date) -> frozenset[int]:
    """Places with two councils, one inside the other's area: a county with districts."""
    councils = BodyRole.objects.on(on).filter(role="responsible-authority", sector="council")
    covered = set(
        Coverage.objects.on(on)
        .filter(body__in=councils.values("body"), body__area=area)
        .values_list("place_id", flat=True)
    )
    overlap = place_map(area, on).overlap
    return frozenset(
        one for one in covered if any(other != one and overlap(one, other) for other in covered)
    )


def inputs_for(assessment: Assessment) -> list[Assessment]:
    """The newest made assessment of each partnership below a county's, for the same year."""
    whole = year_period(assessment.year)
    bodies = partnerships(assessment.body.area, assessment.ends)
    found = (
        Assessment.objects.filter(body__in=bodies)
        .exclude(pk=assessment.pk)
        .made()
        .ending_in(whole.starts, whole.ends)
        .select_related("body")
        .order_by("ends", "number")
    )
    newest = {one.body_id: one for one in found}
    return list(newest.values())


@dataclass(frozen=True)
class NeedsInput:
    """A partnership's needs survey of a year, as an input; "" and None where there is none.

    `base`: how many answered, of how many who could, and for whom they speak.
    """

    body: str
    survey: Survey | None = None
    base: str = ""


def needs_inputs(assessment: Assessment, viewer: Viewer) -> tuple[NeedsInput, ...]:
    """The needs surveys that a county's assessment rests on, as far as the viewer may see them:
    those of its partnerships whose asking ended in the year that it counts for.

    Whoever holds a post in the area is told who has none: the public is not, to whom one that is
    not published does not exist. The law asks for assessments and not for surveys, so the basis
    is complete without them.
    """
    whole, on = year_period(assessment.year), assessment.ends
    seen = set(Survey.objects.visible_to(viewer).kept().values_list("pk", flat=True))
    inside = assessment.body.area_id in viewer.areas
    found: list[NeedsInput] = []
    for each in needs_surveys(partnerships(assessment.body.area, on), whole.starts, whole.ends):
        name = each.body.name_on(on)
        theirs = [NeedsInput(name, one, _base(one)) for one in each.surveys if one.pk in seen]
        found += theirs or ([NeedsInput(name)] if inside else [])
    return tuple(found)


def _base(survey: Survey) -> str:
    """ "1,348 of 4,000 (33.7%) answered. Speaks for adults", of what is known of it."""
    returns = returns_of(survey)
    if returns:
        answered = f"{returns.words}. "
    else:
        answered = f"{survey.returned:,} answered. " if survey.returned is not None else ""
    return f"{answered}Speaks for {survey.speaks_for}"


def rests_on_others(body: Body, on: date) -> bool:
    """Whether a body is a county's board, whose assessment rests on the partnerships' own."""
    found: bool = BodyRole.objects.on(on).filter(body=body, role="county-board").exists()
    return found


@dataclass(frozen=True)
class BodyYear:
    """A body's year: how it stands, who makes its assessments and how often."""

    body: Body
    name: str
    producer: str
    own: bool
    standing: Standing


def years_of(
    bodies: Iterable[Body], year: str, on: date, made_by: Sequence[Production] | None = None
) -> tuple[BodyYear, ...]:
    """How bodies stand in a year with their assessments. Raises ValueError for no such year.

    `made_by`: who makes them on that day, where that is known already.
    """
    wanted = list(bodies)
    whole = year_period(year)
    made = list(
        Assessment.objects.filter(body__in=wanted).made().ending_in(whole.starts, whole.ends)
    )
    productions = list(
        Production.objects.on(on).filter(body__in=wanted) if made_by is None else made_by
    )
    by_body = {one.body_id: one for one in productions}
    # Every name at once: a list of bodies asks no more than one body does.
    keys = {body.pk for body in wanted} | {one.producer_id for one in productions}
    named = Body.objects.with_names().in_bulk(keys)
    return tuple(
        BodyYear(
            body=body,
            name=named[body.pk].name_on(on),
            producer=named[by_body[body.pk].producer_id].name_on(on) if body.pk in by_body else "",
            own=body.pk in by_body and by_body[body.pk].producer_id == body.pk,
            standing=standing(
                by_body[body.pk].cycle if body.pk in by_body else "annual",
                year,
                (one.period for one in made if one.body_id == body.pk),
            ),
        )
        for body in wanted
    )
