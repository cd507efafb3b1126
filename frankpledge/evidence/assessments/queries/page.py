"""What the pages of assessments show."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentComment,
    AssessmentSection,
    SectionFinding,
)
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer


@dataclass(frozen=True)
class SectionPage:
    """A section with its findings in order, and what reviewers said of it."""

    section: AssessmentSection
    placed: tuple[SectionFinding, ...]
    comments: tuple[AssessmentComment, ...]

    @property
    def unsettled(self) -> int:
        """How many comments are not dealt with."""
        return sum(one.settled is None for one in self.comments)


def sections_of_page(assessment: Assessment) -> tuple[SectionPage, ...]:
    """The sections of an assessment, in order."""
    sections = list(AssessmentSection.objects.filter(assessment=assessment))
    placed = list(
        SectionFinding.objects.filter(section__in=sections).select_related("finding__area")
    )
    comments = list(AssessmentComment.objects.filter(section__in=sections))
    return tuple(
        SectionPage(
            section=one,
            placed=tuple(each for each in placed if each.section_id == one.pk),
            comments=tuple(each for each in comments if each.section_id == one.pk),
        )
        for one in sections
    )


@dataclass(frozen=True)
class Revised:
    """A finding whose figures are no longer those that were published."""

    finding: Finding
    words: str


def revised_since(assessment: Assessment) -> tuple[Revised, ...]:
    """The findings of a published assessment that later releases, or people, have changed."""
    placed = SectionFinding.objects.filter(
        section__assessment=assessment, published_as_at__isnull=False
    ).select_related("finding__area")
    found: dict[int, Revised] = {}
    for one in placed:
        finding = one.finding
        if finding.state == "withdrawn":
            words = "has been withdrawn since"
        elif finding.newer:
            words = "is being looked at again: a later release changed its figures"
        elif finding.as_at != one.published_as_at:
            words = "has been revised since"
        else:
            continue
        found[finding.pk] = Revised(finding, words)
    return tuple(found.values())


def surveys_withdrawn_since(assessment: Assessment) -> tuple[Survey, ...]:
    """The surveys that an assessment quotes and that stand no longer."""
    found = (
        Survey.objects.filter(questions__used_in__section__assessment=assessment)
        .filter(state="withdrawn")
        .select_related("area")
        .distinct()
    )
    return tuple(found)


def assessments_of(body: Body, viewer: Viewer) -> tuple[Assessment, ...]:
    """A body's assessments that the viewer may see, the newest first."""
    found = (
        Assessment.objects.visible_to(viewer)
        .filter(body=body)
        .select_related("body", "producer")
        .order_by("-ends", "-number")
    )
    return tuple(found)


def findings_to_add(assessment: Assessment, viewer: Viewer) -> tuple[Finding, ...]:
    """The area's findings that stand, the newest first: those that a section may take."""
    found = (
        Finding.objects.visible_to(viewer)
        .filter(area=assessment.body.area_id)
        .free()
        .live()
        .order_by("-number")
    )
    return tuple(found)


def questions_to_add(assessment: Assessment, viewer: Viewer) -> tuple[SurveyQuestion, ...]:
    """The questions of the area's kept surveys, the newest survey first."""
    surveys = Survey.objects.visible_to(viewer).kept().filter(area=assessment.body.area_id)
    found = SurveyQuestion.objects.filter(survey__in=surveys).select_related("survey__area")
    return tuple(found.order_by("-survey__number", "order"))
