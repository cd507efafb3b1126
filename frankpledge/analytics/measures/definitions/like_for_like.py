"""Like for like: the same months of this year and the last, as far as both are loaded."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.definitions._support import (
    PLACES,
    STREET_CAVEATS,
    STREET_SOURCE,
    crime,
)
from frankpledge.analytics.measures.nouns import Column, Example, Measure, Question

LIKE_FOR_LIKE = Measure(
    name="like-for-like",
    title="Recorded crime, change on a year before",
    what="Recorded crimes of some months beside those of the same months a year before.",
    unit="per cent",
    source=STREET_SOURCE,
    formula=(
        "(now − before) ÷ before × 100, over the months that are loaded for every force of the "
        "places asked about in both years. From nought there is no change in per cent."
    ),
    kind="percent",
    subject="street",
    dimensions=(*PLACES, "type"),
    figures=(
        Column("before", "A year before", "count", "crimes"),
        Column("now", "Now", "count", "crimes"),
        Column("change", "Change", "number", "crimes"),
        Column("percent", "Change in per cent", "percent", "per cent"),
    ),
    caveats=STREET_CAVEATS,
    needs=("m",),
    looks_back=12,
    sql="""
    WITH pairs AS (
        SELECT later.m AS now_m, earlier.m AS before_m
        FROM months AS later JOIN months AS earlier ON earlier.m = later.m - 12
        WHERE later.whole AND earlier.whole
    ), counted AS (
        SELECT {by}
               SUM(CASE WHEN asked.m = pairs.before_m THEN asked.n ELSE 0 END) AS crimes_before,
               SUM(CASE WHEN asked.m = pairs.now_m THEN asked.n ELSE 0 END) AS crimes_now
        FROM asked JOIN pairs ON asked.m IN (pairs.now_m, pairs.before_m) {group}
    )
    SELECT {by} crimes_before, crimes_now, crimes_now - crimes_before AS change,
           100e0 * (crimes_now - crimes_before) / NULLIF(crimes_before, 0) AS percent
    FROM counted
    """,
    example=Example(
        tables={
            "street": (
                *crime(None, "2023-01", times=4),
                *crime(None, "2023-02", times=6),
                *crime(None, "2024-01", times=3),
                *crime(None, "2024-02", times=4),
            )
        },
        question=Question("like-for-like", first=date(2024, 1, 1), last=date(2024, 2, 1)),
        rows=((10, 7, -3, -30.0),),
        arithmetic="January and February: 4 + 6 = 10 before, 3 + 4 = 7 now; −3 ÷ 10 = −30 %.",
    ),
)
