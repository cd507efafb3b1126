"""What measures count: crimes, stops, collisions, casualties; where each has place and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PLACES = ("lsoa", "ward", "district", "csp", "force")
TIMES = ("month", "quarter", "year")

TITLES: Mapping[str, str] = {
    "lsoa": "Small area (LSOA)",
    "ward": "Ward",
    "district": "District",
    "csp": "Community safety partnership",
    "force": "Police force",
    "month": "Month",
    "quarter": "Quarter",
    "year": "Year",
    "type": "Crime type",
    "outcome": "Last outcome",
    "gender": "Gender",
    "age": "Age range",
    "ethnicity": "Ethnicity, as the officer saw it",
    "own_ethnicity": "Ethnicity, as the person said it",
    "law": "Legislation",
    "object": "Object of search",
    "search": "Kind of search",
    "severity": "Severity",
    "user_group": "Road user",
    "category": "Category",
}
"""What a dimension is called."""


@dataclass(frozen=True)
class Subject:
    """A thing that is counted.

    `rows`: SQL of the rows, each with `lsoa`, `district`, `force`, `month` (empty where unknown)
    and a column for each other dimension. `sums`: what is counted of them, by name; `n` always.
    """

    table: str
    one: str
    many: str
    rows: str
    levels: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    sums: Mapping[str, str] = field(default_factory=lambda: {"n": "COUNT(*)"})
    has_types: bool = False
    yearly: bool = False
    """Published by the year, so that a month without a row is an empty one, not a missing one."""
    also: tuple[str, ...] = ()
    """Further tables that its rows are read from; the first says which months are loaded."""
    at: str = "lsoa"
    """The column whose code says in which places a row lies."""

    @property
    def months_of(self) -> str:
        """The table whose slices say which months are loaded."""
        return self.also[0] if self.also else self.table


NO_ACTION = "A no further action disposal"
"""How data.police.uk calls a search after which nothing was done."""

NO_ACTIONS = (
    NO_ACTION,
    "No further action disposal",
    "No further action",
    "Nothing found - no further action",
    "Nothing found",
    "False",
)
"""The same in all its spellings, of other years and of other forces' programmes; in any case.
"Suspicious substances seized - No further action" is none of them: something was seized."""

_NONE = ", ".join(f"'{one.lower()}'" for one in NO_ACTIONS)

SEVERITY = "CASE severity WHEN 1 THEN 'Fatal' WHEN 2 THEN 'Serious' WHEN 3 THEN 'Slight' END"

LIES_IN = """
CASE WHEN collisions.lsoa IN (SELECT from_code FROM place) THEN collisions.lsoa
     ELSE collisions.district END
"""
"""Where a collision lies: its small area if a lookup knows it, else its district."""

USER = """
CASE WHEN casualties.casualty_class = 3 THEN 'Pedestrian'
     WHEN casualties.casualty_type = 1 THEN 'Pedal cyclist'
     WHEN casualties.casualty_type IN (2, 3, 4, 5, 23, 97, 103, 104, 105, 106) THEN 'Motorcyclist'
     WHEN casualties.casualty_type IN (8, 9, 108, 109) THEN 'Car occupant'
     WHEN casualties.casualty_type IN (10, 11, 110) THEN 'Bus occupant'
     ELSE 'Other' END
"""
"""Road users as the Department for Transport groups its codes of casualty type."""

STREET = Subject(
    table="street",
    one="crime",
    many="crimes",
    rows='SELECT lsoa, "force", month, crime_type AS type, outcome FROM street',
    levels=PLACES,
    dimensions=("type", "outcome"),
    has_types=True,
)

STOPS = Subject(
    table="stops",
    one="stop",
    many="stops",
    rows=(
        'SELECT "force", month, gender, age_range AS age, officer_defined_ethnicity AS ethnicity, '
        "self_defined_ethnicity AS own_ethnicity, legislation AS law, object, kind AS search, "
        "outcome, outcome_linked FROM stops"
    ),
    levels=("force",),
    dimensions=(
        "gender",
        "age",
        "ethnicity",
        "own_ethnicity",
        "law",
        "object",
        "search",
        "outcome",
    ),
    sums={
        "n": "COUNT(*)",
        "told": "SUM(CASE WHEN outcome IS NOT NULL THEN 1 ELSE 0 END)",
        "acted": f"SUM(CASE WHEN LOWER(TRIM(outcome)) NOT IN ({_NONE}) THEN 1 ELSE 0 END)",
        "found": "SUM(CASE WHEN outcome_linked THEN 1 ELSE 0 END)",
    },
)

COLLISIONS = Subject(
    table="collisions",
    one="collision",
    many="collisions",
    rows=f"""
    SELECT lsoa, {LIES_IN} AS lies_in, "force", month, {SEVERITY} AS severity FROM collisions
    """,
    levels=PLACES,
    dimensions=("severity",),
    at="lies_in",
    yearly=True,
)

CASUALTIES = Subject(
    table="casualties",
    one="casualty",
    many="casualties",
    rows=f"""
    SELECT collisions.lsoa, {LIES_IN} AS lies_in, collisions."force", collisions.month,
           {SEVERITY.replace("severity", "casualties.severity")} AS severity, {USER} AS user_group,
           casualties.severity AS code, casualties.adjusted_serious AS adjusted
    FROM casualties JOIN collisions ON collisions.collision_index = casualties.collision_index
    """,
    levels=PLACES,
    dimensions=("severity", "user_group"),
    at="lies_in",
    yearly=True,
    also=("collisions",),
    sums={
        "n": "COUNT(*)",
        "fatal": "SUM(CASE WHEN code = 1 THEN 1 ELSE 0 END)",
        "serious": "SUM(CASE WHEN code = 2 THEN 1 ELSE 0 END)",
        # A casualty without an adjusted share counts as the officer recorded it.
        "adjusted_serious": (
            "SUM(CASE WHEN code = 1 THEN 0e0 WHEN adjusted IS NOT NULL THEN adjusted "
            "WHEN code = 2 THEN 1e0 ELSE 0e0 END)"
        ),
        "unadjusted": "SUM(CASE WHEN adjusted IS NULL THEN 1 ELSE 0 END)",
    },
)

PARTNER = Subject(
    table="partner",
    one="record",
    many="records",
    rows="",
    levels=PLACES,
)
"""A partner's table, whichever is named: only derived measures count it."""

SUBJECTS: dict[str, Subject] = {
    "street": STREET,
    "stops": STOPS,
    "collisions": COLLISIONS,
    "casualties": CASUALTIES,
    "partner": PARTNER,
}
