"""Open data in the shape of OParl 1.1: valid, whole, in step, and nothing that is not public."""

import json
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from frankpledge.meetings.models import AgendaItem, Minutes
from frankpledge.meetings.operations import (
    Said,
    approve_minutes,
    cancel_meeting,
    change_paper_state,
    circulate,
    publish,
    publish_minutes,
    write_paper,
)
from frankpledge.publication.oparl.lists import SOURCES
from frankpledge.shared import clock
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.items import give_public_title
from tests.support.taking import JANUARY, decided, note, out_for_comments

SCHEMA = json.loads((Path(__file__).parent / "oparl.schema.json").read_text(encoding="utf-8"))


def bring_in():
    """The drug review comes in at last."""
    late = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=late, title=late.title, text="It came late.", asked=[])
    change_paper_state(by=SECRETARY, paper=late, state="received", on=OCTOBER)


START = "/oparl/"
TYPES = "https://schema.oparl.org/1.1/"
LISTS = [
    "organization",
    "person",
    "meeting",
    "paper",
    "agendaItem",
    "consultation",
    "file",
    "locationList",
    "legislativeTermList",
    "membership",
]


def check(data, name=""):
    """That an object, or an answer, is as the standard wants it."""
    kind = name or ("deleted" if data.get("deleted") else data["type"].removeprefix(TYPES))
    whole = SCHEMA | {"$ref": f"#/$defs/{kind}"}
    Draft202012Validator.check_schema(SCHEMA)
    faults = [
        f"{list(one.path)}: {one.message}" for one in Draft202012Validator(whole).iter_errors(data)
    ]
    assert not faults, f"{kind}: {faults}"


@pytest.fixture
def get(browse):
    """Give `get(address)`: the JSON there, whichever part of the address is given."""

    def fetch(at, status=200):
        answer = browse.get(at.removeprefix("http://testserver"))
        assert answer.status_code == status, at
        assert answer["Content-Type"] == "application/json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        return json.loads(answer.content)

    return fetch


@pytest.fixture
def area(demo, get):
    (found,) = get(get(START)["body"])["data"]
    return found


@pytest.fixture
def published(demo):
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def everything(get, at):
    """Every object of a list, page by page."""
    found = []
    while at:
        page = get(at)
        check(page, "list")
        found += page["data"]
        at = page["links"].get("next", "")
    return found


def test_every_object_of_every_list_is_valid_and_can_be_fetched_by_itself(published, area, get):
    """From the System to each file: what stands in a list is what its own address gives."""
    check(get(START))
    check(area)
    seen: dict[str, list[str]] = {}
    for name in LISTS:
        for one in everything(get, area[name]):
            check(one)
            assert get(one["id"]) == one
            seen.setdefault(one["type"].removeprefix(TYPES), []).append(one["id"])
    assert {kind: len(ids) for kind, ids in seen.items()} == {
        "Organization": 2,
        "Meeting": 4,
        "Paper": 6,
        "AgendaItem": 11,
        "Consultation": 6,
        "File": 7,
        "Location": 3,
    }
    for ids in seen.values():
        assert len(ids) == len(set(ids))


def linked(value):
    """Every address of the interface that stands anywhere in an object."""
    if isinstance(value, str):
        return {value} if value.startswith("http://testserver/oparl/") else set()
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {one for inner in held for one in linked(inner)}


def test_every_link_leads_somewhere(published, area, get):
    """A program that follows every address, as far as they lead, never meets a dead end."""
    seen: set[str] = set()
    todo = {area["id"]}
    while todo:
        at = todo.pop()
        seen.add(at)
        todo |= linked(get(at)) - seen
    assert {at.split("/oparl/")[1].split("/")[0] for at in seen} >= {
        "",
        "body",
        *{"organization", "meeting", "paper", "file", "agenda-item", "consultation", "location"},
    }


def test_a_meeting_carries_its_agenda_with_numbers_and_times(published, area, get):
    found = everything(get, area["meeting"])
    october = next(one for one in found if "11 October 2018" in one["name"])
    assert (october["start"], october["end"]) == (
        "2018-10-11T10:00:00+01:00",
        "2018-10-11T12:00:00+01:00",
    )
    assert [one["number"] for one in october["agendaItem"]] == [str(n) for n in range(1, 12)]
    january = next(one for one in found if "17 January 2019" in one["name"])
    assert january["start"] == "2019-01-17T10:00:00+00:00"
    assert "agendaItem" not in january
    # Its hours are not on record: the day is.
    july = next(one for one in found if "19 July 2018" in one["name"])
    assert july["start"] == "2018-07-19T00:00:00+01:00"


@pytest.mark.row(90)
def test_before_publication_there_is_no_paper_and_no_file(demo, area, get):
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    for name in ("paper", "file", "consultation"):
        assert everything(get, area[name]) == []
    key = paper("road-safety-partnership").pk
    check(get(f"/oparl/paper/{key}/", status=404), "Error")
    check(get(f"/oparl/file/paper-{key}/", status=404), "Error")


@pytest.mark.row(90)
def test_what_is_withheld_again_is_told_as_deleted_and_says_nothing(published, area, get):
    """A program that keeps a copy must learn that it is gone: 404 would leave the copy standing."""
    roads = paper("road-safety-partnership")
    before = get(f"/oparl/paper/{roads.pk}/")
    change_paper_state(
        by=SECRETARY,
        paper=roads,
        state="withheld",
        on=OCTOBER,
        withheld_until_decision="until the inquest ends",
    )
    for at in (
        f"/oparl/paper/{roads.pk}/",
        f"/oparl/file/paper-{roads.pk}/",
        f"/oparl/consultation/{roads.pk}/",
    ):
        gone = get(at)
        check(gone, "deleted")
        assert "inquest" not in json.dumps(gone)
    gone = get(f"/oparl/paper/{roads.pk}/")
    assert gone["created"] == before["created"]
    assert gone["modified"] >= before["modified"]
    ids = [one["id"] for one in everything(get, area["paper"]) if one.get("deleted")]
    assert ids == [gone["id"]]
    item = get(f"/oparl/agenda-item/{roads.item_id}/")
    assert "consultation" not in item


def test_a_paper_never_published_was_never_there(published, get):
    minutes = paper("minutes-2018-07-19")
    check(get(f"/oparl/paper/{minutes.pk}/", status=404), "Error")


def test_a_public_title_stands_for_the_real_one(published, get):
    give_public_title("minutes", "A secret title", "Minutes")
    item = AgendaItem.objects.get(slug="minutes", meeting=meeting())
    assert get(f"/oparl/agenda-item/{item.pk}/")["name"] == "Minutes"


def test_a_cancelled_meeting_says_so_and_its_agenda_is_gone(demo, area, get):
    item = AgendaItem.objects.get(slug="road-safety", meeting=meeting())
    cancel_meeting(by=SECRETARY, meeting=meeting(), reason="No quorum", on=date(2018, 10, 1))
    found = get(f"/oparl/meeting/{item.meeting_id}/")
    check(found)
    assert found["cancelled"] is True
    assert "agendaItem" not in found
    check(get(f"/oparl/agenda-item/{item.pk}/"), "deleted")


def test_published_minutes_bring_results_in_the_words_that_are_public(published, area, get):
    """The decision in its words, but where they are those of a paper that is still withheld."""
    roads = paper("road-safety-partnership")
    asked = roads.recommendations.earliest("order")
    note(Said("decision", asked.text, "agreed", asked))
    taken = out_for_comments()
    assert "result" not in get(f"/oparl/agenda-item/{roads.item_id}/")
    january = decided(day=JANUARY)
    approve_minutes(by=SECRETARY, minutes=taken, decision=january, on=JANUARY)
    publish_minutes(by=SECRETARY, minutes=Minutes.objects.get(pk=taken.pk), on=JANUARY)
    item = get(f"/oparl/agenda-item/{roads.item_id}/")
    check(item)
    assert (item["result"], item["resolutionText"]) == ("Agreed", asked.text)
    found = get(f"/oparl/meeting/{taken.meeting_id}/")
    check(found)
    assert found["resultsProtocol"] == get(f"/oparl/file/minutes-{taken.pk}/")
    change_paper_state(
        by=SECRETARY,
        paper=roads,
        state="withheld",
        on=OCTOBER,
        withheld_until_decision="until the inquest ends",
    )
    item = get(f"/oparl/agenda-item/{roads.item_id}/")
    assert item["result"] == "Agreed"
    assert "resolutionText" not in item


# ------------------------------------------------------------------------------------ lists


def test_pages_hold_every_object_once_and_keep_the_filter(published, area, get):
    whole = [one["id"] for one in everything(get, area["agendaItem"])]
    since = quote((clock.now() - timedelta(days=9000)).isoformat())
    first = get(f"{area['agendaItem']}?elementsPerPage=4&modified_since={since}")
    assert first["pagination"] == {
        "totalElements": 11,
        "elementsPerPage": 4,
        "currentPage": 1,
        "totalPages": 3,
    }
    assert "prev" not in first["links"]
    assert "modified_since=" in first["links"]["next"]
    found = everything(get, f"{area['agendaItem']}?elementsPerPage=4&modified_since={since}")
    assert [one["id"] for one in found] == whole
    last = get(first["links"]["last"])
    assert "next" not in last["links"]
    assert get(last["links"]["prev"])["pagination"]["currentPage"] == 2
    check(get(f"{area['agendaItem']}?elementsPerPage=4&page=4", status=404), "Error")


def test_files_of_several_kinds_are_one_list(published, area, get):
    """Papers, then packs, cut into pages anywhere, each once."""
    whole = [one["id"] for one in everything(get, area["file"])]
    assert len(whole) == 7
    for size in (1, 2, 3, 6, 7):
        found = everything(get, f"{area['file']}?elementsPerPage={size}")
        assert [one["id"] for one in found] == whole


def test_only_what_is_new_since(published, area, get, on_day):
    """Later one more paper is published: a program that asks again gets that one and no other."""
    on_day("2040-01-02")
    bring_in()
    circulate(by=SECRETARY, meeting=meeting(), on=date(2040, 1, 2), why="Late figures")
    publish(by=SECRETARY, meeting=meeting(), on=date(2040, 1, 2))
    since = quote("2040-01-01T00:00:00+00:00")
    (found,) = everything(get, f"{area['paper']}?modified_since={since}")
    assert found["id"].endswith(f"/paper/{paper('drug-and-alcohol-review').pk}/")
    assert found["modified"] > "2040-01-02"
    assert everything(get, f"{area['paper']}?created_since={since}") == []
    assert len(everything(get, f"{area['paper']}?modified_until={since}")) == 6
    assert len(everything(get, f"{area['paper']}?created_until={since}")) == 7


@pytest.mark.parametrize(
    "query",
    [
        "modified_since=yesterday",
        "created_until=2018-10-11",
        "created_since=2018-10-11T10:00:00",
        "page=0",
        "page=-1",
        "page=two",
        "elementsPerPage=0",
    ],
)
def test_what_cannot_be_read_is_said(area, get, query):
    answer = get(f"{area['paper']}?{query}", status=400)
    check(answer, "Error")
    assert query.split("=")[0] in answer["message"]


def test_a_plus_sign_sent_as_it_is_is_understood(area, get):
    assert get(f"{area['paper']}?modified_since=2018-10-11T10:00:00+01:00")["data"] == []


@pytest.mark.parametrize("size", [101, 5000, 999999999999])
def test_a_page_never_grows_beyond_a_hundred(area, get, size):
    assert get(f"{area['paper']}?elementsPerPage={size}")["pagination"]["elementsPerPage"] == 100


@pytest.mark.parametrize(
    "at",
    [
        "/oparl/paper/999999/",
        "/oparl/paper/99999999999999999999999/",
        "/oparl/paper/x/",
        "/oparl/file/12/",
        "/oparl/file/pack-999999/",
        "/oparl/person/1/",
        "/oparl/body/999999/paper/",
        "/oparl/organization/999999/meeting/",
    ],
)
def test_what_is_not_there_is_404_in_json(demo, get, at):
    check(get(at, status=404), "Error")


def test_a_list_costs_as_many_queries_for_one_as_for_many(
    published, area, browse, django_assert_max_num_queries
):
    for name in LISTS:
        with django_assert_max_num_queries(12):
            browse.get(area[name].removeprefix("http://testserver"))


def test_a_reader_that_has_it_already_is_told_so(published, area, browse):
    at = area["meeting"].removeprefix("http://testserver")
    tag = browse.get(at)["ETag"]
    assert browse.get(at, headers={"If-None-Match": tag}).status_code == 304
    change_paper_state(
        by=SECRETARY,
        paper=paper("road-safety-partnership"),
        state="withheld",
        on=OCTOBER,
        withheld_until=date(2019, 1, 1),
    )
    assert browse.get(at, headers={"If-None-Match": tag}).status_code == 200
    assert browse.post(at).status_code == 405


def test_signing_in_makes_no_difference(published, area, browse, signed_in):
    before = {
        name: browse.get(area[name].removeprefix("http://testserver")).content for name in LISTS
    }
    client = signed_in("secretary")
    after = {
        name: client.get(area[name].removeprefix("http://testserver")).content for name in LISTS
    }
    assert before == after


def test_every_kind_of_object_has_a_list():
    assert set(SOURCES) == {
        "body",
        "organization",
        "meeting",
        "agenda-item",
        "paper",
        "consultation",
        "location",
        "file",
        "person",
        "membership",
        "legislative-term",
    }
