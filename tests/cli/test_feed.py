"""A board's calendar from the command line."""

import pytest

from tests.support.calendar_lines import read_calendar


def test_a_calendar_is_printed_as_the_file_it_is(demo_county, frankpledge):
    """Piped into a file it is that file: every line ends as the standard asks."""
    said = frankpledge("feed", "county-board", "--ics")
    assert said.status == 0
    assert len(read_calendar(said.out.encode()).named("VEVENT")) == 3


def test_it_is_written_whole(demo_county, frankpledge, tmp_path):
    path = tmp_path / "board.ics"
    said = frankpledge("feed", "county-board", "--ics", "--out", path, "--on", "2018-10-01")
    assert said.out.startswith("3 meetings of Cambridgeshire and Peterborough Countywide")
    assert str(path) in said.out
    assert path.read_bytes() == frankpledge("feed", "county-board", "--ics").out.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["board.ics"]


def test_for_programs(demo_county, frankpledge):
    data = frankpledge("feed", "county-board", "--ics", "--json").data
    assert (data["body"], data["meetings"]) == ("county-board", 3)
    assert read_calendar(data["ics"].encode()).value("VERSION") == "2.0"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["no-such-body", "--ics"], 1, "There is no body “no-such-body”"),
        (["road-safety", "--ics"], 1, "has no dated meetings"),
        (["county-board", "--ics", "--out", "/no/such/folder/x.ics"], 1, "Make it first"),
        (["county-board"], 2, "--ics"),
    ],
)
def test_a_mistake_is_said(demo_county, frankpledge, arguments, status, says):
    said = frankpledge("feed", *arguments)
    assert said.status == status
    assert says in said.error
