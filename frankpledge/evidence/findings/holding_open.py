"""What keeps a finding open to everybody: it stands in something that is to be published.

Assessments live above this package and say so here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frankpledge.evidence.findings.models import Finding

# Whether a finding stands in some part of what is to be published.
Source = Callable[["Finding"], bool]
_sources: list[Source] = []


def holds_findings_open(source: Source) -> Source:
    """Register what is to be published in a part of the system above this one."""
    if source not in _sources:
        _sources.append(source)
    return source


def is_held_open(finding: Finding) -> bool:
    """Whether anything that is to be published rests on a finding."""
    return any(source(finding) for source in _sources)
