"""`frankpledge meeting status`: each item commissioned, due, received, late, out."""

import pytest


def test_in_words(demo, frankpledge):
    said = frankpledge("meeting", "status", "county-board", "2018-10-11", "--on", "2018-10-05")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0].endswith("as at 5 October 2018: 7 of 8 papers in, 1 late.")
    assert "  Reports in by 1 October 2018 (8 working days before the meeting)" in lines
    assert "  1. Introductions and apologies: no paper is asked for" in lines
    assert "     Drugs and Alcohol Delivery Group: Late, 4 days late" in lines


def test_in_json(demo, frankpledge):
    said = frankpledge(
        "meeting", "status", "county-board", "2018-10-11", "--on", "2018-10-05", "--json"
    )
    assert (said.data["meeting"], said.data["on"]) == ("2018-10-11", "2018-10-05")
    assert said.data["deadlines"]["papers"]["due"] == "2018-10-04"
    items = {one["item"]: one for one in said.data["items"]}
    assert (items["7"]["state"], items["7"]["days_late"], items["7"]["received"]) == (
        "Late",
        4,
        None,
    )
    assert items["7"]["author"] == "drugs-and-alcohol"
    assert items["1"]["paper"] is None


def test_a_meeting_without_a_day_has_no_deadlines(demo, frankpledge):
    said = frankpledge("meeting", "status", "county-board", "2019-20-q1")
    assert said.status == 0
    assert "0 papers" in said.out or "0 of 0 papers in" in said.out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("county-board", "2018-10-12"), "no meeting “2018-10-12”. Its meetings: 2018-07-19"),
        (("nobody", "2018-10-11"), "There is no body “nobody”"),
    ],
)
def test_what_it_cannot_find(demo, frankpledge, given, says):
    said = frankpledge("meeting", "status", *given)
    assert (said.status, said.out) == (1, "")
    assert says in said.error
