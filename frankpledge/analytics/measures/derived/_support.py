"""What several derived measures share: columns, caveats, parameters, rows for examples."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from frankpledge.analytics.measures.derived.working import SEED
from frankpledge.analytics.measures.nouns import Column, Given

SOURCE = "Street-level crime, data.police.uk (Open Government Licence v3.0)"
ONE_PLACE = ("lsoa", "ward", "district", "csp", "force")

CRIMES = Column("crimes", "Crimes", "count", "crimes")
P_VALUE = Column("p", "p", "number")
CORRECTED_P = Column("corrected_p", "p, corrected for the number looked at", "number")

RECORDED = (
    "These are crimes that the police recorded and published, not all crimes that happened.",
    "Anti-social behaviour is among them: these are incidents, not recorded crimes.",
)
NOT_WHY = "This says where or when figures are unusual. It does not say why."
OUTLINES = (
    "Neighbours share a point of their published outlines; a river or railway may still part them."
)

SEED_GIVEN = Given(
    "seed",
    "Where the random numbers begin (the same again gives the same answer)",
    "number",
    default=SEED,
    low=0,
    high=2_147_483_647,
)


def seed_words(seed: int) -> str:
    """The note of a measure that draws at random."""
    return f"Random numbers begin from {seed}, so asking again gives the same answer."


def months_of(year: int, first: int = 1, last: int = 12) -> tuple[str, ...]:
    """ "2024-01" to "2024-12"."""
    return tuple(f"{year}-{month:02}" for month in range(first, last + 1))


def crimes(
    lsoa: str | None, month: str, times: int = 1, type: str = "Burglary"
) -> tuple[dict[str, Any], ...]:
    """So many made-up rows of street-level crime that are alike."""
    day = date.fromisoformat(f"{month}-01")
    row = {"lsoa": lsoa, "month": day, "crime_type": type, "force": "somewhere"}
    return (row,) * times


def by_months(lsoa: str | None, counts: Iterable[tuple[str, int]]) -> tuple[dict[str, Any], ...]:
    """Made-up rows: so many in each month."""
    return tuple(row for month, times in counts for row in crimes(lsoa, month, times))
