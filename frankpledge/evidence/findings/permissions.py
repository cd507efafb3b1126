"""Who may do what with findings. Whether it may happen now is in `rules`."""

from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.permissions import can_keep_evidence, can_read_evidence
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import Verdict


def can_keep(viewer: Viewer, finding: Finding) -> Verdict:
    """Change, agree, look at again and withdraw a finding: the area's analysts."""
    return can_keep_evidence(viewer, finding.area)


def can_read_all(viewer: Viewer, finding: Finding) -> Verdict:
    """See all of a finding's figures, small ones too: whoever holds a post in its area.

    Everybody else sees a published finding with its small numbers held back.
    """
    return can_read_evidence(viewer, finding.area)
