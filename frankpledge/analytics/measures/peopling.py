"""How many live in the places asked about: which year's estimates, and for whom there are none."""

from __future__ import annotations

from dataclasses import replace

from frankpledge.analytics.engine import Value
from frankpledge.analytics.measures.current import Current, apart
from frankpledge.analytics.measures.known import LEVEL_WORDS
from frankpledge.analytics.measures.months import month_of
from frankpledge.analytics.measures.nouns import CannotAnswer, PlaceName
from frankpledge.analytics.measures.statement import Asked, Binding

MOST_NAMED = 5
"""So many places without people are named; of more it is said how many they are."""


def with_people(current: Current, asked: Asked) -> tuple[Asked, list[str]]:
    """The question with the year of its estimates, and the notes that say so.

    It is the year that knows the people of most of the places, of equals the nearest. Raises
    CannotAnswer where no estimates know them.
    """
    if not asked.levels:
        one_ground(current, asked.places)
    level = asked.levels[0] if asked.levels else asked.places[0].level
    found = _estimates(current, asked, level)
    if not found:
        raise CannotAnswer(f"No loaded estimate says how many live in a {LEVEL_WORDS[level]}.")
    middle = month_of((asked.first + asked.measure.looks_back + asked.last) // 2).year
    whole = {year: sum(n is not None for _, n, *_ in rows) for year, rows in found.items()}
    year = min(found, key=lambda one: (-whole[one], abs(one - middle), one))
    said = f"People are counted by the estimates for {year}"
    far = ", the nearest that are loaded." if year != middle else "."
    without = [
        f"{_name(current, level, code)} ({known:,} of {areas:,})"
        for code, people, known, areas in found[year]
        if people is None
    ]
    lacking = _lacking(without, year)
    if not asked.levels:
        codes = {code for code, *_ in found[year]}
        none = [one.name for one in asked.places if _code(asked, one) not in codes]
        if none:
            raise CannotAnswer(f"No loaded estimate says how many live in {', '.join(none)}.")
    if lacking and (not asked.levels or not whole[year]):
        raise CannotAnswer(lacking[0])
    return replace(asked, people_year=year), [said + far, *lacking]


def _lacking(without: list[str], year: int) -> list[str]:
    """The note on places of which only some areas have an estimate."""
    if not without:
        return []
    more = len(without) - MOST_NAMED
    rest = f" and {more:,} more" if more > 0 else ""
    return [
        f"No rate where the estimates for {year} know only some of a place's areas: "
        f"{', '.join(without[:MOST_NAMED])}{rest}."
    ]


Estimate = tuple[str, int | None, int, int]


def _estimates(current: Current, asked: Asked, level: str) -> dict[int, list[Estimate]]:
    """Year → code, people, areas with a figure and all areas, of the places of a level."""
    bind = Binding()
    only = ""
    if asked.places and level != "lsoa":
        codes = bind.several(_code(asked, one) for one in asked.places)
        inside = f"""
        SELECT inner_place.code FROM place AS inner_place
        JOIN place AS outer_place ON outer_place.from_code = inner_place.from_code
        WHERE inner_place.level = '{level}' AND outer_place.code IN ({codes})
        """
        alike = all(one.level == level for one in asked.places)
        only = f"AND code IN ({codes if alike else inside})"
    elif asked.places and all(one.level == "lsoa" for one in asked.places):
        only = f"AND code IN ({bind.several(one.code for one in asked.places)})"
    sql = f"""
    SELECT year, code, people, known, areas FROM people WHERE level = '{level}' {only}
    ORDER BY year, code
    """
    found: dict[int, list[Estimate]] = {}
    for year, code, people, known, areas in current.beside.run(
        sql, bind.values, current.tables
    ).rows:
        row = (str(code), _whole(people), int(str(known)), int(str(areas)))
        found.setdefault(int(str(year)), []).append(row)
    return found


def _whole(value: Value) -> int | None:
    return None if value is None else int(str(value))


def _code(asked: Asked, place: PlaceName) -> str:
    """The code of a place; of a force known by the publisher's name, its own."""
    return asked.force_codes.get(place.code, place.code)


def _name(current: Current, level: str, code: str) -> str:
    return current.known.names.get((level, code), code)


def one_ground(current: Current, places: tuple[PlaceName, ...]) -> None:
    """Raise CannotAnswer unless the people of these places may be added up."""
    if not places:
        raise CannotAnswer(
            "How many live wherever the loaded crimes lie is not known. "
            "Ask for a place, or by place."
        )
    if len(places) == 1:
        return
    if len({one.level for one in places}) > 1 or not apart(current, places):
        raise CannotAnswer(
            "The places overlap or are of different kinds, so their people cannot be added up. "
            "Ask for them one by one."
        )
