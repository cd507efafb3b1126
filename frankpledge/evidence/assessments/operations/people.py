"""Putting what people said into an assessment's sections, and making it public with it."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentSection,
    SectionQuestion,
)
from frankpledge.evidence.assessments.rules.states import may_change
from frankpledge.evidence.surveys.counting import NUMBERS
from frankpledge.evidence.surveys.models import SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import publish_questions
from frankpledge.evidence.surveys.papers import blocks_of
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused, require


@operation("Added what people said to a strategic assessment")
def add_question(
    *, by: Actor, section: AssessmentSection, question: SurveyQuestion, place: str = ""
) -> SectionQuestion:
    """A survey's question at the end of a section. `place`: of those who gave it alone.

    Raises Refused for one that is there, for a survey that does not stand or is another area's,
    and for a place that nobody gave or that the public could not be shown: an assessment is
    written to be published.
    """
    require(may_change(section.assessment.state))
    survey, place = question.survey, place.strip()
    if survey.area_id != section.assessment.body.area_id:
        raise Refused("This survey is another area’s.")
    if survey.state != "kept":
        raise Refused(f"“{survey}” does not stand. Choose a survey that is kept.")
    there = SectionQuestion.objects.filter(section=section)
    if there.filter(question=question, place=place).exists():
        raise Refused(f"“{question}” is in this section already.")
    if place and question.kind in NUMBERS:
        raise Refused("A question that asks for a number is shown for all who answered alone.")
    blocks_of(survey, question, place=place)
    last = there.aggregate(last=Max("order"))["last"] or 0
    added = SectionQuestion(section=section, question=question, place=place, order=last + 1)
    added.save()
    return added


@operation("Took what people said out of a strategic assessment")
def drop_question(*, by: Actor, asked: SectionQuestion) -> None:
    """A question goes from a section; its survey stays as it is. Raises Refused."""
    require(may_change(asked.section.assessment.state))
    asked.delete()


def surveys_stand(assessment: Assessment) -> None:
    """Raises Refused where a survey that an assessment quotes was withdrawn since."""
    for one in _asked_in(assessment):
        survey = one.question.survey
        if survey.state != "kept":
            raise Refused(
                f"“{survey}” was withdrawn: {survey.withdrawn_why.rstrip('.')}. Take "
                f"{one.words} out of “{one.section.heading}” first."
            )


def publish_said(*, by: Actor, assessment: Assessment, on: date) -> None:
    """The questions of an assessment are public from a day on, with small numbers held back.

    Raises Refused where a survey was withdrawn since.
    """
    surveys_stand(assessment)
    publish_questions(by=by, questions=[one.question for one in _asked_in(assessment)], on=on)


def _asked_in(assessment: Assessment) -> list[SectionQuestion]:
    return list(
        SectionQuestion.objects.filter(section__assessment=assessment).select_related(
            "section", "question__survey"
        )
    )
