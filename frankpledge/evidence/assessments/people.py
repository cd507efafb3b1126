"""What people said, as blocks of a section: beside what is recorded, and never added to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from frankpledge.documents.content import Block, Heading, ListBlock, Paragraph, words
from frankpledge.evidence.assessments.models import Assessment, SectionQuestion
from frankpledge.evidence.surveys.counting import PUBLIC
from frankpledge.evidence.surveys.models import Beside, Survey, SurveyQuestion
from frankpledge.evidence.surveys.papers import beside_blocks, blocks_of, origin
from frankpledge.shared.verdict import Refused

HEADING = "What people say"
NOT_ADDED = "Answers to questions in surveys. They are not recorded crime, and are not added to it."


def questions_of(assessment: Assessment) -> list[SectionQuestion]:
    """The questions in an assessment's sections, in order, with their surveys."""
    return list(
        SectionQuestion.objects.filter(section__assessment=assessment).select_related(
            "question__survey__producer", "question__survey__area"
        )
    )


def people_blocks(asked: Sequence[SectionQuestion], *, public: bool) -> tuple[Block, ...]:
    """Each question of one section with its answers, then what is recorded beside them.

    `public`: with small numbers held back. What cannot be shown then is said with the reason.
    """
    if not asked:
        return ()
    blocks: list[Block] = [Heading(2, words(HEADING)), Paragraph(words(NOT_ADDED))]
    for one in asked:
        where = f" ({one.place})" if one.place else ""
        blocks.append(Heading(3, words(f"{one.question}{where}")))
        try:
            blocks += blocks_of(one.question.survey, one.question, public=public, place=one.place)
        except Refused as no:
            blocks.append(Paragraph(words(no.reason)))
    if elsewhere := beside_blocks(_with_other_places(asked), public=public):
        blocks += [Heading(3, words("Beside what is recorded")), *elsewhere]
    return tuple(blocks)


def _with_other_places(asked: Sequence[SectionQuestion]) -> list[SurveyQuestion]:
    """The questions with what stands beside them for other places than those that are shown: what
    stands beside a place's own answers is said with them."""
    shown = {(one.question_id, one.place) for one in asked}
    theirs = Beside.objects.filter(question__in={one.question_id for one in asked})
    others = [one.pk for one in theirs if (one.question_id, one.place) not in shown]
    return list(
        SurveyQuestion.objects.filter(pk__in={one.question_id for one in asked})
        .select_related("survey__producer")
        .prefetch_related(
            Prefetch("besides", Beside.objects.filter(pk__in=others).select_related("question"))
        )
    )


def surveys_used(asked: Iterable[SectionQuestion], threshold: int) -> tuple[Block, ...]:
    """The surveys that an assessment quotes, for its data used.

    `threshold`: of the assessment; where surveys hold back below another, that is said.
    """
    surveys: dict[int, Survey] = {one.question.survey_id: one.question.survey for one in asked}
    if not surveys:
        return ()
    items = tuple((Paragraph(words(origin(one))),) for one in surveys.values())
    blocks: list[Block] = [Paragraph(words("Surveys that answers come from:")), ListBlock(items)]
    if threshold != PUBLIC.threshold:
        said = f"In what people said, counts below {PUBLIC.threshold} are held back."
        blocks.append(Paragraph(words(said)))
    return tuple(blocks)
