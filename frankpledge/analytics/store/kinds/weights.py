"""How harmful crimes of a kind are, in days: an area's own weights.

The idea is Sherman's, Neyroud's and Neyroud's (2016, Policing 10(3), 171–183): a crime counts by
the days in prison that it would bring a first offender. Their index gives days by offence, while
police files give categories, so weights of categories are always someone's own estimate: they are
kept as that, never as official, and a measure that uses them says so.

A force's own weights go before those without a force. A row with a `subgroup` is a part of its
category and no weight of the category.
"""

from __future__ import annotations

from frankpledge.analytics.store.kinds.police import SLUG
from frankpledge.analytics.store.nouns import Field, Kind

MOST_DAYS = 40_000
"""More than a hundred years for one crime is a mistake."""

WEIGHTS = Kind(
    table="weights",
    title="Harm weights of crimes, an area's own",
    source="Loaded by the area",
    publisher="The area itself; not official statistics",
    licence="As the area says",
    fields=(
        Field("force", ("force", "police force"), optional=True),
        Field("crime_type", ("crime_type", "crime type", "category"), required=True),
        Field("subgroup", ("prc_subgroup", "subgroup", "offence"), optional=True),
        Field(
            "days",
            ("cchi_days", "days", "harm days", "weight"),
            "number",
            required=True,
            low=0,
            high=MOST_DAYS,
            expected="days",
        ),
    ),
    unit="coalesce(force, 'all')",
    period="CASE WHEN subgroup IS NULL THEN 'categories' ELSE 'subgroups' END",
    derive={"force": SLUG, "official": "false"},
    key=("crime_type", "subgroup"),
    compare=("days",),
    sort=("crime_type", "subgroup"),
    group="weights",
)

KINDS = (WEIGHTS,)
