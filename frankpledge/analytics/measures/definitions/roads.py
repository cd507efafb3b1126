"""Roads: collisions, casualties, and those killed or seriously injured."""

from __future__ import annotations

from datetime import date
from typing import Any

from frankpledge.analytics.measures.definitions._support import (
    OF_ROADS,
    PLACES,
    ROAD_SOURCE,
    TIMES,
    first_of,
)
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question

ROAD_CAVEATS = (
    "Only collisions on public roads in which someone was hurt and of which the police know.",
)


def collision(index: str, severity: int, month: str = "2024-01", **others: Any) -> dict[str, Any]:
    """A made-up row of collisions."""
    return {
        "collision_index": index,
        "severity": severity,
        "month": first_of(month),
        "force": "somewhere",
        **others,
    }


def casualty(index: str, severity: int, serious: float | None, **others: Any) -> dict[str, Any]:
    """A made-up row of casualties."""
    return {
        "collision_index": index,
        "collision_year": 2024,
        "severity": severity,
        "adjusted_serious": serious,
        "force": "somewhere",
        "casualty_class": 1,
        "casualty_type": 9,
        **others,
    }


COLLISIONS = Measure(
    name="collisions",
    title="Road collisions",
    what="How many collisions with injury the police recorded.",
    unit="collisions",
    source=ROAD_SOURCE,
    formula="The number of collisions; its severity is that of its worst casualty.",
    kind="count",
    subject="collisions",
    dimensions=OF_ROADS,
    figures=(Column("collisions", "Collisions", "count", "collisions"),),
    caveats=ROAD_CAVEATS,
    sql="SELECT {by} COALESCE(SUM(n), 0) AS collisions FROM asked {group}",
    example=Example(
        tables={"collisions": (collision("a", 1), collision("b", 3), collision("c", 3, "2024-02"))},
        question=Question("collisions", by=("month",)),
        rows=((date(2024, 1, 1), 2), (date(2024, 2, 1), 1)),
        arithmetic="Two in January, one in February.",
    ),
)

CASUALTIES = Measure(
    name="casualties",
    title="Road casualties",
    what="How many people were hurt or killed in collisions.",
    unit="casualties",
    source=ROAD_SOURCE,
    formula="The number of casualties, by month and place of their collision.",
    kind="count",
    subject="casualties",
    dimensions=(*OF_ROADS, "user_group"),
    figures=(Column("casualties", "Casualties", "count", "casualties"),),
    caveats=(*ROAD_CAVEATS, "A casualty whose collision is not loaded is not counted."),
    sql="SELECT {by} COALESCE(SUM(n), 0) AS casualties FROM asked {group}",
    example=Example(
        tables={
            "collisions": (collision("a", 2),),
            "casualties": (
                casualty("a", 2, 1.0),
                casualty("a", 3, 0.0, casualty_class=3),
                casualty("gone", 3, 0.0),
            ),
        },
        question=Question("casualties", by=("user_group",)),
        rows=(("Car occupant", 1), ("Pedestrian", 1)),
        arithmetic="Two casualties of the collision; the third belongs to one that is not loaded.",
    ),
)

KSI = Measure(
    name="ksi",
    title="Killed or seriously injured",
    what="How many people were killed or seriously injured on the roads, as recorded and adjusted.",
    unit="casualties",
    source=(
        f"{ROAD_SOURCE}. Method: DfT, “Severity adjustments for road casualty statistics”, 2019"
    ),
    formula=(
        "Recorded: killed + seriously injured. Adjusted: killed + the sum of the publisher's share "
        "of each casualty that would have been serious, had every force recorded by injury."
    ),
    kind="count",
    subject="casualties",
    dimensions=(*PLACES, *TIMES, "user_group"),
    figures=(
        Column("killed", "Killed", "count", "casualties"),
        Column("serious", "Seriously injured", "count", "casualties"),
        Column("ksi", "Killed or seriously injured", "count", "casualties"),
        Column("adjusted", "The same, adjusted", "number", "casualties"),
        Column("unadjusted", "Of them without an adjustment", "count", "casualties"),
    ),
    caveats=(
        *ROAD_CAVEATS,
        "When a force goes over to recording by injury, more are serious: compare the adjusted.",
        "A casualty without an adjusted share counts as recorded.",
    ),
    given=(Given("breaks", "When each force began to record by injury", "days", default={}),),
    sql="""
    SELECT {by} COALESCE(SUM(fatal), 0) AS killed, COALESCE(SUM(serious), 0) AS serious,
           COALESCE(SUM(fatal) + SUM(serious), 0) AS ksi,
           COALESCE(SUM(fatal) + SUM(adjusted_serious), 0e0) AS adjusted,
           COALESCE(SUM(unadjusted), 0) AS unadjusted
    FROM asked {group}
    """,
    example=Example(
        tables={
            "collisions": (collision("a", 1), collision("b", 2)),
            "casualties": (
                casualty("a", 1, 0.0),
                casualty("a", 2, 1.0),
                casualty("b", 2, None),
                casualty("b", 3, 0.25),
                casualty("b", 3, None),
            ),
        },
        question=Question("ksi"),
        rows=((1, 2, 3, 3.25, 2),),
        arithmetic="1 killed + 2 serious = 3. Adjusted 1 + (1 + 1 as recorded + 0.25 + 0) = 3.25.",
    ),
)
