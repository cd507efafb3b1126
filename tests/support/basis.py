"""Short names for assessments that a county's agreement rests on, and for its priorities."""

from __future__ import annotations

from typing import Any

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.rules.cycle import year_period
from frankpledge.partnership.queries.register import body_named
from frankpledge.planning.access import access_priority
from frankpledge.planning.models import Priority
from frankpledge.shared.door import Actor
from tests.support.county import OCTOBER
from tests.support.reading import table_rows
from tests.support.taking import saved

ANALYST = Actor("Analyst, county council research team")
BY_LAW = (
    "cambridge-csp",
    "east-cambridgeshire-csp",
    "fenland-csp",
    "huntingdonshire-csp",
    "south-cambridgeshire-csp",
)
BY_CHOICE = "safer-peterborough"


def assessed(slug: str, state: str = "approved", year: str = "2018/19") -> Assessment:
    """A partnership's assessment of a year, at once in a state: how it gets there is elsewhere."""
    body, whole = body_named(slug), year_period(year)
    made = Assessment(
        body=body,
        number=Assessment.objects.filter(body=body).count() + 1,
        title="Strategic assessment",
        starts=whole.starts,
        ends=whole.ends,
        producer=body_named("cambridgeshire-county-council"),
        state=state,
        begun=OCTOBER,
        approved=None if state in ("draft", "in review") else OCTOBER,
        published=OCTOBER if state == "published" else None,
    )
    saved(made, by=ANALYST)
    return made


def all_assessed(year: str = "2018/19") -> None:
    """Every district's assessment of a year, approved."""
    for slug in BY_LAW:
        assessed(slug, year=year)


def priority(slug: str = "road-safety") -> Priority:
    """A priority of the county's board for 2018/19, as it is now."""
    return access_priority("county-board", "2018-19", slug)


def changed(record: Any, **values: Any) -> Any:
    """A record changed in a way that no page of ours offers."""
    for name, value in values.items():
        setattr(record, name, value)
    saved(record, by=ANALYST)
    return record


def basis_rows(page: Any) -> dict[str, list[str]]:
    """The partnerships that an agreement's page says it rests on, with what it says of each."""
    rows = [row for row in table_rows(page) if len(row) == 4]
    return {row[0]: row[1:] for row in rows if row[1] in ("By law", "By choice")}
