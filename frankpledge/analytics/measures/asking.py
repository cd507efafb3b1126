"""`ask`: from a question to figures, with the sentences that must stand beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from frankpledge.analytics.engine import DuckEngine, Engine, EngineFailed, Value
from frankpledge.analytics.engine.tables import PREPARED
from frankpledge.analytics.measures.catalogue import measure_named
from frankpledge.analytics.measures.current import (
    Current,
    apart,
    coverage_of,
    find_places,
    find_types,
    force_names,
    ground,
    past_broken_counts,
    small_names,
    units_of,
)
from frankpledge.analytics.measures.derived import Working, derived_answer
from frankpledge.analytics.measures.known import near
from frankpledge.analytics.measures.months import Coverage, month_of, number, spans, words
from frankpledge.analytics.measures.noting import notes_on
from frankpledge.analytics.measures.nouns import (
    Answer,
    CannotAnswer,
    Column,
    ColumnKind,
    Measure,
    PlaceName,
    Question,
)
from frankpledge.analytics.measures.peopling import one_ground, with_people
from frankpledge.analytics.measures.statement import Asked, statement
from frankpledge.analytics.measures.subjects import PLACES, SUBJECTS, TITLES
from frankpledge.analytics.measures.supplying import supplied_for
from frankpledge.analytics.store import Store

KINDS: dict[str, ColumnKind] = {"month": "month", "quarter": "month", "year": "year"}
"""Dimensions that are no text."""

Row = tuple[Value, ...]

WHAT_IS_NOT_LOADED = {
    "street": "No street-level crime is loaded",
    "outcomes": "No outcomes are loaded",
    "stops": "No stop and search records are loaded",
    "collisions": "No road collisions are loaded",
    "casualties": "No road casualties are loaded",
    "lookup": "No lookup of small areas is loaded",
    "population": "No population estimates are loaded",
}


def ask(
    store: Store,
    question: Question,
    engine: Engine | None = None,
    *,
    partners: Collection[str] = (),
) -> Answer:
    """The answer to a question, by the releases that hold (or held, `as_at`).

    `partners`: the partners' tables ("partner_fires") that the one who asks may see. No other is
    read, nor named in a refusal.
    Raises CannotAnswer with a plain reason; EngineFailed only for faults of the engine itself.
    """
    measure = measure_named(question.measure)
    if measure is None:
        raise CannotAnswer(f"There is no measure “{question.measure}”.")
    chosen = engine or _own_engine()
    beside = chosen if isinstance(chosen, DuckEngine) else _own_engine()
    current = Current(store, chosen, beside, question.as_at)
    answer = answered if measure.derive is None else derived
    return past_broken_counts(current, lambda one: answer(one, measure, question, partners))


def derived(
    current: Current, measure: Measure, question: Question, partners: Collection[str]
) -> Answer:
    """The answer of a measure that asks others. Raises CannotAnswer."""
    # Asked of a partner's table, it needs no other.
    if "table" not in question.parameters and measure.subject != "partner":
        refuse_unless_loaded(current, measure)
    places = find_places(current, question.places, question.by)
    given, supplied = supplied_for(current, measure, question, places)
    narrowed = replace(question, by=dimensions(measure, question.by))
    work = Working(
        current,
        measure,
        narrowed,
        given,
        lambda one: ask(current.store, one, current.engine, partners=partners),
        partners=frozenset(partners),
    )
    answer = derived_answer(work)
    return replace(answer, question=question, notes=(*supplied, *answer.notes))


def answered(
    current: Current, measure: Measure, question: Question, partners: Collection[str]
) -> Answer:
    """The answer of a measure with SQL of its own. Raises CannotAnswer."""
    try:
        asked, notes = exact(current, measure, question)
        prepared = current.tables.names & frozenset(PREPARED)
        sql, values = statement(asked, prepared)
        found = current.engine.run(sql, values, current.tables)
        total = total_of(current, asked, prepared) if asked.by else None
    except FileNotFoundError as why:
        raise CannotAnswer("The evidence changed while it was read. Ask again.") from why
    columns = columns_of(asked)
    rows = with_names(current, asked, found.rows)
    width = len(columns) - len(measure.figures)
    return Answer(
        question=question,
        measure=measure,
        columns=columns,
        rows=in_order(asked, columns, rows),
        releases=rests_on(current, asked, question),
        notes=(*notes, *notes_on(current, asked, prepared, total=total is not None)),
        covered=(month_of(asked.first + measure.looks_back), month_of(asked.last)),
        engine=current.engine.name,
        total=((None,) * width + total) if total else None,
    )


def rests_on(current: Current, asked: Asked, question: Question) -> tuple[str, ...]:
    """Ids of the releases that the figures rest on: of the months, places and what was supplied."""
    measure = asked.measure
    tables = {*measure.tables}
    if asked.places or measure.ground or {*asked.shown, *asked.needs} & set(PLACES):
        tables.add("lookup")
    for one in measure.given:
        if one.loaded and question.parameters.get(one.name) is None:
            tables |= {one.loaded, *(("lookup",) if one.loaded == "population_group" else ())}
    return current.releases(tables, asked.first, asked.last, units_of(current, asked.places))


def total_of(current: Current, asked: Asked, prepared: frozenset[str]) -> Row | None:
    """The figures of everything asked about, counted anew; None where they mean nothing."""
    measure = asked.measure
    if not measure.has_total or measure.always_by:
        return None
    if measure.people:
        try:
            one_ground(current, asked.places)
        except CannotAnswer:
            return None
    sql, values = statement(replace(asked, by=()), prepared)
    rows = current.engine.run(sql, values, current.tables).rows
    return rows[0] if rows else None


@lru_cache(maxsize=1)
def _own_engine() -> DuckEngine:
    """The engine of a caller that names none."""
    return DuckEngine()


def refuse_unless_loaded(current: Current, measure: Measure) -> None:
    """Raise CannotAnswer where a table that the measure counts is not loaded."""
    for table in measure.tables:
        if table not in current.parts:
            raise CannotAnswer(
                f"{WHAT_IS_NOT_LOADED[table]}, so {measure.title.lower()} is unknown."
            )


def exact(current: Current, measure: Measure, question: Question) -> tuple[Asked, list[str]]:
    """The question with its places, types and months known, and notes. Raises CannotAnswer."""
    subject = SUBJECTS[measure.subject]
    refuse_unless_loaded(current, measure)
    by = dimensions(measure, question.by)
    if question.types and not (subject.has_types and measure.filters_types):
        raise CannotAnswer(f"{measure.title} cannot be asked of some types of crime alone.")
    if question.places and subject.levels == ("force",):
        find = find_places(current, question.places, ("force",))
        other = next((one for one in find if one.level != "force"), None)
        if other is not None:
            raise CannotAnswer(
                f"{subject.many.capitalize()} are published by force, without a small area, so "
                f"{other.name} cannot be told apart. Ask for its police force."
            )
    places = find_places(current, question.places, by)
    needs_lookup = [one for one in by if one in ("ward", "district", "csp")]
    if needs_lookup and not any(level == needs_lookup[0] for level, _ in current.known.names):
        raise CannotAnswer(
            f"No loaded lookup says in which {TITLES[needs_lookup[0]].lower()} a small area lies."
        )
    given, supplied = supplied_for(current, measure, question, places)
    coverage = coverage_of(current, subject, places)
    lag = int(str(given[measure.lag])) if measure.lag else 0
    first, last = asked_months(measure, question, coverage, outcomes_end(current, coverage) - lag)
    refuse_unless_any(current, measure, coverage, first, last)
    notes = [*supplied, *missing_words(current, coverage, first, last, every=bool(places))]
    asked = Asked(
        measure=measure,
        by=by,
        first=first,
        last=last,
        whole=coverage.whole(first, last),
        types=find_types(current, question.types),
        places=places,
        given=given,
        ground=ground(current, places),
        apart=len(places) < 2 or apart(current, places),
        force_codes={key: one.code for key, one in current.forces.items()},
    )
    if measure.people:
        asked, said = with_people(current, asked)
        notes += said
    return asked, notes


def dimensions(measure: Measure, by: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions asked for, without those always there. Raises CannotAnswer for others."""
    for one in by:
        if one not in measure.dimensions:
            known = ", ".join(measure.dimensions) or "nothing"
            raise CannotAnswer(
                f"{measure.title} cannot be split by “{one}”{near(one, measure.dimensions)} "
                f"It can be split by {known}."
            )
    levels = [one for one in by if one in PLACES]
    if len(levels) > measure.most_places:
        raise CannotAnswer(f"{measure.title} can be split by one kind of place only, not {levels}.")
    return tuple(dict.fromkeys(one for one in by if one not in measure.always_by))


def asked_months(
    measure: Measure, question: Question, coverage: Coverage, ripe: int
) -> tuple[int, int]:
    """First (with what the measure looks back) and last month. Raises CannotAnswer.

    `ripe`: the last month old enough, for a measure that has to wait.
    """
    start, end = min(coverage.months), max(coverage.months)
    newest = min(ripe, end) if measure.lag else end
    for month in (question.first, question.last):
        if month is not None and month.day != 1:
            raise CannotAnswer(f"{month} is not the first day of a month.")
    first = number(question.first) if question.first else start + measure.looks_back
    last = number(question.last) if question.last else newest
    loaded = (
        f"{SUBJECTS[measure.subject].many.capitalize()} are loaded for {spans(coverage.months)}"
    )
    if question.first and question.last and first > last:
        raise CannotAnswer(
            f"{words(first)} is later than {words(last)}: expected the earlier first."
        )
    if not question.first and first > end:
        raise CannotAnswer(f"{loaded}: too few for {measure.title.lower()}.")
    for m in (first, last):
        if not start <= m <= end:
            raise CannotAnswer(f"{loaded}; {words(m)} lies outside.")
    if last > newest:
        raise CannotAnswer(
            f"{loaded}. Crimes after {words(newest)} are too young to be judged by their outcomes."
        )
    if first - measure.looks_back < start:
        raise CannotAnswer(
            f"{loaded}. {measure.title} for {words(first)} needs the {measure.looks_back} months "
            "before it."
        )
    if first > last:
        raise CannotAnswer(f"{loaded}: too few for {measure.title.lower()}.")
    return first - measure.looks_back, last


def outcomes_end(current: Current, coverage: Coverage) -> int:
    """The last month of which outcomes are known."""
    later = current.coverage("outcomes").months if "outcomes" in current.parts else coverage.months
    return min(max(later), max(coverage.months))


def refuse_unless_any(
    current: Current, measure: Measure, coverage: Coverage, first: int, last: int
) -> None:
    """Raise CannotAnswer where not one of these months is loaded: a gap is no figure of nought."""
    if coverage.months & frozenset(range(first, last + 1)):
        return
    many = SUBJECTS[measure.subject].many
    raise CannotAnswer(
        f"{many.capitalize()} are loaded for {spans(coverage.months)}; nothing is loaded for "
        f"{force_names(current, coverage.held)} of {spans(range(first, last + 1))}."
    )


def missing_words(
    current: Current, coverage: Coverage, first: int, last: int, *, every: bool
) -> list[str]:
    """A sentence for each force of which months are missing; `every`: or all of them."""
    return [
        f"{spans(months)}: nothing is loaded for {force_names(current, [unit])}."
        for unit, months in coverage.missing(first, last, every=every).items()
    ]


def columns_of(asked: Asked) -> tuple[Column, ...]:
    """The columns of the answer: each place as name and code, then the figures."""
    found: list[Column] = []
    for one in asked.shown:
        found.append(Column(one, TITLES[one], KINDS.get(one, "text")))
        if one in PLACES:
            found.append(Column(f"{one}_code", f"{TITLES[one]} code", "text"))
    return (*found, *asked.measure.figures)


def with_names(current: Current, asked: Asked, rows: tuple[Row, ...]) -> list[Row]:
    """The rows with each place's name before its code, column by column."""
    if not set(asked.shown) & set(PLACES):
        return list(rows)
    found: list[Iterable[Value]] = []
    for at, values in enumerate(zip(*rows, strict=True)):
        level = asked.shown[at] if at < len(asked.shown) else ""
        if level in PLACES:
            names = names_of(current, level, set(values))
            found.append([names[one] for one in values])
        found.append(values)
    return list(zip(*found, strict=True))


def names_of(current: Current, level: str, codes: set[Value]) -> dict[Value, str]:
    """Code → its name; the code where it has none."""
    if level == "force":
        return {one: named(current.forces, str(one)) for one in codes}
    known = current.known.names
    if level == "lsoa":
        known = small_names(current, sorted(str(one) for one in codes))
    return {one: known.get((level, str(one)), str(one)) for one in codes}


def named(forces: Mapping[str, PlaceName], unit: str) -> str:
    """A force's name by the publisher's; that itself where no lookup knows it."""
    return forces[unit].name if unit in forces else unit


def in_order(
    asked: Asked, columns: tuple[Column, ...], rows: list[tuple[Value, ...]]
) -> tuple[tuple[Value, ...], ...]:
    """The rows by their dimensions, what is not known last; by the measure's own order before."""
    width = len(columns) - len(asked.measure.figures)
    try:
        rows = sorted(rows)
    except TypeError:  # something not known stands beside something that is
        rows = sorted(rows, key=lambda row: [(one is None, str(one)) for one in row[:width]])
    largest_first = asked.measure.order if asked.given.get("top", 1) else ()
    for name in reversed(largest_first):
        at = [column.name for column in columns].index(name)
        rows = sorted(rows, key=lambda row: float(str(row[at] or 0)), reverse=True)
    return tuple(rows)


__all__ = ["EngineFailed", "ask"]
