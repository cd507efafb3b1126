"""The sentences about what a figure leaves out, worked out for each question."""

from __future__ import annotations

from dataclasses import replace

from frankpledge.analytics.measures.contents import Current
from frankpledge.analytics.measures.known import LEVEL_WORDS, slug
from frankpledge.analytics.measures.months import month_of, number, spans, words
from frankpledge.analytics.measures.nouns import PlaceName
from frankpledge.analytics.measures.placing import units_of
from frankpledge.analytics.measures.statement import (
    COUNTED,
    COUNTS_LSOA,
    Asked,
    Binding,
    Source,
    rows_sql,
)
from frankpledge.analytics.measures.subjects import PLACES, Subject

PLURALS = {
    "ward": "wards",
    "district": "districts",
    "csp": "community safety partnerships",
}


def notes_on(
    current: Current, asked: Asked, prepared: frozenset[str], *, total: bool
) -> tuple[str, ...]:
    """What a reader of these figures needs to know. `total`: whether one stands beside the rows."""
    return (
        *outside(current, asked, prepared, total=total),
        *without_place(current, asked, prepared),
        *unweighted(current, asked),
        *without_outcome(current, asked),
        *left_out(asked),
        *breaks(current, asked),
    )


def outside(current: Current, asked: Asked, prepared: frozenset[str], *, total: bool) -> list[str]:
    """How many lie in no place of the level that is split by, or have no place at all."""
    level = next((one for one in asked.levels if one in PLURALS), None)
    if level is None or asked.subject.levels != PLACES:
        return []
    if asked.places and all(one.level == level for one in asked.places):
        return []  # each lies in a place of the level
    without, elsewhere = unplaced(current, asked, prepared, level)
    if not without and not elsewhere:
        return []
    subject = asked.subject
    said = []
    if elsewhere:
        where = f"in no {LEVEL_WORDS[level]}"
        if not asked.places:
            places = reached(current, asked, level)
            named = f"{places} {PLURALS[level]}" if places > 1 else LEVEL_WORDS[level]
            where = f"outside the {named}"
        lie = "lies" if elsewhere == 1 else "lie"
        said.append(f"{counted(subject, elsewhere)} {lie} {where}")
    if without:
        have = "has" if without == 1 else "have"
        said.append(f"{f'{without:,}' if said else counted(subject, without)} {have} no place")
    they = "it is" if without + elsewhere == 1 else "they are"
    where = "in the total only" if total else "in none of these figures"
    return [f"{'; '.join(said)}: {they} {where}."]


def without_place(current: Current, asked: Asked, prepared: frozenset[str]) -> list[str]:
    """How many of the forces that police the places asked about have no place: they may be there.

    A force that is asked about itself counts its own.
    """
    inside = tuple(one for one in asked.places if one.level != "force")
    if not inside or asked.subject.levels != PLACES:
        return []
    whole = {slug(one.name) for one in asked.places if one.level == "force"}
    units = units_of(current, inside)
    forces = tuple(PlaceName(one, one, "force") for one in units if one not in whole)
    if units and not forces:
        return []
    without, _ = unplaced(current, replace(asked, places=forces), prepared, "district")
    if not without:
        return []
    have, they = ("has", "it is") if without == 1 else ("have", "they are")
    return [
        f"{counted(asked.subject, without)} of these months {have} no place, and may belong to "
        f"any: {they} not counted."
    ]


def counted(subject: Subject, number: int) -> str:
    """ "1 crime", "2,793 crimes"."""
    return f"{number:,} {subject.one if number == 1 else subject.many}"


def reached(current: Current, asked: Asked, level: str) -> int:
    """How many places of a level a row can lie in: by small area, or by district if it has one."""
    by_area = "JOIN small_area ON small_area.code = place.from_code"
    sql = f"""
    SELECT COUNT(DISTINCT place.code) FROM place {by_area if asked.subject.at == "lsoa" else ""}
    WHERE place.level = $level
    """
    return int(str(current.beside.run(sql, {"level": level}, current.tables).rows[0][0]))


def unplaced(
    current: Current, asked: Asked, prepared: frozenset[str], level: str
) -> tuple[int, int]:
    """How many rows asked about have no place, and how many a place that lies in no such level.

    A measure that sums the months it looks back to is told of these, too.
    """
    bind = Binding()
    summed = "month" in asked.measure.always_by
    everywhere = replace(
        asked,
        by=(level,),
        first=asked.first + (0 if summed else asked.measure.looks_back),
        measure=replace(asked.measure, needs=()),
    )
    at = asked.subject.at
    street = asked.subject.table == "street"
    known = f"SELECT from_code FROM place WHERE level = '{level}'"
    nowhere = f"s.{at} IS NULL"
    elsewhere = f"s.{at} IS NOT NULL AND s.{at} NOT IN ({known})"
    if "counts_outside" in prepared and street and not asked.places:
        made = Source(f"SELECT code AS {at}, month, type, n FROM counts_outside", COUNTED)
        nowhere, elsewhere = f"s.{at} = 'none'", f"s.{at} = '{level}'"
    elif "counts_lsoa" in prepared and street:
        made = Source(COUNTS_LSOA, COUNTED)
    else:
        made = Source(asked.subject.rows, {"n": "COUNT(*)"})
    sql = f"""
    SELECT SUM(CASE WHEN {nowhere} THEN s.n ELSE 0 END) AS nowhere,
           SUM(CASE WHEN {elsewhere} THEN s.n ELSE 0 END) AS elsewhere
    FROM ({rows_sql(everywhere, made, bind)}) AS s
    """
    found = current.engine.run(sql, bind.values, current.tables).rows[0]
    return int(str(found[0] or 0)), int(str(found[1] or 0))


def unweighted(current: Current, asked: Asked) -> list[str]:
    """Crime types that a table of weights leaves out, where there is one."""
    if "weights" not in asked.given:
        return []
    wanted = asked.types or current.types
    without = [one for one in wanted if one not in asked.given["weights"]]
    return [f"No weight is given for {', '.join(without)}: they count nothing."] if without else []


def without_outcome(current: Current, asked: Asked) -> list[str]:
    """How many stops have no outcome, where a share is of those that have one."""
    if not any(column.name == "action_percent" for column in asked.measure.figures):
        return []
    bind = Binding()
    plain = replace(asked, by=(), measure=replace(asked.measure, needs=()))
    rows = rows_sql(plain, Source(asked.subject.rows, asked.subject.sums), bind)
    sql = f"SELECT s.n - s.told AS untold FROM ({rows}) AS s"
    found = current.engine.run(sql, bind.values, current.tables).rows[0][0]
    many = int(str(found or 0))
    stops = f"{many:,} stops have" if many != 1 else "1 stop has"
    said = f"{stops} no outcome: not among those whose share with an action is given."
    return [said] if many else []


def left_out(asked: Asked) -> list[str]:
    """Months that a measure of whole months leaves out."""
    if not asked.measure.looks_back:
        return []
    partly = set(range(asked.first, asked.last + 1)) - asked.whole
    if not partly:
        return []
    return [f"Not loaded for every force, so not compared or summed: {spans(partly)}."]


def breaks(current: Current, asked: Asked) -> list[str]:
    """Where a force changed how it records within the months asked about, or is said to."""
    said = []
    start = month_of(asked.first)
    for force, day in dict(asked.given.get("breaks", {})).items():
        named = current.forces[force].name if force in current.forces else force
        if start < day and number(day) <= asked.last:
            said.append(
                f"{named} began to record by injury on {day.day} {words(number(day))}: "
                "the recorded figures before and after are not alike; compare the adjusted."
            )
    return said
