"""What several definitions share: columns, caveats, parameters, and rows for examples."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.nouns import Column, Given

STREET_SOURCE = "Street-level crime, data.police.uk (Open Government Licence v3.0)"
STOPS_SOURCE = "Stop and search, data.police.uk (Open Government Licence v3.0)"
ROAD_SOURCE = "STATS19 road safety data, Department for Transport (Open Government Licence v3.0)"

ASB = "Anti-social behaviour"
"""The crime type that has no outcomes: its rows are incidents."""

PLACES = ("lsoa", "ward", "district", "csp", "force")
TIMES = ("month", "quarter", "year")
OF_STREET = (*PLACES, *TIMES, "type")
OF_STOPS = (*TIMES, "force", "gender", "age", "ethnicity", "own_ethnicity", "law", "object")
OF_ROADS = (*PLACES, *TIMES, "severity")

CRIMES = Column("crimes", "Crimes", "count", "crimes")
STOPS = Column("stops", "Stops", "count", "stops")

STREET_CAVEATS = (
    "These are crimes that the police recorded and published, not all crimes that happened.",
    "Anti-social behaviour is among them: these are incidents, not recorded crimes.",
    "Places are approximate: the publisher moves each to the nearest point of a fixed list.",
)
OUTCOME_CAVEATS = (
    "The outcome is the last one published by the day of the release; later ones are not in it.",
    "Anti-social behaviour has no outcomes and is left out.",
)
STOP_CAVEATS = (
    "A person stopped twice counts twice.",
    "Records have no small area, only a point that many leave out: they are split by force alone.",
)

TOP = Given("top", "How many of the largest (0 for all)", "number", default=0, high=10_000)


def first_of(month: str) -> date:
    """The first day of "2024-03"."""
    return date.fromisoformat(f"{month}-01")


def crime(
    lsoa: str | None, month: str, type: str = "Burglary", outcome: str | None = None, times: int = 1
) -> tuple[dict[str, object], ...]:
    """So many made-up rows of street-level crime that are alike."""
    row: dict[str, object] = {
        "lsoa": lsoa,
        "month": first_of(month),
        "crime_type": type,
        "force": "somewhere",
        "outcome": outcome,
    }
    return (row,) * times


def lies_in(
    from_code: str, level: str, code: str, name: str, from_level: str = "lsoa21"
) -> dict[str, object]:
    """A made-up row of a lookup."""
    return {
        "from_level": from_level,
        "from_code": from_code,
        "level": level,
        "code": code,
        "name": name,
        "vintage": "2024",
    }


def live_in(code: str, people: int, year: int = 2023) -> dict[str, object]:
    """A made-up row of population estimates."""
    return {"code": code, "level": "lsoa21", "vintage": "2021", "year": year, "people": people}


def stop(
    ethnicity: str | None, outcome: str, linked: bool | None = None, times: int = 1
) -> tuple[dict[str, object], ...]:
    """So many made-up rows of stop and search that are alike."""
    row: dict[str, object] = {
        "month": first_of("2024-01"),
        "force": "somewhere",
        "officer_defined_ethnicity": ethnicity,
        "outcome": outcome,
        "outcome_linked": linked,
        "kind": "Person search",
    }
    return (row,) * times
