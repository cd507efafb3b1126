"""The sentences about what a figure leaves out, worked out for each question."""

from __future__ import annotations

from dataclasses import replace

from .contents import Current
from .known import LEVEL_WORDS
from .months import month_of, number, spans, words
from .statement import COUNTED, Asked, Binding, Source, rows_sql
from .subjects import PLACES

PLURALS = {
    "ward": "wards",
    "district": "districts",
    "csp": "community safety partnerships",
}


def notes_on(current: Current, asked: Asked, prepared: frozenset[str]) -> tuple[str, ...]:
    """What a reader of these figures needs to know."""
    return (
        *outside(current, asked, prepared),
        *unweighted(current, asked),
        *without_outcome(current, asked),
        *left_out(asked),
        *breaks(current, asked),
    )


def outside(current: Current, asked: Asked, prepared: frozenset[str]) -> list[str]:
    """How many lie outside the places of the level asked about, or have no place at all."""
    levels = [one for one in asked.levels if one in PLURALS]
    if asked.subject.levels != PLACES or (not asked.places and not levels):
        return []
    subject = asked.subject
    if asked.places:
        if all(one.level == "force" for one in asked.places):
            return []
        without, _ = unplaced(current, asked, prepared, "district")
        many = f"{without:,} {subject.many} of these months have no place"
        return [f"{many}, and may belong to any: they are not counted."] if without else []
    level = levels[0]
    without, elsewhere = unplaced(current, asked, prepared, level)
    if not without and not elsewhere:
        return []
    places = reached(current, asked, level)
    named = f"the {places} {PLURALS[level]}" if places > 1 else f"the {LEVEL_WORDS[level]}"
    said = [f"{elsewhere:,} {subject.many} lie outside {named}"] if elsewhere else []
    said += [f"{without:,} have no place" if said else f"{without:,} {subject.many} have no place"]
    return ["; ".join(said if without else said[:1]) + ": they are in the total only."]


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
    """How many rows of these months and types have no place, and how many a place of no such level.

    A measure that sums the months it looks back to is told of these, too.
    """
    bind = Binding()
    summed = "month" in asked.measure.always_by
    everywhere = replace(
        asked,
        by=(level,),
        places=(),
        first=asked.first + (0 if summed else asked.measure.looks_back),
        measure=replace(asked.measure, needs=()),
    )
    at = asked.subject.at
    if "counts_outside" in prepared and asked.subject.table == "street":
        made = Source(f"SELECT code AS {at}, month, type, n FROM counts_outside", COUNTED)
        nowhere, elsewhere = f"s.{at} = 'none'", f"s.{at} = '{level}'"
    else:
        made = Source(asked.subject.rows, {"n": "COUNT(*)"})
        known = f"SELECT from_code FROM place WHERE level = '{level}'"
        nowhere = f"s.{at} IS NULL"
        elsewhere = f"s.{at} IS NOT NULL AND s.{at} NOT IN ({known})"
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
