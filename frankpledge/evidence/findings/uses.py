"""What rests on a finding. Assessments live above this package and say so here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from frankpledge.evidence.findings.models import Finding
from frankpledge.partnership.people import Viewer


@dataclass(frozen=True)
class Use:
    """Something that rests on a finding, and its state in a word."""

    kind: str
    label: str
    url: str
    status: str = ""


# Given a finding and who looks, what rests on it that they may see.
Source = Callable[[Finding, Viewer], Iterable[Use]]
_sources: list[Source] = []


def rests_on_findings(source: Source) -> Source:
    """Register what rests on findings in a part of the system above this one."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(finding: Finding, viewer: Viewer) -> tuple[Use, ...]:
    """What rests on a finding, as far as the viewer may see it."""
    return tuple(use for source in _sources for use in source(finding, viewer))
