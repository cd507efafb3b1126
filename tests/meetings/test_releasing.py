"""Withheld parts whose day has come are named to the secretary, and never shown by themselves."""

from datetime import date

import pytest

from frankpledge.actions.owed import owed
from frankpledge.meetings.models import Withholding
from frankpledge.meetings.operations import (
    Part,
    change_paper_state,
    circulate,
    release_part,
    withhold_part,
    write_paper,
)
from frankpledge.meetings.queries.marking import paragraphs_of
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.marking import Audience
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.reading import words

pytestmark = pytest.mark.usefixtures("demo")
SLUG = "drug-and-alcohol-review"
PAGE = f"/meetings/county-board/2018-10-11/papers/{SLUG}/withheld/"
NINTH, NOVEMBER = date(2018, 10, 9), date(2018, 11, 1)
TEXT = "# The bid\n\nA bid was made.\n\nFour million.\n\nOne day it is decided.\n\nBy a company."


def hide(found, text, **more):
    """Withhold the paragraph that holds this text."""
    marks = tuple(one.mark for one in paragraphs_of(found) if text in one.words)
    part = Part(marks=marks, audience=Audience.PARTNERSHIP, why="A bid", **more)
    return withhold_part(by=SECRETARY, paper=found, part=part, on=NINTH)


@pytest.fixture
def parts():
    """Three withheld parts of a paper that is out: until a day, a decision, and until both."""
    found = paper(SLUG)
    write_paper(by=SECRETARY, paper=found, title="The bid", text=TEXT, asked=["Note the bid"])
    change_paper_state(by=SECRETARY, paper=found, state="received", on=OCTOBER)
    made = (
        hide(found, "Four million", until=NOVEMBER),
        hide(found, "One day", until_decision="until the contract is let"),
        hide(found, "By a company", until=NOVEMBER, until_decision="until the contract is let"),
    )
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH)
    return made


def told(day, body="county-board"):
    """What the secretary is told of parts, on a day."""
    return [one for one in owed([body_named(body)], day) if "withheld part" in one.what]


def test_a_part_is_named_from_its_day_on_until_it_is_released(parts):
    assert told(date(2018, 10, 31)) == []
    (one,) = told(NOVEMBER)
    label = paper(SLUG).item.label
    assert one.what == f"1 withheld part of the paper at item {label} may be released now"
    assert (one.due, one.url, one.body.slug) == (NOVEMBER, PAGE, "county-board")
    assert "bid" not in f"{one.what}{one.to}{one.why}".lower()
    assert not Withholding.objects.filter(released__isnull=False).exists()
    release_part(by=SECRETARY, withholding=parts[0], on=NOVEMBER)
    assert told(NOVEMBER) == []


def test_only_whoever_runs_the_board_is_told(parts, signed_in, on_day):
    assert told(NOVEMBER, "probation-service") == []
    on_day("2018-11-01")
    start = signed_in("secretary").get("/")
    assert "1 withheld part of the paper at item" in words(start)
    assert f'href="{PAGE}"' in start.content.decode()
    page = signed_in("secretary").get(PAGE)
    assert "Four million" in words(page)
    member = signed_in("member").get("/")
    assert "withheld part" not in words(member)
