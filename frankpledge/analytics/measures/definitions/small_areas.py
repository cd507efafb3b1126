"""Small areas: which keep coming back among the largest, and how crime is spread over all."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    STREET_CAVEATS,
    STREET_SOURCE,
    crime,
    lies_in,
)
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question

REPEAT_PLACES = Measure(
    name="repeat-places",
    title="Places that keep coming back",
    what="Small areas that were among those with most crimes, and in how many months.",
    unit="months",
    source=STREET_SOURCE,
    formula=(
        "In each month small areas are ranked by crimes, equals sharing a rank; counted are the "
        "months in which an area's rank was no higher than asked for."
    ),
    kind="count",
    subject="street",
    dimensions=("lsoa",),
    figures=(
        Column("months_in_top", "Months among the largest", "count", "months"),
        Column("months_of", "Months looked at", "count", "months"),
        CRIMES,
    ),
    caveats=(
        *STREET_CAVEATS,
        "A small area has 400 to 1,200 households; one shop may be most of its crime.",
    ),
    needs=("lsoa", "m"),
    always_by=("lsoa",),
    given=(Given("top", "How many of the largest", "number", default=20, low=1, high=10_000),),
    order=("months_in_top", "crimes"),
    sql="""
    WITH ranked AS (
        SELECT lsoa, m, SUM(n) AS crimes, RANK() OVER (PARTITION BY m ORDER BY SUM(n) DESC) AS nth
        FROM asked WHERE lsoa IS NOT NULL GROUP BY lsoa, m
    )
    SELECT lsoa, SUM(CASE WHEN nth <= $top THEN 1 ELSE 0 END) AS months_in_top,
           (SELECT COUNT(DISTINCT m) FROM asked) AS months_of, SUM(crimes) AS crimes
    FROM ranked GROUP BY lsoa HAVING SUM(CASE WHEN nth <= $top THEN 1 ELSE 0 END) > 0
    """,
    example=Example(
        tables={
            "street": (
                *crime("E01000001", "2024-01", times=3),
                *crime("E01000002", "2024-01", times=1),
                *crime("E01000001", "2024-02", times=2),
                *crime("E01000002", "2024-02", times=2),
                *crime("E01000003", "2024-02", times=1),
            )
        },
        question=Question("repeat-places", parameters={"top": 1}),
        rows=(
            ("E01000001", "E01000001", 2, 2, 5),
            ("E01000002", "E01000002", 1, 2, 3),
        ),
        arithmetic="The first is largest in both months (in February with the second), of two.",
    ),
)

CRIMES_BY_SMALL_AREA = Measure(
    name="crimes-by-small-area",
    title="Recorded crime of every small area",
    what="Crimes of every small area, also of those without one: what concentration is made of.",
    unit="crimes",
    source=f"{STREET_SOURCE}; lookups of small areas, ONS",
    formula=(
        "Crimes by small area, of all areas of the places asked about. Areas are those of the "
        "census whose codes more of the crimes have."
    ),
    kind="count",
    subject="street",
    dimensions=("lsoa",),
    figures=(CRIMES,),
    caveats=STREET_CAVEATS,
    needs=("lsoa",),
    always_by=("lsoa",),
    ground=True,
    order=("crimes",),
    sql="""
    WITH counted AS (
        SELECT lsoa, SUM(n) AS crimes FROM asked WHERE lsoa IS NOT NULL GROUP BY lsoa
    ), weighed AS (
        SELECT small_area.census, SUM(COALESCE(crimes, 0)) AS crimes
        FROM small_area LEFT JOIN counted ON counted.lsoa = small_area.code
        GROUP BY small_area.census
    ), chosen AS (
        SELECT census FROM (
            SELECT census, ROW_NUMBER() OVER (ORDER BY crimes DESC, census DESC) AS nth FROM weighed
        ) AS ordered WHERE nth = 1
    )
    SELECT small_area.code AS lsoa, COALESCE(counted.crimes, 0) AS crimes
    FROM small_area
    JOIN chosen ON chosen.census = small_area.census
    JOIN ground ON ground.code = small_area.code
    LEFT JOIN counted ON counted.lsoa = small_area.code
    """,
    example=Example(
        tables={
            "street": (
                *crime("E01000001", "2024-01", times=3),
                *crime("E01000003", "2024-01", times=1),
            ),
            "lookup": (
                lies_in("E01000001", "district", "E07000001", "Upton"),
                lies_in("E01000002", "district", "E07000001", "Upton"),
                lies_in("E01000003", "district", "E07000002", "Downton"),
            ),
        },
        question=Question("crimes-by-small-area", places=("Upton",)),
        rows=(("E01000001", "E01000001", 3), ("E01000002", "E01000002", 0)),
        arithmetic="Upton has two small areas: one with three crimes, one with none.",
    ),
)
