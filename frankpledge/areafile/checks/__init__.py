"""Checking an area file: can it be read, does it have the right shape, does it hang together?"""

from pathlib import Path

from frankpledge.areafile.checks import (
    assessments,
    indicators,
    meetings,
    reports,
    requests,
    requirements,
    risks,
    twice,
    who,
)
from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import AreaFile, read
from frankpledge.areafile.wording import check_shape


def checked(root: Path) -> AreaFile:
    """Read and check a file or folder. Every mistake is among its `mistakes`, in file order.

    A record whose own shape is wrong is not followed into, but what it defines is still known:
    nothing that refers to it is complained of as well.
    """
    found = read(root)
    if not found.mistakes:
        known = Known(found, broken=check_shape(found))
        who.check(found, known)
        meetings.check(found, known)
        reports.check(found, known)
        for part in (assessments, risks, indicators, requests, requirements):
            part.check(known)
        twice.check(known)
    found.mistakes.sort(key=lambda one: (one.file, one.line))
    return found
