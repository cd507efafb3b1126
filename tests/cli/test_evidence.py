"""`frankpledge evidence …`: load, list, measure; in words, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import shlex
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from frankpledge.analytics.store.mapping import Column
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.cli.reply import moment
from frankpledge.evidence.findings.queries.why import why_of
from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases.models import Mapping, Release
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
from tests.findings import support as findings

HEAD = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
FORCE = "Cambridgeshire Constabulary"


def crime(month: str, lsoa: str, kind: str, number: str = "") -> str:
    """One row of a street file."""
    placed = f"0.1,52.2,On or near A Road,{lsoa},Somewhere 001A" if lsoa else ",,No location,,"
    return f"{number},{month},{FORCE},{FORCE},{placed},{kind},,"


JANUARY = [
    crime("2024-01", "E01017940", "Burglary", "a" * 64),
    crime("2024-01", "E01017940", "Anti-social behaviour"),
    crime("2024-01", "E01017940", "Anti-social behaviour"),
    crime("2024-01", "", "Drugs", "b" * 64),
]
FEBRUARY = [crime("2024-02", "E01017940", "Burglary", "c" * 64)]


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """A zip as data.police.uk gives it out: two months of one force."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for month, rows in (("2024-01", JANUARY), ("2024-02", FEBRUARY)):
            name = f"{month}/{month}-cambridgeshire-street.csv"
            archive.writestr(name, "\n".join([HEAD, *rows]) + "\n")
    return path


@pytest.fixture
def loaded(db, frankpledge, months):
    """The same, loaded."""
    said = frankpledge("evidence", "load", months, "--published", "2024-05-31", "--json")
    assert said.status == 0, said.error
    return said


def test_a_zip_becomes_a_release_that_the_record_knows(loaded):
    assert loaded.data["tables"]["street"]["kept"] == 5
    assert loaded.data["tables"]["street"]["identical"] == 1
    assert loaded.data["tables"]["street"]["no_place"] == 1
    assert loaded.data["tables"]["street"]["no_id"] == 2
    mirrored = Release.objects.get()
    assert (mirrored.key, mirrored.published.isoformat()) == (loaded.data["id"], "2024-05-31")
    assert [one.id for one in store().releases()] == [mirrored.key]


def test_the_same_file_again_is_nothing_new(loaded, frankpledge, months):
    again = frankpledge("evidence", "load", months, "--json")
    assert (again.status, again.data["already"]) == (0, True)
    assert Release.objects.count() == 1


def test_what_is_no_data_is_refused_and_leaves_nothing(db, frankpledge, tmp_path):
    wrong = tmp_path / "budget.csv"
    wrong.write_text("Heading,Amount\nFuel,12\n", encoding="utf-8")
    said = frankpledge("evidence", "load", wrong)
    assert (said.status, said.out) == (1, "")
    assert "budget.csv" in said.error
    assert "Traceback" not in said.error
    assert not Release.objects.exists()
    assert not store().releases()


def test_releases_in_words_csv_and_json(loaded, frankpledge):
    words = frankpledge("evidence", "releases").out
    assert "5 crimes" in words
    assert "January to February 2024" in words
    (row,) = csv.DictReader(io.StringIO(frankpledge("evidence", "releases", "--csv").out))
    assert (row["release"], row["state"]) == (loaded.data["id"], "Current")
    (told,) = frankpledge("evidence", "releases", "--json").data
    assert told["checksum"] == loaded.data["checksum"]


def test_the_plain_count_by_month_and_type(loaded, frankpledge):
    asked = ("evidence", "measure", "recorded-crime", "--by", "month,type")
    rows = csv.DictReader(io.StringIO(frankpledge(*asked, "--csv").out))
    assert [(one["month"], one["type"], one["crimes"]) for one in rows] == [
        ("2024-01-01", "Anti-social behaviour", "2"),
        ("2024-01-01", "Burglary", "1"),
        ("2024-01-01", "Drugs", "1"),
        ("2024-02-01", "Burglary", "1"),
    ]


def test_the_csv_is_rows_alone_and_the_rest_is_said_beside(loaded, frankpledge):
    said = frankpledge("evidence", "measure", "recorded-crime", "--by", "month", "--csv")
    assert said.out.splitlines() == ["month,crimes", "2024-01-01,4", "2024-02-01,1"]
    assert "Recorded crime, in crimes, January to February 2024." in said.error
    assert "In all: Crimes 5." in said.error
    assert loaded.data["id"] in said.error


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-07-27", "2026-07-27T23:59:59.999999+01:00"),
        ("2026-11-27T01:26:00", "2026-11-27T01:26:00+00:00"),
        ("2026-07-27T01:26:00", "2026-07-27T01:26:00+01:00"),
        ("2026-07-27T01:26:00.5Z", "2026-07-27T01:26:00.500000+00:00"),
    ],
)
def test_a_day_and_a_moment(given, meant):
    assert moment(given).isoformat() == meant


def test_a_moment_mistyped(loaded, frankpledge):
    said = frankpledge("evidence", "measure", "recorded-crime", "--as-at", "yesterday")
    assert said.status == 2
    assert "“yesterday” is neither a day nor a moment" in said.error


def test_a_later_load_of_the_same_day_changes_no_findings_command(demo, frankpledge):
    findings.loaded(findings.crime_rows(findings.half_a_year(10, 12, 9, 14, 11, 13)))
    command = shlex.split(why_of(findings.kept()).command)[1:]
    later = findings.NOW + timedelta(minutes=1)
    revised = findings.crime_rows(findings.half_a_year(10, 12, 9, 14, 11, 19))
    findings.loaded(revised, published=date(2018, 11, 1), whole=False, at=later)
    assert [row["crimes"] for row in frankpledge(*command, "--json").data["rows"]][-1] == 13
    assert why_of(findings.kept()).command.endswith("--as-at 2018-10-01T09:01:00Z")


def test_a_measure_in_words_has_its_total_and_its_source(loaded, frankpledge):
    words = frankpledge("evidence", "measure", "recorded-crime", "--by", "month").out
    lines = words.splitlines()
    assert ["January", "2024", "4"] in [line.split() for line in lines]
    assert ["Total", "5"] in [line.split() for line in lines]
    assert loaded.data["id"] in lines[-1]
    assert "DuckDB" in lines[-1]


def test_a_measure_in_json_narrowed_to_a_month_and_a_type(loaded, frankpledge):
    said = frankpledge(
        *("evidence", "measure", "recorded-crime", "--type", "Burglary"),
        *("--from", "2024-02", "--to", "2024-02", "--json"),
    )
    assert said.data["rows"] == [{"crimes": 1}]
    assert (said.data["from"], said.data["to"]) == ("2024-02-01", "2024-02-01")
    assert said.data["releases"] == [loaded.data["id"]]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("recorded-crimes",), "recorded-crime"),
        (("recorded-crime", "--by", "dstrict"), "district"),
        (("recorded-crime", "--type", "Burgalry"), "Burglary"),
        (("recorded-crime", "--from", "2023-01"), "January 2023"),
        (("recorded-crime", "--set", "nothing=3"), "no setting “nothing”"),
        (("collisions",), "No road collisions are loaded"),
    ],
)
def test_what_cannot_be_answered_says_what_can(loaded, frankpledge, given, says):
    said = frankpledge("evidence", "measure", *given)
    assert (said.status, said.out) == (1, "")
    assert says in said.error
    assert "Traceback" not in said.error


def test_a_month_mistyped(loaded, frankpledge):
    said = frankpledge("evidence", "measure", "recorded-crime", "--from", "January")
    assert said.status == 2
    assert "“January” is not a month" in said.error


def test_every_measure_is_listed_with_its_definition(db, frankpledge):
    said = frankpledge("evidence", "measures", "--json")
    names = [one["name"] for one in said.data]
    assert "recorded-crime" in names
    assert len(names) == len(set(names))
    assert all(one["formula"] and one["source"] and one["unit"] for one in said.data)


def test_before_anything_is_loaded(db, frankpledge):
    assert "No data is loaded yet" in frankpledge("evidence", "releases").out
    said = frankpledge("evidence", "measure", "recorded-crime")
    assert (said.status, said.out) == (1, "")
    assert "No street-level crime is loaded" in said.error


def test_a_partners_file_is_loaded_by_its_mapping(demo, frankpledge, tmp_path):
    assert "No mapping is saved yet" in frankpledge("evidence", "mappings").out
    path = tmp_path / "june.csv"
    path.write_text("Day,Reason\n03/06/2024,Noise\n04/06/2024,Dogs\n", encoding="utf-8")
    columns = (Column("Day", "day", "day"), Column("Reason", "reason"))
    reading = Reading("noise-reports", "Noise reports", "East Council", columns, when="day")
    assert "There is no mapping" in frankpledge("evidence", "load", path, "--mapping", "x").error
    keep_mapping(by=Actor("Test"), reading=reading)
    assert "noise-reports  Noise reports, East Council" in frankpledge("evidence", "mappings").out
    listed = frankpledge("evidence", "mappings", "--json").data
    assert listed[0]["columns"] == {"Day": "day", "Reason": "reason"}
    said = frankpledge("evidence", "load", path, "--mapping", "noise-reports")
    assert "2 records, June 2024; none rejected." in said.out
    assert Release.objects.get().area == Area.objects.get()


@operation("Kept a mapping")
def keep_mapping(*, by, reading):
    Mapping(
        area=Area.objects.get(),
        slug=reading.slug,
        title=reading.title,
        definition=reading.to_json(),
    ).save()
