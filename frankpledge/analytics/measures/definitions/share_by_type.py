"""Share by type: what part of all recorded crime each type is."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    PLACES,
    STREET_CAVEATS,
    STREET_SOURCE,
    TIMES,
    crime,
)
from frankpledge.analytics.measures.nouns import Column, Example, Measure, Question

SHARE_BY_TYPE = Measure(
    name="share-by-type",
    title="Share of each crime type",
    what="What part of all recorded crime each type is.",
    unit="per cent of recorded crime",
    source=STREET_SOURCE,
    formula="Crimes of the type ÷ crimes of all types, of the same place and time, × 100.",
    kind="percent",
    subject="street",
    dimensions=(*PLACES, *TIMES, "type"),
    figures=(CRIMES, Column("percent", "Share", "percent", "per cent of recorded crime")),
    caveats=(
        *STREET_CAVEATS,
        "A share rises also where the other types fall.",
    ),
    needs=("type",),
    always_by=("type",),
    filters_types=False,
    sql="""
    SELECT {by} type, SUM(n) AS crimes, 100e0 * SUM(n) / SUM(SUM(n)) OVER ({partition}) AS percent
    FROM asked GROUP BY {by} type
    """,
    example=Example(
        tables={
            "street": (
                *crime(None, "2024-01", "Burglary", times=3),
                *crime(None, "2024-01", "Drugs", times=1),
            )
        },
        question=Question("share-by-type"),
        rows=(("Burglary", 3, 75.0), ("Drugs", 1, 25.0)),
        arithmetic="3 of 4 are burglaries: 75 %; 1 of 4 drugs: 25 %.",
    ),
)
