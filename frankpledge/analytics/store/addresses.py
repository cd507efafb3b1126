"""Where the publishers keep their files, as data: patterns of addresses, filled in by date.

The patterns are from the publishers' own documentation (https://data.police.uk/data/archive/ and
https://www.data.gov.uk/dataset/cb7ae6f0-4be6-4935-9277-47e5ce24a11f/road-safety-data). They could
not be tried from where this was written: an address that has moved is said by `fetch`, and a file
brought in by hand loads just the same.
"""

from __future__ import annotations

from datetime import date

POLICE = "https://data.police.uk/data/archive/{month:%Y-%m}.zip"
"""One zip of the three years that end with the month: street, outcomes, stop and search."""

ROAD = "https://data.dft.gov.uk/road-accidents-safety-data/dft-road-casualty-statistics-{what}.csv"
ROAD_TABLES = {"collisions": "collision", "casualties": "casualty", "vehicles": "vehicle"}
ROAD_FIRST_YEAR = 1979


def police_archive(month: date) -> str:
    """The archive of data.police.uk that ends with this month; any day of the month will do."""
    return POLICE.format(month=month)


def road_files(year: int, *, provisional: bool = False) -> dict[str, str]:
    """Table → address of the year's file of STATS19 road collisions, casualties and vehicles.

    `provisional` is the half year published before it is checked. Raises ValueError for a year
    before the records begin.
    """
    if year < ROAD_FIRST_YEAR:
        raise ValueError(f"Road collision records begin in {ROAD_FIRST_YEAR}; there is no {year}.")
    which = f"provisional-{year}" if provisional else f"{year}"
    return {table: ROAD.format(what=f"{name}-{which}") for table, name in ROAD_TABLES.items()}
