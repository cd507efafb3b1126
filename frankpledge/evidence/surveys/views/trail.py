"""Where the pages of surveys stand, and their addresses."""

from typing import Any

from django.urls import reverse

from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.shared.pages import Crumbs


def crumbs(
    survey: Survey | None = None,
    question: SurveyQuestion | None = None,
    *,
    public: bool = False,
    listed: bool = True,
) -> Crumbs:
    """The trail to a page under the list, under one survey, or under one of its questions."""
    trail = [("Home", "/")]
    if not public:
        trail.append(("Evidence", reverse("explorer:index")))
        if listed:
            trail.append(("Surveys", reverse("surveys:index")))
    if survey:
        trail.append((survey.name, survey.get_absolute_url()))
    if question:
        trail.append((question.words, question.get_absolute_url()))
    return trail


def url(name: str, survey: Survey, *more: Any) -> str:
    """The address of one of a survey's pages."""
    return reverse(f"surveys:{name}", args=[survey.area.slug, survey.number, *more])
