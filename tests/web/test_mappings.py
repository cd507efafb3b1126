"""A partner's file through its mapping: guessed, settled, checked, saved, loaded by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases.models import Load, Mapping, Release
from frankpledge.history.models import Entry
from tests.support.pages import InspectingClient
from tests.support.reading import error_beside, form_of, links, table_rows, words

pytestmark = pytest.mark.usefixtures("demo")
HERE = "/evidence/releases/mappings/"
DRAFT = f"{HERE}noise-reports/draft/"
NOISE = """Noise reports
,,,,,
Ref,Date of report,Ward name,Caller name,Reason,Calls
A1,03/04/2024,Soham,Ann Other,NO,3
A2,13/04/2024,Ely West,Bob Other,DG,-
A3,14/05/2024,Ely West,Bob Other,NO,1
Total,,,,,4
"""


def sent(text: str = NOISE, name: str = "noise.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def analyst(signed_in: Callable[[str], InspectingClient]) -> InspectingClient:
    return signed_in("analyst")


@pytest.fixture
def draft(analyst: InspectingClient) -> Mapping:
    return begun(analyst)


def begun(client: InspectingClient, text: str = NOISE, name: str = "noise.csv") -> Mapping:
    answer = client.post(
        f"{HERE}new/",
        {"title": "Noise reports", "publisher": "East Council", "sample": sent(text, name)},
    )
    assert answer["Location"] == DRAFT, words(answer)
    found: Mapping = Mapping.objects.get()
    return found


def settle(client: InspectingClient, page: str, **changes: Any) -> Any:
    """Send a page's form as it stands, with these changes."""
    return client.post(f"{DRAFT}{page}/", {**form_of(client.get(f"{DRAFT}{page}/")), **changes})


def fresh() -> Any:
    return Mapping.objects.get()


# ---------------------------------------------------------------- the sample and its guesses


def test_a_sample_shows_its_columns_with_values_and_guesses(analyst, draft):
    page = analyst.get(DRAFT)
    rows = {row[0]: row[1:] for row in table_rows(page)}
    assert rows["Date of report"][0] == "03/04/2024 13/04/2024 14/05/2024"
    assert "A day" in rows["Date of report"][1]
    assert "A whole number" in rows["Calls"][1]
    assert "none where it says “-”" in rows["Calls"][1]
    assert rows["Ward name"][1] == "Says where"
    assert "may tell of a person" in rows["Caller name"][1]
    said = words(page)
    assert "By the name of wards: “Ward name”" in said
    assert "“Date of report”" in said
    assert not store().releases()


def test_american_days_are_seen_where_they_give_themselves_away(analyst):
    made = begun(analyst, NOISE.replace("13/04/2024", "04/13/2024").replace("14/05", "05/14"))
    assert made.draft
    columns = {one["name"]: one for one in made.draft["mapping"]["columns"]}
    assert columns["date_of_report"]["format"] == "%m/%d/%Y"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "empty.csv", "empty"),
        ("1,2\n3,4\n", "figures.csv", "No row of headings was found"),
        ("A,B\n", "heads.csv", "No row of headings was found"),
        ("not a workbook", "broken.xlsx", "is plain text"),
    ],
)
def test_a_sample_that_is_no_table_is_said_beside_it(analyst, text, name, told):
    page = analyst.post(
        f"{HERE}new/", {"title": "Noise", "publisher": "East", "sample": sent(text, name)}
    )
    assert told in error_beside(page, "sample")
    assert not Mapping.objects.exists()
    assert not default_storage.exists("evidence")


def test_a_title_is_used_once_and_has_words(analyst, draft):
    given = {"title": "noise reports", "publisher": "East", "sample": sent()}
    assert "There is a mapping" in error_beside(analyst.post(f"{HERE}new/", given), "title")
    given = {"title": "2024", "publisher": "East", "sample": sent()}
    assert "in words" in error_beside(analyst.post(f"{HERE}new/", given), "title")
    assert Mapping.objects.count() == 1


# ---------------------------------------------------------------- settling it


def test_a_column_is_given_codes_and_what_is_none_of_them_is_shown_as_rejected(analyst, draft):
    answer = settle(analyst, "5", name="Why", codes="NO = Noise", required="on")
    assert answer["Location"] == DRAFT
    page = analyst.get(f"{DRAFT}check/")
    assert "refused whole" in words(page)
    settle(analyst, "5", codes="NO = Noise\ndg = Dogs")
    page = analyst.get(f"{DRAFT}check/")
    rows = table_rows(page)
    assert {"A1", "3 April 2024", "Noise", "3", "Soham"} <= set(rows[1])
    assert "a total" in words(page)
    assert not store().releases()


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"name": "Calls"}, "name", "Another column is called “calls”"),
        ({"name": "…"}, "name", "Enter a name"),
        ({"codes": "NO = Noise\nDG ="}, "codes", "Line 2, “DG =”, says only half"),
        ({"codes": "NO = Noise\nno = Other"}, "codes", "is there twice"),
        ({"codes": "1 = One", "type": "integer"}, "codes", "Only words or codes"),
        ({"format": "%Y%m%d"}, "format", "Only a day or a month"),
        ({"low": "1"}, "low", "Only a number has limits"),
        ({"low": "5", "high": "1", "type": "number"}, "high", "no less than the other"),
        ({"low": "many"}, "low", "must be a number"),
        ({"type": "poem"}, "type", "must be one of the answers"),
    ],
)
def test_what_is_wrong_with_a_column_is_said_beside_its_field(analyst, draft, changes, field, told):
    before = fresh().draft
    assert told in error_beside(settle(analyst, "5", **changes), field)
    assert fresh().draft == before


def test_a_column_is_left_out_and_taken_back(analyst, draft):
    settle(analyst, "5", keep="no", codes="=")
    assert "Left out" in {row[0]: row[2:3] for row in table_rows(analyst.get(DRAFT))}["Reason"]
    settle(analyst, "5", keep="yes")
    assert "reason" in [one["name"] for one in fresh().draft["mapping"]["columns"]]


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"first": ""}, "first", "Choose the column that says where"),
        ({"level": ""}, "level", "Choose what the names are names of"),
        ({"how": "easting-northing"}, "second", "northing or the latitude"),
        ({"how": "easting-northing", "second": "Ward name"}, "second", "another column"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_beside_its_field(analyst, draft, changes, field, told):
    assert told in error_beside(settle(analyst, "place", **changes), field)


def test_a_column_that_says_where_no_more_is_a_column_again(analyst, draft):
    settle(analyst, "place", how="none", first="")
    reading = fresh().draft["mapping"]
    assert reading["place"]["how"] == "none"
    assert "ward_name" in [one["name"] for one in reading["columns"]]
    settle(analyst, "place", how="name", first="Ward name", level="ward")
    assert "ward_name" not in [one["name"] for one in fresh().draft["mapping"]["columns"]]


def test_when_and_what_it_is_called(analyst, draft):
    settle(analyst, "when", when="")
    settle(analyst, "about", title="Noise at night", publisher="West Council")
    said = words(analyst.get(DRAFT))
    assert "each file takes the place of the one before" in said
    assert "Noise at night" in said
    assert "West Council" in said


# ---------------------------------------------------------------- saving and loading


def saved(client: InspectingClient) -> Any:
    page = client.get(f"{DRAFT}check/")
    answer = client.post(f"{DRAFT}check/", {"version": form_of(page)["version"]})
    assert answer["Location"] == f"{HERE}noise-reports/", words(answer)
    return fresh()


def test_it_is_saved_and_a_file_is_loaded_by_it_for_this_area_alone(analyst, draft, signed_in):
    made = saved(analyst)
    assert (made.draft, made.sample.name) == (None, "")
    assert default_storage.listdir("evidence")[1] == []
    page = analyst.get(f"{HERE}noise-reports/")
    form = form_of(analyst.get(links(page)["Load a file by it"]))
    assert form["mapping"] == "noise-reports"
    answer = analyst.post("/evidence/releases/load/", {**form, "file": sent(name="May 2024.csv")})
    load = Load.objects.get()
    assert load.state == "loaded", load.outcome
    assert "3 records, April to May 2024; none rejected." in load.outcome
    release = Release.objects.get()
    assert (release.area, list(release.tables)) == (made.area, ["partner_noise_reports"])
    assert [one["name"] for one in release.manifest["files"]] == ["May 2024.csv"]
    assert "Loaded" in words(analyst.get(answer["Location"]))
    assert "Noise reports" in words(signed_in("member").get("/evidence/releases/"))
    assert signed_in("member").get(f"{HERE}noise-reports/").status_code == 404


def test_nothing_of_a_partners_rows_stays_in_the_history(analyst, draft):
    saved(analyst)
    told = str(list(Entry.objects.values()))
    assert "Noise reports" in told
    assert "Ann Other" not in told
    assert "Soham" not in told


def test_two_analysts_at_once_and_the_second_is_told(analyst, draft):
    first = form_of(analyst.get(f"{DRAFT}5/"))
    settle(analyst, "6", name="Count")
    answer = analyst.post(f"{DRAFT}5/", {**first, "name": "Why"})
    assert answer.status_code == 409
    assert "Name Why" in words(answer)
    assert "why" not in [one["name"] for one in fresh().draft["mapping"]["columns"]]
    assert analyst.post(f"{DRAFT}check/", {"version": first["version"]}).status_code == 409
    assert fresh().definition is None


def test_a_saved_one_is_changed_beside_another_sample_and_stands_until_then(analyst, draft):
    saved(analyst)
    page = analyst.get(f"{HERE}noise-reports/sample/")
    other = NOISE.replace("Reason", "Cause")
    analyst.post(
        f"{HERE}noise-reports/sample/",
        {"version": form_of(page)["version"], "sample": sent(other)},
    )
    rows = {row[0]: row[2] for row in table_rows(analyst.get(DRAFT)) if len(row) > 2}
    assert rows["Cause"] == "Left out"
    assert "reason" in [one["name"] for one in fresh().definition["columns"]]
    analyst.post(f"{DRAFT}throw-away/")
    assert fresh().draft is None
    assert "Reason" in words(analyst.get(f"{HERE}noise-reports/"))
    assert analyst.get(DRAFT).status_code == 404


def test_a_draft_that_was_never_saved_is_thrown_away_whole(analyst, draft):
    assert analyst.post(f"{DRAFT}throw-away/")["Location"] == HERE
    assert not Mapping.objects.exists()
    assert default_storage.listdir("evidence")[1] == []
    assert "No partner’s file is known yet" in words(analyst.get(HERE))


@pytest.mark.parametrize("username", ["secretary", "chair", "scrutiny", "member"])
def test_only_analysts_find_mappings(draft, signed_in, username):
    for page in ("", "new/", "noise-reports/", "noise-reports/draft/", "noise-reports/draft/5/"):
        assert signed_in(username).get(f"{HERE}{page}").status_code == 404
