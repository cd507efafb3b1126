"""What measures count: crimes, stops, collisions, casualties. Where each has its place and month."""

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
    "user": "Road user",
}
"""What a dimension is called."""


@dataclass(frozen=True)
class Subject:
    """A thing that is counted.

    `rows`: SQL of the rows, each with `lsoa`, `district`, `force`, `month` (empty where unknown)
    and a column for each other dimension. `n`: what is summed. `prepared`: columns that the
    prepared counts have too.
    """

    table: str
    one: str
    many: str
    rows: str
    levels: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    sums: Mapping[str, str] = field(default_factory=lambda: {"n": "COUNT(*)"})
    has_types: bool = False
    at: str = "lsoa"
    """The column whose code says in which places a row lies."""


STREET = Subject(
    table="street",
    one="crime",
    many="crimes",
    rows="SELECT lsoa, force, month, crime_type AS type, outcome FROM street",
    levels=PLACES,
    dimensions=("type", "outcome"),
    has_types=True,
)

STOPS = Subject(
    table="stops",
    one="stop",
    many="stops",
    rows=(
        "SELECT force, month, gender, age_range AS age, officer_defined_ethnicity AS ethnicity, "
        "self_defined_ethnicity AS own_ethnicity, legislation AS law, object, kind AS search, "
        "outcome FROM stops"
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
)

SUBJECTS: dict[str, Subject] = {"street": STREET, "stops": STOPS}
