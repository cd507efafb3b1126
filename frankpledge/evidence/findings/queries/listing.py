"""The list of findings, narrowed by state, place and measure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.states import FINDING_STATES
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area

NARROWINGS = ("state", "place", "measure")


@dataclass(frozen=True)
class Option:
    """One way to narrow the list, and how many findings it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Findings:
    """The findings of an area that somebody may see, narrowed; `options` by what narrows."""

    lines: tuple[Finding, ...]
    all: int
    options: dict[str, tuple[Option, ...]]


def findings_of(area: Area, viewer: Viewer, narrowed: dict[str, str]) -> Findings:
    """An area's findings, those to look at first, then the newest; `narrowed`: name → value."""
    every = list(Finding.objects.visible_to(viewer).filter(area=area).select_related("area"))
    found = [one for one in every if all(_is(one, *pair) for pair in narrowed.items())]
    found.sort(key=lambda one: (not one.newer, one.state == "withdrawn", -one.number))
    return Findings(tuple(found), len(every), {name: _options(every, name) for name in NARROWINGS})


def _values(one: Finding, name: str) -> list[str]:
    if name == "place":
        return list(one.places)
    return [one.state if name == "state" else one.measure]


def _is(one: Finding, name: str, value: str) -> bool:
    return not value or value in _values(one, name)


def _options(every: list[Finding], name: str) -> tuple[Option, ...]:
    counted = Counter(value for one in every for value in _values(one, name))
    order = list(FINDING_STATES) if name == "state" else sorted(counted)
    return tuple(Option(one, _label(name, one), counted[one]) for one in order if one in counted)


def _label(name: str, value: str) -> str:
    if name == "state":
        return FINDING_STATES[value]
    return value.replace("-", " ").replace("_", " ").capitalize() if name == "measure" else value
