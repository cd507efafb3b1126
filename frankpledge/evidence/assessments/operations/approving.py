"""Approving an assessment by its body's decision, and publishing it for good."""

from __future__ import annotations

from datetime import date

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentComment,
    AssessmentDecision,
    SectionFinding,
)
from frankpledge.evidence.assessments.operations.people import publish_said, surveys_stand
from frankpledge.evidence.assessments.operations.writing import fresh
from frankpledge.evidence.assessments.papers import content_now, content_to_json
from frankpledge.evidence.assessments.rules.states import may_approve, may_go
from frankpledge.evidence.findings.models import Finding
from frankpledge.meetings.models import Decision
from frankpledge.meetings.operations.decisions import decision_facts
from frankpledge.meetings.rules.decisions import may_rest_on
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@operation("Approved a strategic assessment")
def approve_assessment(
    *, by: Actor, assessment: Assessment, decision: Decision, version: int | None = None
) -> AssessmentDecision:
    """As its body decided. Raises Refused without a carried decision of that body, with findings
    that are not agreed, or with comments not dealt with; StaleRecord."""
    fresh(assessment, version)
    require(may_rest_on(decision_facts(decision), assessment.body.slug))
    placed = SectionFinding.objects.filter(section__assessment=assessment)
    unagreed = placed.exclude(finding__state="agreed").values_list("finding__number", flat=True)
    unsettled = AssessmentComment.objects.filter(
        section__assessment=assessment, settled__isnull=True
    ).count()
    require(
        may_approve(assessment.state, unagreed=tuple(sorted(set(unagreed))), unsettled=unsettled)
    )
    surveys_stand(assessment)
    assessment.state, assessment.approved = "approved", decision.taken
    assessment.save()
    made = AssessmentDecision(assessment=assessment, decision=decision)
    made.save()
    return made


@operation("Published a strategic assessment")
def publish_assessment(
    *, by: Actor, assessment: Assessment, on: date, version: int | None = None
) -> None:
    """Freeze what it says, small numbers held back, for everybody; its findings become public.

    Earlier ones of the same body, about a time that ends no later, are superseded.
    Raises Refused; StaleRecord.
    """
    fresh(assessment, version)
    require(may_go(assessment.state, "published"))
    publish_said(by=by, assessment=assessment, on=on)
    assessment.content = content_to_json(content_now(assessment, public=True))
    assessment.state, assessment.published = "published", on
    assessment.save()
    placed = SectionFinding.objects.filter(section__assessment=assessment)
    for one in placed.select_related("finding"):
        one.published_as_at = one.finding.as_at
        one.save()
        _make_public(one.finding, assessment.threshold, on)
    _supersede(assessment)


def _make_public(finding: Finding, threshold: int, on: date) -> None:
    finding.published = finding.published or on
    finding.threshold = max(finding.threshold, threshold)
    finding.save()


def _supersede(assessment: Assessment) -> None:
    for earlier in Assessment.objects.filter(
        body=assessment.body, state="published", ends__lte=assessment.ends
    ).exclude(pk=assessment.pk):
        earlier.state, earlier.superseded_by = "superseded", assessment
        earlier.save()
