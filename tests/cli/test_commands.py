"""Every command, in words and in JSON, and what each says when it cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from frankpledge.areafile.wording import schema
from frankpledge.partnership.models import Body
from tests.areafile.small import SMALL, changed
from tests.support.county import area_file


def test_without_a_command_it_says_what_there_is(frankpledge):
    said = frankpledge()
    assert said.status == 0
    for command in ("area check", "register seats", "meeting deadlines", "pack BODY", "owed"):
        assert command in said.out


@pytest.mark.parametrize("given", [("--help",), ("area", "--help"), ("pack", "--help")])
def test_help(frankpledge, given):
    said = frankpledge(*given)
    assert said.status == 0
    assert "usage: frankpledge" in said.out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("nonsense",), "invalid choice"),
        (("area",), "required"),
        (("register", "seats"), "BODY"),
        (("owed", "county-board", "--on", "11 October"), "“11 October” is not a date."),
        (("meeting", "deadlines", "county-board", "2018-13-01"), "is not a date"),
        (("pack", "county-board", "2018-10-11"), "--out"),
    ],
)
def test_a_misused_command_says_how_it_is_used(frankpledge, given, says):
    said = frankpledge(*given)
    assert (said.status, said.out) == (2, "")
    assert says in said.error
    assert "Traceback" not in said.error


def test_authorities_in_words(demo_county, frankpledge):
    said = frankpledge("register", "authorities", "fenland", "--on", "2018-10-11")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "Fenland had 7 responsible authorities on 11 October 2018."
    assert "  Fenland District Council (council)" in lines
    assert len(lines) == 8


def test_authorities_in_json(demo_county, frankpledge):
    said = frankpledge("register", "authorities", "fenland", "--on", "2014-05-01", "--json")
    assert (said.data["area"], said.data["on"]) == ("fenland", "2014-05-01")
    bodies = {one["body"]: one for one in said.data["authorities"]}
    assert bodies["fenland-council"]["sector"] == "council"
    assert bodies["fenland-council"]["from"] == "1998-07-01"
    assert bodies["fenland-council"]["until"] is None
    assert [one["body"] for one in said.data["named_in_documents"]] == [
        "drug-and-alcohol-action-team"
    ]


def test_the_whole_area_has_every_authority(demo_county, frankpledge):
    area = "cambridgeshire-and-peterborough"
    said = frankpledge("register", "authorities", area, "--on", "2018-10-11", "--json")
    assert len(said.data["authorities"]) == 12


def test_today_is_the_demonstrations(demo, frankpledge):
    said = frankpledge("register", "authorities", "fenland")
    assert "on 1 October 2018." in said.out


def test_seats(demo_county, frankpledge):
    said = frankpledge("register", "seats", "county-board", "--on", "2018-10-11")
    assert said.out.splitlines()[0].endswith("had 34 seats on 11 October 2018.")
    assert "  Chair (chair): Police and Crime Commissioner, " in said.out
    assert "adopted 28 March 2017, next review due 28 March 2018." in said.out
    data = frankpledge("register", "seats", "county-board", "--on", "2018-10-11", "--json").data
    assert len(data["seats"]) == 34
    assert data["terms_of_reference"]["review_due"] == "2018-03-28"
    assert data["seats"][0]["held_by"][0]["represents"] == "police-and-crime-commissioner"


def test_a_vacant_seat(demo_county, frankpledge):
    said = frankpledge("register", "seats", "child-exploitation", "--on", "2018-10-11")
    assert "  Vice-chair (vice-chair): vacant" in said.out


def test_deadlines(demo_county, frankpledge):
    said = frankpledge("meeting", "deadlines", "county-board", "2018-10-11")
    assert "Reports in by Monday 1 October 2018 (8 working days before the meeting)" in said.out
    assert "Papers out by Thursday 4 October 2018" in said.out
    assert "an aim" in said.out
    data = frankpledge("meeting", "deadlines", "county-board", "2019-01-17", "--json").data
    assert (data["reports_due"], data["circulation"]) == ("2019-01-07", "2019-01-10")
    assert data["circulation_is_aim"] is True


@pytest.mark.parametrize(
    ("body", "day", "says"),
    [
        ("county-board", "2030-01-10", "covers 2012 to 2028"),
        ("county-board", "2016-01-10", "has no terms of reference in force on 10 January 2016"),
        ("fenland-csp", "2018-10-11", "has no terms of reference in force"),
    ],
)
def test_deadlines_that_nothing_gives(demo_county, frankpledge, body, day, says):
    said = frankpledge("meeting", "deadlines", body, day)
    assert (said.status, said.out) == (1, "")
    assert says in said.error
    told = frankpledge("meeting", "deadlines", body, day, "--json")
    assert told.status == 1
    assert says in told.data["error"]


def test_coverage(demo_county, frankpledge):
    said = frankpledge("meeting", "coverage", "county-board", "--on", "2018-10-11")
    assert "Delivery group: 9 of 9 have a turn" in said.out
    assert "No turn: Huntingdonshire Community Safety Partnership" in said.out
    assert "Empty: slot 7 (Open item) at 2019/20 Q1" in said.out
    data = frankpledge("meeting", "coverage", "county-board", "--on", "2018-10-11", "--json").data
    assert data["not_covered"] == ["Huntingdonshire Community Safety Partnership"]
    assert {"slot": 7, "label": "Open item", "meeting": "2019-20-q1"} in data["empty"]
    assert len(data["meetings"]) == 6


def test_coverage_of_a_body_without_a_plan(demo_county, frankpledge):
    said = frankpledge("meeting", "coverage", "fenland-csp")
    assert said.status == 1
    assert "fenland-csp has no forward plan yet" in said.error


def test_owed(demo_county, frankpledge):
    said = frankpledge("owed", "road-safety", "--on", "2018-10-01")
    assert "owed 1 thing on 1 October 2018." in said.out
    assert "Due: Quarterly update, to Countywide board" in said.out
    assert "by 1 October 2018 (8 working days before the meeting)" in said.out
    data = frankpledge("owed", "road-safety", "--on", "2018-10-02", "--json").data
    (one,) = data["owed"]
    assert (one["state"], one["due"]) == ("Late", "2018-10-01")
    assert one["url"].startswith("/")


def test_owed_soonest_first(demo_county, frankpledge):
    data = frankpledge("owed", "drugs-and-alcohol", "--on", "2018-10-01", "--json").data
    assert [one["what"] for one in data["owed"]] == [
        "Paper for item 7: Drugs and alcohol: review",
    ]
    days = [
        one["due"] or "9999"
        for one in frankpledge("owed", "county-board", "--on", "2018-10-01", "--json").data["owed"]
    ]
    # Its terms' review, two meetings' papers to send out, its agreement's review; and, without a
    # day, the risk that the offender group asks it to take.
    assert days == ["2018-03-28", "2018-10-04", "2019-01-10", "2019-04-30", "9999"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("register", "seats", "county-bord"), ["no body “county-bord”", "county-board"]),
        (("register", "seats", "fenland"), ["“fenland” is a place, not a body", "fenland-csp"]),
        (("owed", "zzz"), ["no body “zzz”", "Did you mean"]),
        (("register", "authorities", "fenlnd"), ["no area or place “fenlnd”", "fenland"]),
        (("meeting", "coverage", "countyboard"), ["county-board"]),
    ],
)
def test_an_unknown_name_suggests_others(demo_county, frankpledge, given, says):
    said = frankpledge(*given)
    assert (said.status, said.out) == (1, "")
    assert all(words in said.error for words in says)
    assert len(said.error) < 400
    told = frankpledge(*given, "--json")
    assert told.status == 1
    assert told.error == ""
    assert says[0] in told.data["error"]


def test_an_empty_database_says_so(db, frankpledge):
    said = frankpledge("owed", "county-board")
    assert said.status == 1
    assert "no area has been loaded yet" in said.error


def test_check_an_area_file(db, frankpledge, tmp_path):
    path = area_file(tmp_path, SMALL)
    said = frankpledge("area", "check", path)
    assert said.status == 0
    assert "is right. Small Shire: 2 places, 4 bodies" in said.out
    data = frankpledge("area", "check", path, "--json").data
    assert (data["area"], data["mistakes"], data["counts"]["bodies"]) == ("small-shire", [], 4)
    assert not Body.objects.exists()


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_wrong_area_file(db, frankpledge, tmp_path, command):
    path = area_file(tmp_path, changed(("tier: county", "tier: conty")))
    said = frankpledge("area", command, path)
    assert (said.status, said.out) == (1, "")
    assert "1 mistake. Nothing was loaded." in said.error
    assert "area.yaml, line 3: “conty”" in said.error
    told = frankpledge("area", command, path, "--json")
    (mistake,) = told.data["mistakes"]
    assert (mistake["file"], mistake["line"], mistake["value"]) == ("area.yaml", 3, "conty")
    assert "Did you mean “county”?" in mistake["expected"]
    assert not Body.objects.exists()


def test_load_an_area_file(db, frankpledge, tmp_path):
    path = area_file(tmp_path, SMALL)
    first = frankpledge("area", "load", path, "--json")
    assert first.status == 0
    assert first.data["added"]["bodies"] == 4
    again = frankpledge("area", "load", path)
    assert again.out == "Nothing to change: all of it was loaded before.\n"


def test_a_missing_area_file(db, frankpledge, tmp_path):
    said = frankpledge("area", "load", tmp_path / "nothing.yaml")
    assert said.status == 1
    assert "there is no such file or folder" in said.error


def test_the_schema_is_json(db, frankpledge):
    assert frankpledge("area", "schema").data == schema()


def test_load_the_demonstration(demo_county, frankpledge):
    said = frankpledge("demo", "load")
    assert "Nothing to change" in said.out
    assert "Sign in as secretary, chair, csp-manager, member, scrutiny or analyst" in said.out
    assert "83,021 crimes, January to December 2024; none rejected." in said.out
    assert said.status == 0


def test_migrate_and_manage(transactional_db, frankpledge):
    assert frankpledge("migrate").out == "The database is up to date.\n"
    assert frankpledge("manage", "check").status == 0


def test_a_folder_without_a_database_says_what_to_do(tmp_path):
    """Before anything is set up, a command says which one sets it up."""
    environment = {"FRANKPLEDGE_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        [sys.executable, "-m", "frankpledge.cli", "owed", "county-board", "--json"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path.cwd(),
    )
    assert said.returncode == 1
    assert "frankpledge demo load" in json.loads(said.stdout)["error"]
    assert "Traceback" not in said.stderr
