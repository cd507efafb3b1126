"""Which assessments rest on a finding, or on another assessment: said on their own pages."""

from collections.abc import Iterable

from django.db.models import QuerySet

from frankpledge.evidence.assessments.models import Assessment, SectionFinding
from frankpledge.evidence.assessments.uses import rests_on_assessments
from frankpledge.evidence.findings.holding_open import holds_findings_open
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.uses import Use, rests_on_findings
from frankpledge.partnership.people import Viewer


@rests_on_findings
def assessments_resting_on(finding: Finding, viewer: Viewer) -> Iterable[Use]:
    """The assessments in which a finding stands, as far as the viewer may see them."""
    return _uses(Assessment.objects.visible_to(viewer).filter(sections__findings__finding=finding))


@holds_findings_open
def is_in_an_assessment(finding: Finding) -> bool:
    """Whether a finding stands in any assessment: each is to be published."""
    return SectionFinding.objects.filter(finding=finding).exists()


@rests_on_assessments
def assessments_resting_on_one(assessment: Assessment, viewer: Viewer) -> Iterable[Use]:
    """The county's assessments that rest on a partnership's, as far as the viewer may see them."""
    return _uses(Assessment.objects.visible_to(viewer).filter(inputs__part=assessment))


def _uses(found: QuerySet[Assessment]) -> Iterable[Use]:
    for one in found.select_related("body").distinct().order_by("body", "number"):
        yield Use(
            kind="Strategic assessment",
            label=f"{one.body}: {one}",
            url=one.get_absolute_url(),
            status=one.get_state_display(),
        )
