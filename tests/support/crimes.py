"""Synthetic street-level crime in the layout of data.police.uk, any number of rows, seeded.

Forces × months of files, each sorted by LSOA as the publisher's are. A sixth of the rows are
anti-social behaviour without an id, three in a hundred have no place, points are snapped to a few
in each LSOA, and some rows are alike. No row is about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
TYPES = (
    *["Anti-social behaviour"] * 16,
    *["Violence and sexual offences"] * 34,
    *["Shoplifting"] * 9,
    *["Criminal damage and arson"] * 9,
    *["Public order"] * 8,
    *["Vehicle crime"] * 7,
    *["Other theft"] * 7,
    *["Burglary"] * 4,
    *["Drugs"] * 3,
    *["Other crime", "Theft from the person", "Robbery"],
)
OUTCOMES = (
    *["Investigation complete; no suspect identified"] * 10,
    *["Unable to prosecute suspect"] * 8,
    *["Awaiting court outcome"] * 2,
    *["Court result unavailable", "Local resolution", "Under investigation"],
)
STREETS = (
    "Mill Lane",
    "Heol y Castell",
    "Station Road",
    "Lôn Llŷn",
    "Parking Area",
    "Shopping Area",
)


@dataclass(frozen=True)
class Country:
    """How large: `rows` in all, in `forces` × `months` files, with so many LSOAs in each force."""

    rows: int
    forces: int = 43
    months: int = 36
    lsoas: int = 830
    seed: int = 1


def write_crimes(folder: Path, country: Country) -> list[Path]:
    """Write the country's files under `folder`, a folder a month; their paths in order."""
    connection = duckdb.connect(config={"memory_limit": "1GB"})
    files = country.forces * country.months
    paths = []
    for month in range(country.months):
        name = f"{2012 + month // 12}-{month % 12 + 1:02d}"
        (folder / name).mkdir(parents=True, exist_ok=True)
        for force in range(country.forces):
            at = month * country.forces + force
            rows = country.rows * (at + 1) // files - country.rows * at // files
            path = folder / name / f"{name}-{force_name(force).lower()}-street.csv"
            connection.execute(
                f"COPY ({_rows(country, name, force, rows)}) TO '{path}' (FORMAT csv, HEADER true)",
                [country.seed * 1_000_003 + at],
            )
            paths.append(path)
    connection.close()
    return paths


def force_name(force: int) -> str:
    """A made-up force's name in letters alone: "Shire-ab"."""
    return f"Shire-{chr(97 + force // 26)}{chr(97 + force % 26)}"


def _list(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"'{one}'" for one in values) + "]"


def _rows(country: Country, month: str, force: int, rows: int) -> str:
    """One file's rows as a query; the parameter is its seed."""
    name = f"{force_name(force)} Police"
    base = 1_000_000 + force * country.lsoas
    return f"""
    WITH drawn AS (
        SELECT hash(i, $1) AS h, hash(i + 1000000007, $1) AS g FROM range({rows}) AS r(i)
    ), placed AS (
        SELECT h, g,
            {base} + floor(pow((h % 65536) / 65536.0, 1.6) * {country.lsoas})::INTEGER AS lsoa,
            (g % 30)::INTEGER AS point,
            (h >> 20) % 100 < 3 AS nowhere,
            {_list(TYPES)}[((h >> 32) % {len(TYPES)})::INTEGER + 1] AS type
        FROM drawn
    )
    SELECT
        CASE WHEN type = 'Anti-social behaviour' THEN NULL ELSE md5(h::VARCHAR) || md5(g::VARCHAR)
            END AS "Crime ID",
        '{month}' AS "Month", '{name}' AS "Reported by", '{name}' AS "Falls within",
        CASE WHEN nowhere THEN NULL
            ELSE printf('%.6f', -3 + (lsoa % 977) * 0.004 + point * 0.000131) END AS "Longitude",
        CASE WHEN nowhere THEN NULL
            ELSE printf('%.6f', 51 + (lsoa % 811) * 0.003 + point * 0.000173) END AS "Latitude",
        CASE WHEN nowhere THEN 'No location' ELSE 'On or near '
            || {_list(STREETS)}[(point + lsoa) % {len(STREETS)} + 1] || ' ' || point
            END AS "Location",
        CASE WHEN nowhere THEN NULL ELSE printf('E0%d', lsoa) END AS "LSOA code",
        CASE WHEN nowhere THEN NULL ELSE printf('Shire %03d%s', lsoa % 1000, chr(65 + lsoa % 6))
            END AS "LSOA name",
        type AS "Crime type",
        CASE WHEN type = 'Anti-social behaviour' THEN NULL
            ELSE {_list(OUTCOMES)}[((g >> 32) % {len(OUTCOMES)})::INTEGER + 1]
            END AS "Last outcome category",
        NULL AS "Context"
    FROM placed ORDER BY "LSOA name", point
    """
