"""Asking the measures: the one place where findings meet the store and its engine."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from frankpledge.analytics.engine import EngineFailed
from frankpledge.analytics.measures import Answer, CannotAnswer, Question, ask
from frankpledge.evidence.findings.resting import looked_back, resting_on
from frankpledge.evidence.findings.rules.figures import Cell, FigureColumn, Figures
from frankpledge.evidence.keeping import engine, store
from frankpledge.evidence.releases.models.mappings import slug_of
from frankpledge.evidence.releases.queries.tables import partner_tables
from frankpledge.places.models import Area
from frankpledge.shared.verdict import Refused


@dataclass(frozen=True)
class Asked:
    """A question with its answer in plain values, and the keys of the releases it comes from.

    `loaded`: when the latest of all releases was loaded that the measure's answer names: as at that
    moment the same question has this answer.
    """

    question: Question
    figures: Figures
    releases: tuple[str, ...]
    measure: Any
    method: str
    loaded: datetime | None = None


# The setting of a measure that names the table it reads, and the published tables it may name;
# a month's table is refused by the measure itself, which says why.
TABLE = "table"
PUBLISHED = frozenset({"collisions", "street", "outcomes", "stops"})


def ask_now(question: Question, area: Area) -> Asked:
    """The answer of the releases that are current now, as an area may have it.

    Of partners' tables only the area's own are read. Raises Refused with the reason.
    """
    own = partner_tables(area)
    refuse_others_tables(question, own)
    try:
        return asked_of(ask(store(), question, engine(), partners=own))
    except CannotAnswer as no:
        raise Refused(str(no)) from no
    except EngineFailed as no:
        raise Refused(not_worked_out(no)) from no


def not_worked_out(fault: EngineFailed) -> str:
    """What to say and do where the engine is at fault, and not the question."""
    return (
        f"Figures cannot be worked out at the moment. {fault} What is kept stays as it is: try "
        "again later, or tell whoever runs the service."
    )


def refuse_others_tables(question: Question, own: Collection[str]) -> None:
    """Raises Refused where a question names a table that is neither published nor among `own`.

    It names no other table: that there is one is for its own area to know.
    """
    given = question.parameters.get(TABLE, ())
    names = given if isinstance(given, (list, tuple)) else [given]
    for name in names:
        plain = str(name).strip().lower().replace("-", "_")
        if plain not in PUBLISHED and not {plain, f"partner_{plain}"} & set(own):
            known = ", ".join(["collisions", *sorted(filter(None, map(slug_of, own)))])
            raise Refused(f"There is no table “{name}” to ask about: expected one of {known}.")


def asked_of(answer: Answer) -> Asked:
    """An answer as findings keep it."""
    return Asked(
        question=answer.question,
        figures=figures_of(answer),
        releases=_releases(answer),
        measure=answer.measure,
        method=method_version(),
        loaded=_loaded(answer),
    )


def _loaded(answer: Answer) -> datetime | None:
    known = {one.id: one.loaded for one in store().releases()}
    keys = (_key(one) for one in answer.releases)
    return max((known[key] for key in keys if key in known), default=None)


def _releases(answer: Answer) -> tuple[str, ...]:
    first, last = answer.covered
    return resting_on(
        store(),
        [_key(one) for one in answer.releases],
        answer.measure.tables,
        looked_back(first, answer.measure.looks_back),
        last,
        answer.question.as_at,
    )


def method_version() -> str:
    """Which version of the measures worked it out: that of the software."""
    try:
        return f"Frankpledge {version('frankpledge')}"
    except PackageNotFoundError:
        return "Frankpledge, not installed as a package"


def figures_of(answer: Answer) -> Figures:
    """The figures of an answer in plain values."""
    first, last = answer.covered
    return Figures(
        columns=tuple(
            FigureColumn(one.name, one.title, one.kind, one.unit or "") for one in answer.columns
        ),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in answer.rows),
        notes=tuple(answer.notes),
        covered=(first.isoformat(), last.isoformat()),
        engine=answer.engine,
        total=tuple(_cell(cell) for cell in answer.total) if answer.total else None,
        main=next((one.name for one in answer.columns if one.kind == answer.measure.kind), ""),
    )


def _key(release: Any) -> str:
    return release if isinstance(release, str) else str(release.id)


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
