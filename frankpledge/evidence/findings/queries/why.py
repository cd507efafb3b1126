"""Why a finding is believed: the measure, its formula, each release with its checksum and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frankpledge.analytics.measures import CannotAnswer, measure_named
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.question import command_line, question_from_json
from frankpledge.evidence.findings.rules.figures import spoken_name
from frankpledge.evidence.keeping import store


@dataclass(frozen=True)
class ReleaseLine:
    """A release that figures come from. `gaps`: months that it should hold and does not."""

    key: str
    title: str
    publisher: str
    licence: str
    published: date | None
    checksum: str
    gaps: tuple[str, ...]
    missing: bool = False


@dataclass(frozen=True)
class Why:
    """All that a reader needs in order to believe a finding, or to find its mistake."""

    measure: str
    what: str
    unit: str
    source: str
    formula: str
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    releases: tuple[ReleaseLine, ...]
    method: str
    engine: str
    command: str


def why_of(finding: Finding) -> Why:
    """Why a finding is believed. A measure or release that is gone is said to be, by its name."""
    measure = _measure(finding.measure)
    question = question_from_json(finding.question)
    # Asked again tomorrow, the same figures come only from the releases of that day.
    question = replace(question, as_at=question.as_at or finding.as_at)
    return Why(
        measure=str(getattr(measure, "title", finding.measure)),
        what=str(getattr(measure, "what", "")),
        unit=str(getattr(measure, "unit", "")),
        source=str(getattr(measure, "source", "")),
        formula=str(getattr(measure, "formula", "")),
        caveats=tuple(getattr(measure, "caveats", ())),
        notes=finding.figures.notes,
        parameters=tuple(_parameters(finding)),
        releases=releases_of(finding.releases),
        method=finding.method,
        engine=finding.figures.engine,
        command=command_line(question),
    )


def _measure(name: str) -> Any:
    try:
        return measure_named(name)
    except CannotAnswer:
        return None


def _parameters(finding: Finding) -> list[tuple[str, str]]:
    asked = finding.question
    told: list[tuple[str, str]] = []
    for name, words in (("by", "Split by"), ("types", "Kinds"), ("places", "Places")):
        if asked.get(name):
            told.append((words, ", ".join(asked[name])))
    for name, words in (("first", "From"), ("last", "To")):
        if asked.get(name):
            told.append((words, spoken_name(asked[name])))
    return told + [(str(name), str(value)) for name, value in asked.get("parameters", {}).items()]


def releases_of(keys: Sequence[str]) -> tuple[ReleaseLine, ...]:
    """The releases of these keys, as their manifests describe them."""
    known = {one.id: one for one in store().releases()} if keys else {}
    return tuple(_line(key, known.get(key)) for key in keys)


def _line(key: str, release: Any) -> ReleaseLine:
    if release is None:
        return ReleaseLine(key, key, "", "", None, "", (), missing=True)
    gaps = [
        f"{table}: {unit}, {period}"
        for table, info in release.tables.items()
        for unit, period in info.missing
    ]
    return ReleaseLine(
        key=key,
        title=release.title,
        publisher=release.publisher,
        licence=release.licence,
        published=release.published,
        checksum=release.checksum,
        gaps=tuple(gaps),
    )
