"""Harm: crimes weighed by how grave they are, with weights that the area gives."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions._support import (
    CRIMES,
    OF_STREET,
    STREET_CAVEATS,
    STREET_SOURCE,
    crime,
)
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question

WEIGHTS = Given(
    name="weights",
    title="Weights by crime type",
    kind="table",
    loaded="weights",
    without=(
        "An area chooses its own, such as those of the Cambridge Crime Harm Index, "
        "and loads them first."
    ),
)

HARM = Measure(
    name="harm",
    title="Harm of recorded crime",
    what="Recorded crimes, each weighed by the days in prison that its type stands for.",
    unit="days",
    source=(
        f"{STREET_SOURCE}; weights given by the area. Method: Sherman, Neyroud and Neyroud, “The "
        "Cambridge Crime Harm Index”, Policing 10(3), 2016"
    ),
    formula="Sum over crime types of crimes × weight; harm ÷ crimes is the harm of one crime.",
    kind="days",
    subject="street",
    dimensions=OF_STREET,
    figures=(
        CRIMES,
        Column("harm", "Harm", "days", "days"),
        Column("harm_each", "Harm of a crime", "days", "days a crime"),
    ),
    caveats=(
        *STREET_CAVEATS,
        "A published type is broad: all violence has one weight, though the index has many for it.",
    ),
    needs=("type",),
    given=(WEIGHTS,),
    sql="""
    SELECT {by} COALESCE(SUM(asked.n), 0) AS crimes,
           COALESCE(SUM(asked.n * weights.value), 0e0) AS harm,
           SUM(asked.n * weights.value) / NULLIF(SUM(asked.n), 0) AS harm_each
    FROM asked JOIN weights ON weights.name = asked.type {group}
    """,
    example=Example(
        tables={
            "street": (
                *crime(None, "2024-01", "Burglary", times=4),
                *crime(None, "2024-01", "Robbery", times=1),
                *crime(None, "2024-01", "Anti-social behaviour", times=9),
            )
        },
        question=Question("harm", parameters={"weights": {"Burglary": 20.5, "Robbery": 365.0}}),
        rows=((5, 447.0, 89.4),),
        arithmetic="4 × 20.5 + 1 × 365 = 447 days over 5 crimes: 89.4. No weight, no harm.",
    ),
)
