"""Recorded crime: how many crimes the police published."""

from __future__ import annotations

from datetime import date

from ..nouns import Column, Example, Given, Measure, Question

SOURCE = "Street-level crime, data.police.uk (Open Government Licence v3.0)"

OF_STREET = ("lsoa", "ward", "district", "csp", "force", "month", "quarter", "year", "type")

CAVEATS = (
    "These are crimes that the police recorded and published, not all crimes that happened.",
    "Anti-social behaviour is among them: these are incidents, not recorded crimes.",
    "Places are approximate: the publisher moves each to the nearest point of a fixed list.",
)

TOP = Given("top", "How many of the largest (0 for all)", "number", default=0, high=10_000)


def crime(lsoa: str, month: str, type: str = "Burglary", **others: object) -> dict[str, object]:
    """One made-up row of street-level crime, for examples."""
    day = date.fromisoformat(f"{month}-01")
    return {"lsoa": lsoa, "month": day, "crime_type": type, "force": "somewhere", **others}


RECORDED_CRIME = Measure(
    name="recorded-crime",
    title="Recorded crime",
    what="How many crimes and incidents of anti-social behaviour the police recorded.",
    unit="crimes",
    source=SOURCE,
    formula="The number of rows published; of several releases, the latest one's of each month.",
    kind="count",
    subject="street",
    dimensions=(*OF_STREET, "outcome"),
    figures=(Column("crimes", "Crimes", "count", "crimes"),),
    caveats=CAVEATS,
    given=(TOP,),
    order=("crimes",),
    sql="""
    WITH counted AS (
        SELECT {by} SUM(n) AS crimes FROM asked {group}
    ), ranked AS (
        SELECT *, RANK() OVER (ORDER BY crimes DESC) AS place_in_order FROM counted
    )
    SELECT {by} COALESCE(crimes, 0) AS crimes FROM ranked WHERE $top = 0 OR place_in_order <= $top
    """,
    example=Example(
        tables={
            "street": (
                crime("E01000001", "2024-01"),
                crime("E01000001", "2024-01"),
                crime("E01000002", "2024-02", "Drugs"),
            )
        },
        question=Question("recorded-crime", by=("month",)),
        rows=((date(2024, 1, 1), 2), (date(2024, 2, 1), 1)),
        arithmetic="Two rows in January, one in February. Rows that are alike are two crimes.",
    ),
)
