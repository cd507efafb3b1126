"""A partner's table is its own area's: no other area reads it, nor learns that there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.analytics.measures import Question
from frankpledge.analytics.store.mapping import Column, Place
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.findings.asking import ask_now
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases.models import Mapping
from frankpledge.evidence.releases.queries.tables import partner_tables
from frankpledge.places.models import Area
from frankpledge.shared.verdict import Refused
from tests.findings.support import ANALYST, area
from tests.support.evidence import taken, written
from tests.support.reading import words
from tests.support.taking import saved

pytestmark = pytest.mark.usefixtures("demo")
FIRES = Reading(
    "county-fires",
    "Fires",
    "Fire service",
    (Column("Day", "day", "day"),),
    Place(how="longitude-latitude", headers=("Lon", "Lat")),
    "day",
)
ASKED = Question("near-repeat", parameters={"table": ["county-fires"], "rings": 1, "spans": 1})
KEEP = "/evidence/findings/keep/?measure=near-repeat&p.rings=1&p.spans=1&p.table="


def mapped(owner: Area) -> None:
    """A mapping of an area whose table is loaded: pairs of fires a day apart."""
    mapping = Mapping(area=owner, slug=FIRES.slug, title="Fires", definition=FIRES.to_json())
    saved(mapping, by=ANALYST)


@pytest.fixture
def fires(tmp_path: Path) -> None:
    lines = [
        f"2024-{1 + n:02}-{3 + again:02},{-1 + n / 10:.3f},52.0"
        for n in range(11)
        for again in (0, 1)
    ]
    path = written(tmp_path / "fires.csv", "Day,Lon,Lat", *lines)
    taken(store(), path, mapping=FIRES)


@pytest.fixture
def elsewhere() -> Area:
    other = Area(slug="elsewhere", name="Elsewhere")
    saved(other, by=ANALYST)
    return other


def test_an_area_reads_its_own_table(fires, elsewhere):
    mapped(area())
    assert partner_tables(area()) == {"partner_county_fires"} == partner_tables(None)
    assert partner_tables(elsewhere) == frozenset()
    assert ask_now(ASKED, area()).figures.rows[0][-1] == "more than chance brings"


@pytest.mark.parametrize("name", ["county-fires", "partner_county_fires", " County_Fires"])
@pytest.mark.parametrize("as_list", [True, False])
def test_another_areas_table_is_as_if_it_were_not(fires, elsewhere, name, as_list):
    mapped(elsewhere)
    given = [name] if as_list else name
    asked = replace(ASKED, parameters={**ASKED.parameters, "table": given})
    with pytest.raises(Refused, match=r"expected one of collisions\.$"):
        ask_now(asked, area())


@pytest.mark.parametrize("name", ['["x"]', '["county-fires"]', "county-fires", "5", "{}"])
def test_no_page_names_or_shows_another_areas_table(signed_in, fires, elsewhere, name):
    mapped(elsewhere)
    analyst = signed_in("analyst")
    told = words(analyst.get(f"{KEEP}{name}"))
    assert "expected" in told
    assert "partner_" not in told
    analyst.post(f"{KEEP}{name}", {"title": "Fires follow fires"})
    assert not Finding.objects.exists()
    page = words(analyst.get(f"/evidence/explore/?measure=near-repeat&p.table={name}"))
    assert "partner_" not in page
    assert "more than chance brings" not in page
