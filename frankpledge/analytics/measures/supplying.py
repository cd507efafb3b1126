"""What a measure lets one choose: given in the question, loaded in the store, or its default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.analytics.measures.current import Current, units_of
from frankpledge.analytics.measures.nouns import CannotAnswer, Given, Measure, PlaceName, Question

GROUPS = {
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "white": "White",
    "other": "Other",
}
"""How an ethnic group of the census begins → what the police call it."""


def supplied_for(
    current: Current, measure: Measure, question: Question, places: tuple[PlaceName, ...]
) -> tuple[dict[str, Any], list[str]]:
    """Every parameter's value, and a note for each that the store supplied. Raises CannotAnswer."""
    unknown = set(question.parameters) - {one.name for one in measure.given}
    if unknown:
        known = ", ".join(one.name for one in measure.given) or "nothing"
        raise CannotAnswer(f"{measure.title} has no {sorted(unknown)}: one may choose {known}.")
    values: dict[str, Any] = {}
    notes: list[str] = []
    for one in measure.given:
        value = question.parameters.get(one.name)
        if value is None and one.loaded == "weights":
            value, said = loaded_weights(current, places)
            notes += said
        elif value is None and one.loaded == "population_group":
            value, said = loaded_groups(current, places)
            notes += said
        values[one.name] = checked(measure, one, one.default if value is None else value)
    return values, notes


def checked(measure: Measure, given: Given, value: Any) -> Any:
    """The value, if it will do. Raises CannotAnswer."""
    if value is None and given.kind == "text":
        return ""  # The measure itself says which there are to choose from.
    if value is None:
        raise CannotAnswer(f"{measure.title} needs: {given.title.lower()}. {given.without}".strip())
    if given.kind == "number":
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not given.low <= value <= given.high:
            raise CannotAnswer(
                f"{given.title}: “{value}” will not do. "
                f"Expected a whole number from {given.low} to {given.high}."
            )
    elif given.kind == "text":
        if not isinstance(value, str | int):
            raise CannotAnswer(f"{given.title}: expected one name.")
    elif given.kind == "names":
        if isinstance(value, str) or not value:
            raise CannotAnswer(f"{given.title}: expected a list of names.")
    else:
        expected = date if given.kind == "days" else int | float
        wrong = [key for key, one in dict(value).items() if not isinstance(one, expected)]
        if wrong or (not value and given.kind == "table"):
            what = "day" if given.kind == "days" else "figure"
            raise CannotAnswer(
                f"{given.title}: expected a {what} for each name"
                + (f", but not so for {', '.join(wrong)}." if wrong else ".")
            )
    return value


def loaded_weights(
    current: Current, places: tuple[PlaceName, ...]
) -> tuple[Mapping[str, float] | None, list[str]]:
    """The weights that are loaded: the force's own where the question is of one force that has."""
    if "weights" not in current.parts:
        return None, []
    sql = "SELECT force, crime_type, days FROM weights WHERE subgroup IS NULL ORDER BY crime_type"
    rows = current.beside.run(sql, tables=current.tables).rows
    units = units_of(current, places) or tuple(current.coverage("street").held)
    own = [row for row in rows if len(units) == 1 and row[0] == units[0]]
    chosen = own or [row for row in rows if row[0] is None]
    if not chosen:
        return None, []
    whose = f"{units[0]}’s own weights" if own else "the weights without a force"
    return {str(row[1]): float(str(row[2])) for row in chosen}, [f"Weighed by {whose}, as loaded."]


def loaded_groups(
    current: Current, places: tuple[PlaceName, ...]
) -> tuple[Mapping[str, float] | None, list[str]]:
    """How many people of each ethnic group live where one force polices, if a census is loaded."""
    units = units_of(current, places) or tuple(current.coverage("stops").held)
    if "population_group" not in current.parts or len(units) != 1:
        return None, []
    force = current.forces.get(units[0])
    if force is None:
        return None, []
    sql = """
    SELECT "group", SUM(people) FROM population_group
    JOIN place ON place.from_code = population_group.code AND place.code = $code
    WHERE population_group.level = 'district' AND question ILIKE 'ethnic%'
    GROUP BY "group"
    """
    found: dict[str, float] = {}
    for group, people in current.beside.run(sql, {"code": force.code}, current.tables).rows:
        start = str(group).lower()
        name = next((word for key, word in GROUPS.items() if start.startswith(key)), None)
        if name is not None:
            found[name] = found.get(name, 0.0) + float(str(people))
    said = f"People by ethnicity are those of {force.name} by the census, as loaded."
    return (found, [said]) if found else (None, [])
