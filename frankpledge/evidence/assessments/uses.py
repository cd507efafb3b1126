"""What rests on an assessment. Planning lives above this package and says so here."""

from collections.abc import Callable, Iterable

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.findings.uses import Use
from frankpledge.partnership.people import Viewer

# Given an assessment and who looks, what rests on it that they may see.
Source = Callable[[Assessment, Viewer], Iterable[Use]]
_sources: list[Source] = []


def rests_on_assessments(source: Source) -> Source:
    """Register what rests on assessments in a part of the system above this one."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(assessment: Assessment, viewer: Viewer) -> tuple[Use, ...]:
    """What rests on an assessment, as far as the viewer may see it."""
    return tuple(use for source in _sources for use in source(assessment, viewer))
