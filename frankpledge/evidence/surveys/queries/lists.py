"""Lists of surveys: an area's, a partnership's for a year, and the earlier waves of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area


def surveys_of(area: Area, viewer: Viewer) -> tuple[Survey, ...]:
    """An area's surveys that the viewer may see: those that wait first, then the newest."""
    found = list(
        Survey.objects.visible_to(viewer)
        .filter(area=area)
        .select_related("area", "producer")
        .prefetch_related("questions")
    )
    found.sort(key=lambda one: (one.state != "waiting", one.state == "withdrawn", -one.number))
    return tuple(found)


def earlier_waves(question: SurveyQuestion) -> tuple[SurveyQuestion, ...]:
    """The same question in the waves before, the latest first; one that was withdrawn is not."""
    found: list[SurveyQuestion] = []
    seen = {question.survey_id}
    before = question.survey.earlier
    while before is not None and before.pk not in seen:
        seen.add(before.pk)
        if before.state == "kept":
            same = before.questions.filter(slug=question.slug).select_related("survey").first()
            found += [same] if same else []
        before = before.earlier
    return tuple(found)


@dataclass(frozen=True)
class Input:
    """A body's needs surveys of some days: what a county's assessment may rest on."""

    body: Body
    surveys: tuple[Survey, ...]


def needs_surveys(bodies: Sequence[Body], starts: date, ends: date) -> tuple[Input, ...]:
    """Each body's needs surveys whose asking ended within some days, the newest first.

    For a county's assessment: a partnership without one is there too, with none.
    """
    found = list(
        Survey.objects.kept()
        .filter(producer__in=bodies, kind="needs", ends__range=(starts, ends))
        .order_by("-ends")
    )
    return tuple(
        Input(body, tuple(one for one in found if one.producer_id == body.pk)) for body in bodies
    )
