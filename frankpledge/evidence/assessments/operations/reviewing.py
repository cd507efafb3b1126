"""Sending an assessment for review, commenting on its sections, and taking it back."""

from __future__ import annotations

from datetime import date

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentComment,
    AssessmentSection,
    SectionFinding,
    SectionQuestion,
)
from frankpledge.evidence.assessments.operations.writing import fresh
from frankpledge.evidence.assessments.rules.states import may_comment, may_go, may_send
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused, require


@operation("Sent a strategic assessment for review")
def send_for_review(*, by: Actor, assessment: Assessment, version: int | None = None) -> None:
    """Whoever sits on its body may now read it and comment. Raises Refused; StaleRecord."""
    fresh(assessment, version)
    findings = SectionFinding.objects.filter(section__assessment=assessment)
    filled = set(findings.values_list("section", flat=True))
    asked = SectionQuestion.objects.filter(section__assessment=assessment)
    filled |= set(asked.values_list("section", flat=True))
    empty = tuple(
        one.heading
        for one in AssessmentSection.objects.filter(assessment=assessment)
        if not one.text.strip() and not one.gaps and one.pk not in filled
    )
    require(may_send(assessment.state, empty=empty, findings=len(findings)))
    assessment.state = "in review"
    assessment.save()


@operation("Took a strategic assessment back from review")
def take_back(*, by: Actor, assessment: Assessment, version: int | None = None) -> None:
    """It is a draft again, with its comments. Raises Refused; StaleRecord."""
    fresh(assessment, version)
    require(may_go(assessment.state, "draft"))
    assessment.state = "draft"
    assessment.save()


@operation("Commented on a strategic assessment")
def comment_on_section(
    *,
    by: Actor,
    section: AssessmentSection,
    text: str,
    on: date,
    post: str = "",
    for_body: Body | None = None,
) -> AssessmentComment:
    """What a reviewer says of a section. Raises Refused unless it is in review."""
    require(may_comment(section.assessment.state, text))
    made = AssessmentComment(
        section=section, on=on, post=post[:200], for_body=for_body, text=text.strip()
    )
    made.save()
    return made


@operation("Dealt with a comment on a strategic assessment")
def settle_comment(*, by: Actor, comment: AssessmentComment, answer: str, on: date) -> None:
    """What came of a comment. Raises Refused where it is settled, or nothing is said."""
    if comment.settled:
        raise Refused("This comment was dealt with already.")
    if not answer.strip():
        raise Refused("Say what came of it: whoever commented will look.")
    comment.settled, comment.answer = on, answer.strip()
    comment.save()
