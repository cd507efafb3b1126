"""What a derived measure works with: other measures' answers, places, months, and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.current import (
    Current,
    coverage_of,
    find_places,
    force_names,
    units_of,
)
from frankpledge.analytics.measures.months import Coverage, month_of, number, spans, words
from frankpledge.analytics.measures.nouns import Answer, CannotAnswer, Column, Measure, Question
from frankpledge.analytics.measures.subjects import SUBJECTS, Subject

Row = tuple[Value, ...]
Key = tuple[Value, ...]

SEED = 1
"""Where random numbers begin when nothing else is asked for, so that an answer can be repeated."""


LEAST_P = 0.0001
"""No p-value is nought: it would say that chance cannot."""


@dataclass(frozen=True)
class Figures:
    """What a derived measure found. `covered`: numbers of the first and the last month."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    covered: tuple[int, int]
    notes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """Tables that it read by itself, beside the measures it asked."""


@dataclass(frozen=True)
class Counted:
    """An answer as counts. A key holds the cells of the dimensions: a place is name and code."""

    columns: tuple[Column, ...]
    counts: Mapping[Key, int]
    covered: tuple[int, int]


@dataclass(frozen=True)
class Working:
    """The question of a derived measure, and the way to ask others for what it needs."""

    current: Current
    measure: Measure
    question: Question
    given: Mapping[str, Any]
    asking: Callable[[Question], Answer]
    heard: list[Answer] = field(default_factory=list)
    partners: frozenset[str] = frozenset()
    """The partners' tables that may be read and named."""
    everywhere: bool = False
    """Whether no place was asked for, and those of the question are the forces that are loaded."""

    def ask(self, measure: str, by: tuple[str, ...] = (), **changes: Any) -> Answer:
        """Another measure's answer, by default of the same months, types and places.

        Raises CannotAnswer as that measure does.
        """
        question = replace(self.question, measure=measure, by=by, parameters={}, **changes)
        answer = self.asking(question)
        self.heard.append(answer)
        return answer

    def counts(
        self, by: tuple[str, ...], *, measure: str = "recorded-crime", **changes: Any
    ) -> Counted:
        """Counts by these dimensions; what has none is not among them."""
        answer = self.ask(measure, by, **changes)
        width = len(answer.columns) - len(answer.measure.figures)
        counts = {row[:width]: int(str(row[width] or 0)) for row in answer.rows}
        first, last = answer.covered
        return Counted(answer.columns[:width], counts, (number(first), number(last)))

    def of_months(self, first: int, last: int) -> Working:
        """The same question of these months, given as numbers."""
        question = replace(self.question, first=month_of(first), last=month_of(last))
        return replace(self, question=question)

    def among_loaded(self, table: str = "street") -> tuple[Working, tuple[str, ...]]:
        """The same question of the forces whose last month is loaded, where no place was asked for.

        Else the months of a force that is loaded for a while only would count as lower figures, and
        places of a force that is not loaded as places without crime. Also the note that says which
        forces are left out.
        """
        subject = SUBJECTS[table]
        loaded = self.current.coverage(table)
        held = (loaded.whole_years() if subject.yearly else loaded).held
        if self.question.places or not held or self.of_partner:
            return self, ()
        last = self.period(Coverage(held))[1]
        kept = [unit for unit, months in held.items() if last in months]
        left = [unit for unit in held if unit not in kept]
        if not kept or not (left or set(self.current.forces) - set(held)):
            return self, ()
        narrowed = replace(self.question, places=tuple(f"force:{unit}" for unit in kept))
        when = month_of(last).year if subject.yearly else words(last)
        names = force_names(self.current, left)
        note = f"Left out, since {when} is not loaded: {names}."
        return replace(self, question=narrowed, everywhere=True), (note,) if left else ()

    @property
    def of_partner(self) -> bool:
        """Whether it is asked of a partner's table, which knows no forces."""
        return bool(set(self.given.get("table", ())) - set(SUBJECTS))

    def coverage(self, table: str = "street") -> Coverage:
        """Which months are loaded, for the forces of the places asked about.

        Raises CannotAnswer where nothing is loaded for any of them.
        """
        places = find_places(self.current, self.question.places, self.question.by)
        return coverage_of(self.current, subject_of(table), places)

    def period(self, coverage: Coverage) -> tuple[int, int]:
        """First and last month asked about; all that is loaded if not said. As numbers."""
        start, end = min(coverage.months, default=0), max(coverage.months, default=0)
        asked = self.question
        return (
            number(asked.first) if asked.first else start,
            number(asked.last) if asked.last else end,
        )

    def notes(self) -> tuple[str, ...]:
        """The notes of all answers that were asked for, each once."""
        return tuple(dict.fromkeys(note for answer in self.heard for note in answer.notes))

    def releases(self, tables: tuple[str, ...], first: int, last: int) -> tuple[str, ...]:
        """Ids of the releases that the answers and these months of these tables rest on."""
        places = find_places(self.current, self.question.places, self.question.by)
        units = units_of(self.current, places)
        used = {id for answer in self.heard for id in answer.releases}
        used |= set(self.current.releases(tables, first, last, units))
        order = [one.id for one in self.current.store.releases()]
        return tuple(id for id in order if id in used)


def subject_of(table: str) -> Subject:
    """What is counted of which this table says the months."""
    return next(one for one in SUBJECTS.values() if one.months_of == table)


@contextmanager
def refusing(what: str = "") -> Iterator[None]:
    """Turn a statistic's plain refusal, a ValueError, into CannotAnswer. `what` stands before."""
    try:
        yield
    except ValueError as why:
        raise CannotAnswer(f"{what} {why}".strip()) from why


def loaded_words(coverage: Coverage) -> str:
    """ "Crimes are loaded for January to December 2024"."""
    return f"Crimes are loaded for {spans(coverage.months)}"


def by_month(counted: Counted) -> dict[Key, dict[int, int]]:
    """Counts whose last dimension is the month, as a series for each key of the others."""
    found: dict[Key, dict[int, int]] = {}
    for (*key, month), count in counted.counts.items():
        assert isinstance(month, date)
        found.setdefault(tuple(key), {})[number(month)] = count
    return found


def places_split(by: tuple[str, ...]) -> tuple[str, ...]:
    """Dimensions that are no time, of those asked for."""
    return tuple(one for one in by if one not in ("month", "quarter", "year"))


def in_order(key: Key) -> tuple[str, ...]:
    """By name, or by time: days as text sort as days."""
    return tuple(str(one) for one in key)


def p_value(value: float | None) -> float | None:
    """To four places, and never nought: what is rarer than LEAST_P is given as that."""
    return None if value is None else max(LEAST_P, round(float(value), 4))


def z_score(value: float | None) -> float | None:
    """To two places. No minus before a nought."""
    return None if value is None else round(float(value), 2) + 0.0


def period_words(first: int, last: int) -> str:
    """ "March 2024", "March to May 2024"."""
    return spans(range(first, last + 1)) if first != last else words(first)


__all__ = [
    "SEED",
    "CannotAnswer",
    "Counted",
    "Figures",
    "Key",
    "Row",
    "Working",
    "by_month",
    "in_order",
    "loaded_words",
    "month_of",
    "number",
    "p_value",
    "period_words",
    "places_split",
    "refusing",
    "words",
    "z_score",
]
