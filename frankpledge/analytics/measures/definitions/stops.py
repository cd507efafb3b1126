"""Stop and search: how many, of whom, what was found."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.definitions._support import (
    OF_STOPS,
    STOP_CAVEATS,
    STOPS,
    STOPS_SOURCE,
    TIMES,
    stop,
)
from frankpledge.analytics.measures.nouns import Column, Example, Measure, Question
from frankpledge.analytics.measures.subjects import NO_ACTION

NOT_STATED = "Not stated"

STOP_AND_SEARCH = Measure(
    name="stop-and-search",
    title="Stop and search",
    what="How many searches of people and vehicles the police recorded.",
    unit="stops",
    source=STOPS_SOURCE,
    formula="The number of rows published.",
    kind="count",
    subject="stops",
    dimensions=(*OF_STOPS, "search", "outcome"),
    figures=(STOPS,),
    caveats=STOP_CAVEATS,
    sql="SELECT {by} COALESCE(SUM(n), 0) AS stops FROM asked {group}",
    example=Example(
        tables={"stops": stop("White", NO_ACTION, times=3)},
        question=Question("stop-and-search", by=("month", "ethnicity")),
        rows=((date(2024, 1, 1), "White", 3),),
        arithmetic="Three rows, three stops.",
    ),
)

STOP_AND_SEARCH_SHARES = Measure(
    name="stop-and-search-shares",
    title="Stop and search by ethnicity: shares and finds",
    what="What part of all stops each group was, and how often the search came to something.",
    unit="per cent of stops",
    source=STOPS_SOURCE,
    formula=(
        "Share: the group's stops ÷ all stops × 100. Action: those with an outcome other than “no "
        "further action”, in any of its spellings, ÷ the group's stops that have an outcome × 100. "
        "Find: those whose outcome was linked to the "
        "object of the search ÷ the group's stops × 100."
    ),
    kind="percent",
    subject="stops",
    dimensions=("force", *TIMES, "ethnicity"),
    figures=(
        STOPS,
        Column("percent", "Share of stops", "percent", "per cent of stops"),
        Column("action_percent", "With an action", "percent", "per cent of those with an outcome"),
        Column("find_percent", "With a find", "percent", "per cent of the group's stops"),
    ),
    caveats=(
        *STOP_CAVEATS,
        "Forces leave “outcome linked to object of search” empty in many rows: finds are too few.",
        "Ethnicity is as the officer saw it; rows without one are “Not stated”.",
    ),
    needs=("ethnicity",),
    always_by=("ethnicity",),
    sql=f"""
    WITH counted AS (
        SELECT {{by}} COALESCE(ethnicity, '{NOT_STATED}') AS people_stopped, SUM(n) AS stops,
               SUM(told) AS told, SUM(acted) AS acted, SUM(found) AS found
        FROM asked GROUP BY {{by}} COALESCE(ethnicity, '{NOT_STATED}')
    )
    SELECT {{by}} people_stopped, stops,
           100e0 * stops / SUM(stops) OVER ({{partition}}) AS percent,
           100e0 * acted / NULLIF(told, 0) AS action_percent,
           100e0 * found / stops AS find_percent
    FROM counted
    """,
    example=Example(
        tables={
            "stops": (
                *stop("White", NO_ACTION, times=6),
                *stop("White", "Arrest", linked=True, times=2),
                *stop("Black", "Arrest", linked=False, times=1),
                *stop("Black", "Nothing found - no further action", linked=False, times=1),
            )
        },
        question=Question("stop-and-search-shares"),
        rows=(("Black", 2, 20.0, 50.0, 0.0), ("White", 8, 80.0, 25.0, 25.0)),
        arithmetic="8 of 10 stops, with 2 arrests, both linked: 80 %, 25 %, 25 %.",
    ),
)
