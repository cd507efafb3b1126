"""Fetching an assessment: what you may not see does not exist for you."""

from django.http import Http404

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentComment,
    AssessmentSection,
    SectionFinding,
    SectionQuestion,
)
from frankpledge.evidence.assessments.permissions import can_approve, can_start, can_write
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body


def access_assessment(viewer: Viewer, body: str, number: int) -> Assessment:
    """An assessment that the viewer may see. Raises Http404."""
    found: Assessment | None = (
        Assessment.objects.visible_to(viewer)
        .select_related("body__area", "producer")
        .filter(body__slug=body, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such assessment.")
    return found


def access_written(viewer: Viewer, body: str, number: int) -> Assessment:
    """An assessment that the viewer writes. Raises Http404 for anybody else."""
    found = access_assessment(viewer, body, number)
    if not can_write(viewer, found):
        raise Http404("This page is for those who write the assessment.")
    return found


def access_approved(viewer: Viewer, body: str, number: int) -> Assessment:
    """An assessment whose approval the viewer records. Raises Http404 for anybody else."""
    found = access_assessment(viewer, body, number)
    if not can_approve(viewer, found):
        raise Http404("This page is for those who act for the body.")
    return found


def access_startable(viewer: Viewer, body: str) -> Body:
    """A body whose assessment the viewer may begin. Raises Http404 for anybody else."""
    found = access_body(body)
    if not can_start(viewer, found):
        raise Http404("This page is for those who make the body’s assessments.")
    return found


def access_section(assessment: Assessment, slug: str) -> AssessmentSection:
    """A section of an assessment that was fetched. Raises Http404."""
    found: AssessmentSection | None = (
        AssessmentSection.objects.filter(assessment=assessment, slug=slug)
        .select_related("assessment__body__area")
        .first()
    )
    if found is None:
        raise Http404("There is no such section.")
    return found


def access_placed(section: AssessmentSection, number: int) -> SectionFinding:
    """A finding in a section, by its number. Raises Http404."""
    found: SectionFinding | None = (
        SectionFinding.objects.filter(section=section, finding__number=number)
        .select_related("section__assessment", "finding")
        .first()
    )
    if found is None:
        raise Http404("This finding is not in this section.")
    return found


def access_asked(section: AssessmentSection, pk: int) -> SectionQuestion:
    """A survey's question in a section, by its key. Raises Http404."""
    found: SectionQuestion | None = (
        SectionQuestion.objects.filter(section=section, pk=pk)
        .select_related("section__assessment", "question")
        .first()
    )
    if found is None:
        raise Http404("This question is not in this section.")
    return found


def access_comment(assessment: Assessment, pk: int) -> AssessmentComment:
    """A comment on an assessment that was fetched. Raises Http404."""
    found: AssessmentComment | None = (
        AssessmentComment.objects.filter(section__assessment=assessment, pk=pk)
        .select_related("section__assessment")
        .first()
    )
    if found is None:
        raise Http404("There is no such comment.")
    return found
