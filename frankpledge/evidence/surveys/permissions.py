"""Who may do what with surveys. Whether it may happen now is in `rules`."""

from frankpledge.evidence.permissions import can_keep_evidence, can_read_evidence
from frankpledge.evidence.surveys.models import Survey
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import Verdict


def can_keep(viewer: Viewer, survey: Survey) -> Verdict:
    """Name its columns, state figures, withdraw it: the area's analysts."""
    return can_keep_evidence(viewer, survey.area)


def can_read_all(viewer: Viewer, survey: Survey) -> Verdict:
    """See every question, small numbers too: whoever holds a post in the area.

    Everybody else sees the questions that an assessment has published, small numbers held back.
    """
    return can_read_evidence(viewer, survey.area)
