"""Which assessments rest on a finding: said on the finding's own page."""

from collections.abc import Iterable

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.uses import Use, rests_on_findings
from frankpledge.partnership.people import Viewer


@rests_on_findings
def assessments_resting_on(finding: Finding, viewer: Viewer) -> Iterable[Use]:
    """The assessments in which a finding stands, as far as the viewer may see them."""
    found = (
        Assessment.objects.visible_to(viewer)
        .filter(sections__findings__finding=finding)
        .select_related("body")
        .distinct()
        .order_by("body", "number")
    )
    for one in found:
        yield Use(
            kind="Strategic assessment",
            label=f"{one.body}: {one}",
            url=one.get_absolute_url(),
            status=one.get_state_display(),
        )
