"""A small made-up country whose districts are those of the demonstration, and its crimes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from frankpledge.analytics.measures import Question
from frankpledge.analytics.store import Release
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.operations import agree_finding, keep_finding
from frankpledge.evidence.keeping import store
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor
from tests.support.made_up import write_release

ANALYST = Actor("Analyst, county council research team")
NOW = datetime(2018, 10, 1, 9, 0, tzinfo=UTC)
# Name → ONS code, as the demonstration's area file has them.
DISTRICTS = {
    "Cambridge": "E07000008",
    "East Cambridgeshire": "E07000009",
    "Fenland": "E07000010",
    "Huntingdonshire": "E07000011",
    "South Cambridgeshire": "E07000012",
    "Peterborough": "E06000031",
}
WARDS = 6

# (district, type, month) → crimes; they fall into the district's wards in turn.
Crimes = Mapping[tuple[str, str, date], int]


def small_area(district: str, ward: int) -> str:
    """The code of the one small area of a ward, counted from 0."""
    return f"E01{list(DISTRICTS).index(district):03}{ward:03}"


def lookups() -> list[dict[str, Any]]:
    """Each small area's ward and district; each district has six wards."""
    rows = []
    for n, (name, code) in enumerate(DISTRICTS.items()):
        for ward in range(WARDS):
            where = {"from_level": "lsoa21", "from_code": small_area(name, ward), "vintage": "2024"}
            named = f"{name} ward {ward + 1}"
            rows.append({**where, "level": "ward", "code": f"E05{n:03}{ward:03}", "name": named})
            rows.append({**where, "level": "district", "code": code, "name": name})
    return rows


def people(each: int = 2_000) -> list[dict[str, Any]]:
    """So many people in each small area."""
    return [
        {"code": small_area(name, ward), "level": "lsoa21", "vintage": "2021", "year": 2018}
        | {"people": each}
        for name in DISTRICTS
        for ward in range(WARDS)
    ]


def crime_rows(crimes: Crimes, wards: Iterable[int] = range(WARDS)) -> list[dict[str, Any]]:
    """The crimes as rows of street-level data, in the wards given, one after the other."""
    among = list(wards)
    return [
        {
            "lsoa": small_area(district, among[n % len(among)]),
            "month": month,
            "crime_type": kind,
            "force": "cambridgeshire",
        }
        for (district, kind, month), many in crimes.items()
        for n in range(many)
    ]


def months_of(first: date, many: int) -> list[date]:
    """So many first days of months in a row."""
    start = first.year * 12 + first.month - 1
    return [date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(many)]


def loaded(
    rows: list[dict[str, Any]],
    *,
    published: date = date(2018, 10, 1),
    whole: bool = True,
    at: datetime = NOW,
) -> Release:
    """A release of these crimes; with lookups and people too, unless told."""
    tables: dict[str, Any] = {"street": rows}
    if whole:
        tables |= {"lookup": lookups(), "population": people()}
    return write_release(store(), tables, published=published, loaded=at)


def area() -> Area:
    """The demonstration's area."""
    found: Area = Area.objects.get(slug="cambridgeshire-and-peterborough")
    return found


BURGLARIES = Question(
    "recorded-crime",
    by=("month",),
    first=date(2018, 1, 1),
    last=date(2018, 6, 1),
    types=("Burglary",),
    places=("E07000010",),
)


def half_a_year(*counts: int, district: str = "Fenland", kind: str = "Burglary") -> Crimes:
    """Counts of January to June 2018, or of as many months as there are counts."""
    months = months_of(date(2018, 1, 1), len(counts))
    return {(district, kind, month): many for month, many in zip(months, counts, strict=True)}


def kept(title: str = "Burglary in Fenland rose", *, agreed: bool = False, **more: Any) -> Finding:
    """A finding of burglaries in Fenland by month, kept as the releases stand."""
    told: dict[str, Any] = {
        "by": ANALYST,
        "area": area(),
        "question": BURGLARIES,
        "now": NOW,
        "title": title,
    }
    made = keep_finding(**(told | more))
    if agreed:
        agree_finding(by=ANALYST, finding=made)
    return made
