"""Recorded crime: how many crimes the police published."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    OF_STREET,
    STREET_CAVEATS,
    STREET_SOURCE,
    TOP,
    crime,
)
from frankpledge.analytics.measures.nouns import Example, Measure, Question

RECORDED_CRIME = Measure(
    name="recorded-crime",
    title="Recorded crime",
    what="How many crimes and incidents of anti-social behaviour the police recorded.",
    unit="crimes",
    source=STREET_SOURCE,
    formula="The number of rows published; of several releases, the latest one's of each month.",
    kind="count",
    subject="street",
    dimensions=(*OF_STREET, "outcome"),
    figures=(CRIMES,),
    caveats=STREET_CAVEATS,
    given=(TOP,),
    order=("crimes",),
    sql="""
    WITH counted AS (
        SELECT {by} SUM(n) AS crimes FROM asked {group}
    ), ranked AS (
        SELECT *, RANK() OVER (ORDER BY crimes DESC) AS nth FROM counted
    )
    SELECT {by} COALESCE(crimes, 0) AS crimes FROM ranked WHERE $top = 0 OR nth <= $top
    """,
    example=Example(
        tables={
            "street": (
                *crime("E01000001", "2024-01", times=2),
                *crime("E01000002", "2024-02", "Drugs"),
            )
        },
        question=Question("recorded-crime", by=("month",)),
        rows=((date(2024, 1, 1), 2), (date(2024, 2, 1), 1)),
        arithmetic="Two rows in January, one in February. Rows that are alike are two crimes.",
    ),
)
