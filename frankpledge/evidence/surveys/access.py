"""Fetching a survey and its questions: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.evidence.surveys.models import (
    Beside,
    SavingsTarget,
    SpendTable,
    StatedFigures,
    Survey,
    SurveyQuestion,
)
from frankpledge.evidence.surveys.permissions import can_keep, can_read_all
from frankpledge.partnership.people import Viewer

Stated = StatedFigures | SpendTable | SavingsTarget
STATED: dict[str, type[Stated]] = {
    "figures": StatedFigures,
    "spending": SpendTable,
    "savings": SavingsTarget,
}


def access_survey(viewer: Viewer, area: str, number: int) -> Survey:
    """A survey that the viewer may see. Raises Http404."""
    found: Survey | None = (
        Survey.objects.visible_to(viewer)
        .select_related("area", "producer", "earlier__area")
        .filter(area__slug=area, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such survey.")
    return found


def access_kept_survey(viewer: Viewer, area: str, number: int) -> Survey:
    """A survey that the viewer keeps. Raises Http404 for anybody else."""
    found = access_survey(viewer, area, number)
    if not can_keep(viewer, found):
        raise Http404("This page is for the area’s analysts.")
    return found


def access_waiting(viewer: Viewer, area: str, number: int) -> Survey:
    """A survey whose file waits for the viewer to name its columns. Raises Http404."""
    found = access_kept_survey(viewer, area, number)
    if found.state != "waiting":
        raise Http404("This survey is kept, and does not change.")
    return found


def access_question(viewer: Viewer, survey: Survey, slug: str) -> SurveyQuestion:
    """A question of a survey that was fetched; the public's are those published. Raises Http404."""
    found = SurveyQuestion.objects.filter(survey=survey, slug=slug)
    if not can_read_all(viewer, survey):
        found = found.filter(published__isnull=False)
    question: SurveyQuestion | None = found.first()
    if question is None:
        raise Http404("There is no such question.")
    question.survey = survey
    return question


def access_stated(survey: Survey, what: str, pk: int) -> Stated:
    """Figures that were stated beside a survey that was fetched. Raises Http404."""
    model = STATED.get(what)
    found: Stated | None = model.objects.filter(survey=survey, pk=pk).first() if model else None
    if found is None:
        raise Http404("There are no such figures.")
    return found


def access_beside(question: SurveyQuestion, pk: int) -> Beside:
    """What stands beside a question that was fetched. Raises Http404."""
    found: Beside | None = Beside.objects.filter(question=question, pk=pk).first()
    if found is None:
        raise Http404("Nothing of that kind stands beside it.")
    return found
