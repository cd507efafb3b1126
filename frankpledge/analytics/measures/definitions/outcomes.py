"""Outcomes: what became of crimes, and how many came to a positive one."""

from __future__ import annotations

from datetime import date

from frankpledge.analytics.measures.definitions._support import (
    ASB,
    CRIMES,
    OF_STREET,
    OUTCOME_CAVEATS,
    STREET_SOURCE,
    crime,
)
from frankpledge.analytics.measures.nouns import Column, Example, Given, Measure, Question

NONE_PUBLISHED = "None published"

POSITIVE = (
    "Local resolution",
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given penalty notice",
    "Suspect charged",
    "Suspect charged as part of another case",
    # What follows a charge replaces it in the publisher's column:
    "Awaiting court outcome",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Offender deprived of property",
    "Offender fined",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
)
"""Outcomes by which someone was held to account, in the publisher's words
(https://data.police.uk/about/#outcomes): the Home Office's outcome types 1 to 4 and 6 to 8."""

OUTCOMES = Measure(
    name="outcomes",
    title="Outcomes of crimes",
    what="What became of the crimes of these months, by the last outcome published.",
    unit="crimes",
    source=STREET_SOURCE,
    formula="Crimes by “Last outcome category”; the share is of all these crimes.",
    kind="count",
    subject="street",
    dimensions=(*OF_STREET, "outcome"),
    figures=(CRIMES, Column("percent", "Share", "percent", "per cent of these crimes")),
    caveats=(*OUTCOME_CAVEATS, "Young crimes are often still under investigation."),
    needs=("type", "outcome"),
    always_by=("outcome",),
    sql=f"""
    WITH counted AS (
        SELECT {{by}} COALESCE(outcome, '{NONE_PUBLISHED}') AS last_outcome, SUM(n) AS crimes
        FROM asked WHERE type <> '{ASB}'
        GROUP BY {{by}} COALESCE(outcome, '{NONE_PUBLISHED}')
    )
    SELECT {{by}} last_outcome, crimes,
           100e0 * crimes / SUM(crimes) OVER ({{partition}}) AS percent
    FROM counted
    """,
    example=Example(
        tables={
            "street": (
                *crime(None, "2024-01", outcome="Suspect charged", times=1),
                *crime(None, "2024-01", outcome="Unable to prosecute suspect", times=2),
                *crime(None, "2024-01"),
                *crime(None, "2024-01", ASB, times=7),
            )
        },
        question=Question("outcomes"),
        rows=(
            (NONE_PUBLISHED, 1, 25.0),
            ("Suspect charged", 1, 25.0),
            ("Unable to prosecute suspect", 2, 50.0),
        ),
        arithmetic="Of four crimes (the seven incidents have no outcomes) one was charged: 25 %.",
    ),
)

POSITIVE_OUTCOME_RATE = Measure(
    name="positive-outcome-rate",
    title="Crimes with a positive outcome",
    what="What part of the crimes of these months led to someone being held to account.",
    unit="per cent of crimes",
    source=STREET_SOURCE,
    formula=(
        "Crimes whose last outcome is in the list of positive ones ÷ all crimes × 100. Only months "
        "that are old enough: outcomes take time."
    ),
    kind="percent",
    subject="street",
    dimensions=OF_STREET,
    figures=(
        CRIMES,
        Column("positive", "With a positive outcome", "count", "crimes"),
        Column("percent", "Share", "percent", "per cent of crimes"),
    ),
    caveats=(
        *OUTCOME_CAVEATS,
        "Which outcomes are positive is a choice: the list is part of the question.",
        "Community resolutions count; action by another organisation does not.",
    ),
    needs=("type", "outcome"),
    given=(
        Given("lag", "Months to wait for outcomes", "number", default=6, high=60),
        Given("positive", "Outcomes that are positive", "names", default=POSITIVE),
    ),
    lag="lag",
    also=("outcomes",),
    sql=f"""
    SELECT {{by}} COALESCE(SUM(n), 0) AS crimes,
           COALESCE(SUM(CASE WHEN positive.name IS NOT NULL THEN n ELSE 0 END), 0) AS positive,
           100e0 * SUM(CASE WHEN positive.name IS NOT NULL THEN n ELSE 0 END)
               / NULLIF(SUM(n), 0) AS percent
    FROM asked LEFT JOIN positive ON positive.name = asked.outcome
    WHERE type <> '{ASB}' {{group}}
    """,
    example=Example(
        tables={
            "street": (
                *crime(None, "2024-01", outcome="Suspect charged", times=1),
                *crime(None, "2024-01", outcome="Unable to prosecute suspect", times=4),
                *crime(None, "2024-01", ASB, times=7),
                *crime(None, "2024-03", outcome="Under investigation", times=3),
            )
        },
        question=Question("positive-outcome-rate", by=("month",), parameters={"lag": 2}),
        rows=((date(2024, 1, 1), 5, 1, 20.0),),
        arithmetic="1 of 5 crimes: 20 %. March is two months too young to be judged.",
    ),
)
