"""Rolling twelve months: the year that ends with each month."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    PLACES,
    STREET_CAVEATS,
    STREET_SOURCE,
    crime,
)
from frankpledge.analytics.measures.nouns import Example, Measure, Question

ROLLING_TWELVE_MONTHS = Measure(
    name="rolling-twelve-months",
    title="Recorded crime, rolling twelve months",
    what="Recorded crimes of the twelve months that end with each month.",
    unit="crimes in twelve months",
    source=STREET_SOURCE,
    formula=(
        "Crimes of a month and of the eleven before it. Only where all twelve are loaded for every "
        "force of the places asked about."
    ),
    kind="count",
    subject="street",
    dimensions=(*PLACES, "month", "type"),
    figures=(CRIMES,),
    caveats=(
        *STREET_CAVEATS,
        "Two months that follow each other share eleven of their twelve months.",
    ),
    needs=("m",),
    always_by=("month",),
    looks_back=11,
    sql="""
    WITH ends AS (
        SELECT last.m, last.month
        FROM months AS last JOIN months AS each ON each.m BETWEEN last.m - 11 AND last.m
        WHERE each.whole GROUP BY last.m, last.month HAVING COUNT(*) = 12
    )
    SELECT {by} ends.month, SUM(asked.n) AS crimes
    FROM asked JOIN ends ON asked.m BETWEEN ends.m - 11 AND ends.m
    GROUP BY {by} ends.month
    """,
    example=Example(
        tables={
            "street": (
                *(row for m in range(1, 13) for row in crime(None, f"2023-{m:02}", times=m)),
                *crime(None, "2024-01", times=5),
            )
        },
        question=Question("rolling-twelve-months"),
        rows=((date(2023, 12, 1), 78), (date(2024, 1, 1), 82)),
        arithmetic="1 + 2 + … + 12 = 78; a month later without January's 1 and with its 5: 82.",
    ),
)
