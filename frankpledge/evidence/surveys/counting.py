"""A kept survey as `analytics.surveys` counts it: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from frankpledge.analytics import surveys as counted
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.surveys.models import Answers, Survey, SurveyQuestion
from frankpledge.evidence.surveys.rules.columns import SERVICE, WEIGHT

IN_FULL: Final = Policy(threshold=1)
PUBLIC: Final = Policy()
NUMBERS: Final = ("number", "score")
COUNTED: Final[Mapping[str, str]] = {"place": "single", "score": "number"}


def policy_for(*, public: bool) -> Policy:
    """Small numbers are held back for the public; whoever holds a post in the area sees all."""
    return PUBLIC if public else IN_FULL


def rows_of(survey: Survey) -> list[dict[str, Any]]:
    """The answers as they are kept; none of a survey that has no records."""
    found = Answers.objects.filter(survey=survey).first()
    return list(found.rows) if found else []


def survey_of(survey: Survey, *questions: SurveyQuestion, place: str = "") -> counted.Survey:
    """Questions of a survey with their answers; `place`: of those who gave that place alone.

    Raises ValueError for a place that no question of the survey asked for.
    """
    rows = rows_of(survey)
    if place:
        rows = [row for row in rows if place in _places(survey, row)]
        if not rows:
            raise ValueError(f"Nobody in “{survey}” gave “{place}” as the place.")
    return counted.Survey(
        tuple(_question(one) for one in questions),
        [_row(row, questions) for row in rows],
        weight=WEIGHT if survey.weighted else "",
        sample=not survey.everybody,
    )


def _places(survey: Survey, row: Mapping[str, Any]) -> list[str]:
    return [row.get(one.slug, "") for one in survey.questions.all() if one.kind == "place"]


def _question(one: SurveyQuestion) -> counted.Question:
    kind: Any = COUNTED.get(one.kind, one.kind)
    return counted.Question(one.slug, one.words, kind, tuple(one.options), one.most)


def _row(row: Mapping[str, Any], questions: tuple[SurveyQuestion, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in questions:
        answer = row.get(one.slug)
        told[one.slug] = Decimal(answer) if one.kind in NUMBERS and answer else answer
    if WEIGHT in row:
        told[WEIGHT] = Decimal(row[WEIGHT])
    return told


def places_of(survey: Survey) -> tuple[str, ...]:
    """The places that were given in a survey, in order of their names."""
    asked = [one for one in survey.questions.all() if one.kind == "place"]
    return tuple(sorted({option for one in asked for option in one.options}))


def tabulated(
    question: SurveyQuestion, *, public: bool, place: str = ""
) -> counted.Tabulation | None:
    """A question's answers counted; None for one that asks for a number. Raises ValueError."""
    if question.kind in NUMBERS:
        return None
    survey = survey_of(question.survey, question, place=place)
    return counted.tabulate(survey, question.slug, policy_for(public=public))


def numbers_of(question: SurveyQuestion, *, public: bool, place: str = "") -> counted.Numbers:
    """The mean and median of a question that asks for a number. Raises ValueError."""
    survey = survey_of(question.survey, question, place=place)
    return counted.summarise(survey, question.slug, policy_for(public=public))


def how_many(question: SurveyQuestion, *, public: bool) -> tuple[counted.Held, ...]:
    """How many gave exactly k answers, and k or more, to one that takes several."""
    survey = survey_of(question.survey, question)
    return counted.how_many(survey, question.slug, policy_for(public=public))


def together(question: SurveyQuestion, options: list[str], *, public: bool) -> counted.Together:
    """How many gave any, and how many all, of some answers: counted. Raises ValueError."""
    survey = survey_of(question.survey, question)
    return counted.together(survey, question.slug, options, policy_for(public=public))


def returns_of(survey: Survey) -> counted.Returns | None:
    """How many of those asked answered, with what to beware of; None where it is not known.

    Each spend table of a review counts its services too: where it counts others, that is said.
    """
    if not survey.asked or survey.returned is None:
        return None
    also = {
        f"services in “{table.title}”": sum(line.services for line in table.lines.all())
        for table in survey.spends.all()
    }
    return counted.return_rate(survey.returned, survey.asked, also)


def relevance_of(survey: Survey) -> counted.RelevanceReview | None:
    """Each service of a review with its scores against the aims; None where none were given.

    A service that sent no score at all sent no information. Raises ValueError that names the
    service for one that sent some, and not all.
    """
    aims = [one for one in survey.questions.all() if one.kind == "score"]
    if not aims or survey.no_concern_from is None:
        return None
    scores: dict[str, dict[str, int] | None] = {}
    for row in rows_of(survey):
        given = {one.words: int(Decimal(row[one.slug])) for one in aims if one.slug in row}
        scores[row.get(SERVICE, "a service")] = given or None
    return counted.relevance_review(scores, [one.words for one in aims], survey.no_concern_from)
