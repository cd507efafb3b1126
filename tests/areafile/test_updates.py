"""Updates and requests of an area file: mistakes are told, and loading again changes nothing."""

import pytest

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import load
from frankpledge.history.models import Entry
from frankpledge.review.models import EntryLink, UpdateNotice
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.queries import request_list
from tests.areafile.small import SMALL
from tests.support.county import OCTOBER, area_file

pytestmark = pytest.mark.usefixtures("db")
OLD = "sections: {risks: [{text: Dry grass, request: Look out}, None of note]}"
NEW = (
    "sections: {risks: [{text: Dry grass, request: Look out, continues: 7, "
    "links: [{body: fire, how: puts fires out}]}, None of note]}\n"
    "    dates: [{kind: campaign, title: Fire week, from: 2018-10-20, until: 2018-10-27}]"
)
REQUEST = """requests:
  - board: shire-board
    number: 7
    body: fire
    text: Look out for fires
    asked: [{meeting: next-year, on: 2018-07-01}]
    owner: vale-council
    said: [{on: 2018-08-01, kind: answered, text: We do, by: vale-council}]
"""


def file_of(tmp_path, change=("", "")):
    text = SMALL.replace(OLD, NEW) + REQUEST
    assert change[0] in text
    return area_file(tmp_path, text.replace(*change))


def test_what_the_file_says_of_updates_and_requests_is_kept(tmp_path):
    load(file_of(tmp_path))
    request = BoardRequest.objects.get()
    assert (request.number, str(request.owner)) == (7, "Vale Council")
    (line,) = request_list(request.board, OCTOBER).lines
    assert (line.text, line.answer) == ("Look out", "We do")
    assert (EntryLink.objects.get().body.slug, UpdateNotice.objects.get().title) == (
        "fire",
        "Fire week",
    )
    before = Entry.objects.count()
    load(file_of(tmp_path))
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("continues: 7", "continues: 8"), "the number of a request to this board"),
        (("body: fire, how", "body: fyre, how"), "fyre"),
        (("until: 2018-10-27", "until: 2018-10-02"), "the last day is before the first"),
        (("kind: campaign", "kind: campaing"), "campaing"),
        (("by: vale-council}]\n", "by: vale-counsel}]\n"), "vale-counsel"),
        (("meeting: next-year, on", "meeting: next-yaer, on"), "next-yaer"),
        (("owner: vale-council", "owner: nobody"), "nobody"),
    ],
)
def test_a_mistake_is_told(tmp_path, change, expected):
    assert expected in " ".join(str(one) for one in checked(file_of(tmp_path, change)).mistakes)


def test_two_requests_of_one_number_are_a_mistake(tmp_path):
    twice = REQUEST + REQUEST.removeprefix("requests:\n")
    found = checked(area_file(tmp_path, SMALL + twice))
    assert "another request has this number" in " ".join(str(one) for one in found.mistakes)
