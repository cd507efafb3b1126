"""Crime rate: recorded crimes for each thousand people who live there."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    OF_STREET,
    STREET_CAVEATS,
    STREET_SOURCE,
    crime,
    lies_in,
    live_in,
)
from frankpledge.analytics.measures.nouns import Column, Example, Measure, Question

CRIME_RATE = Measure(
    name="crime-rate",
    title="Crime rate",
    what="Recorded crimes for each thousand people who live there.",
    unit="per 1,000 people",
    source=f"{STREET_SOURCE}; population estimates, ONS",
    formula=(
        "Crimes of the months asked about ÷ people by the estimates of the nearest year × 1,000. "
        "Split by month, it is the rate of one month, not of a year."
    ),
    kind="rate",
    subject="street",
    dimensions=OF_STREET,
    figures=(
        CRIMES,
        Column("people", "People", "count", "people"),
        Column("rate", "Rate", "rate", "per 1,000 people"),
    ),
    caveats=(
        *STREET_CAVEATS,
        "Those who live there are not those who are there: a town centre's rate is high for that.",
        "People of a small area that was split since count in the ward of each of its parts.",
    ),
    people=True,
    most_places=1,
    sql="""
    SELECT {by} COALESCE(SUM(asked.n), 0) AS crimes, MAX(asked_people.people) AS people,
           1000e0 * COALESCE(SUM(asked.n), 0) / NULLIF(MAX(asked_people.people), 0) AS rate
    FROM asked LEFT JOIN asked_people ON asked_people.place = asked.place {group}
    """,
    example=Example(
        tables={
            "street": (
                *crime("E01000001", "2024-01", times=3),
                *crime("E01000002", "2024-02", times=2),
            ),
            "lookup": (
                lies_in("E01000001", "district", "E07000001", "Upton"),
                lies_in("E01000002", "district", "E07000001", "Upton"),
            ),
            "population": (
                live_in("E01000001", 1_500),
                live_in("E01000002", 1_000),
                live_in("E01000002", 9_000, year=2019),
            ),
        },
        question=Question("crime-rate", by=("district",)),
        rows=(("Upton", "E07000001", 5, 2_500, 2.0),),
        arithmetic="5 crimes ÷ (1,500 + 1,000) people of 2023, the nearest year, × 1,000 = 2.",
    ),
)
