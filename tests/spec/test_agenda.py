"""Agenda, forward plan, minutes and what the public may see."""

from datetime import date, time
from uuid import uuid4

import pytest

from frankpledge.meetings.editions import MEMBERS, PUBLIC, PUBLISHED
from frankpledge.meetings.models import AgendaItem, Paper
from frankpledge.meetings.operations import (
    add_item,
    approve_at_meeting,
    change_paper_state,
    circulate,
    publish,
    start_minutes,
)
from frankpledge.meetings.operations.decisions import record_decision
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.meetings.rules import timing
from frankpledge.partnership.people import PUBLIC as ANYBODY
from frankpledge.shared.verdict import Refused
from tests.support.county import (
    OCTOBER,
    SECRETARY,
    board,
    meeting,
    pack,
    paper,
    section,
    text_in,
)


def agenda_timing():
    items = AgendaItem.objects.filter(meeting=meeting())
    return timing([item.minutes for item in items], meeting().starts, meeting().slot_minutes)


@pytest.mark.row(22)
def test_eleven_items_fill_the_meeting(demo_county):
    """11 items take 120 minutes: exactly 10am to noon."""
    found = agenda_timing()
    assert (len(found.items), found.total, found.slot, found.over) == (11, 120, 120, 0)
    assert found.warning == ""
    assert (meeting().starts, meeting().ends) == (time(10), time(12))
    assert (found.items[0].at, found.items[-1].at) == ("10am", "11:55am")


@pytest.mark.row(22)
def test_five_more_minutes_overflow(demo_county):
    """One more item of 5 minutes is 5 too many, and the secretary is told."""
    last = AgendaItem.objects.filter(meeting=meeting()).last()
    add_item(by=SECRETARY, meeting=meeting(), after=last, title="Any other business", minutes=5)
    found = agenda_timing()
    assert (found.total, found.over) == (125, 5)
    assert "5 too many" in found.warning


@pytest.mark.row(23)
def test_who_has_a_turn_in_the_forward_plan(demo_county):
    """All 9 groups and 5 workstreams have a turn; of the partnerships only Huntingdonshire not."""
    plan = forward_plan(board(), OCTOBER)
    covered = {one.label: (one.covered, len(one.turns)) for one in plan.turns}
    assert covered == {
        "Delivery group": (9, 9),
        "Prevention theme": (5, 5),
        "Community safety partnership": (5, 6),
    }
    (gap,) = plan.gaps
    assert gap.startswith("Huntingdonshire Community Safety Partnership has no slot")


@pytest.mark.row(23)
def test_where_the_forward_plan_is_empty(demo_county):
    """Slot 7 is empty in the first quarter of 2019/20 and the last; slots 8 and 9 after October."""
    empty = [(one.slot.number, one.meeting.slug) for one in forward_plan(board(), OCTOBER).empty]
    later = ["2019-01-17", "2019-20-q1", "2019-20-q2", "2019-20-q3", "2019-20-q4"]
    assert empty == [
        (7, "2019-20-q1"),
        (7, "2019-20-q4"),
        *[(8, slug) for slug in later],
        *[(9, slug) for slug in later],
    ]


@pytest.mark.row(24)
def test_minutes_wait_for_approval(demo_county):
    """July's minutes are withheld until the board approves them, and then are published."""
    minutes = paper("minutes-2018-07-19")
    assert minutes.state == "withheld"
    assert not Paper.objects.visible_to(ANYBODY).filter(pk=minutes.pk).exists()
    with pytest.raises(Refused, match="Record that decision"):
        change_paper_state(by=SECRETARY, paper=minutes, state="published", on=OCTOBER)
    agreed = record_decision(
        by=SECRETARY, meeting=meeting(), text="Another matter", outcome="agreed", on=OCTOBER
    )
    with pytest.raises(Refused, match="Record their approval first"):
        change_paper_state(
            by=SECRETARY, paper=minutes, state="published", on=OCTOBER, decision=agreed
        )
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    approved = approve_at_meeting(
        by=SECRETARY,
        earlier=meeting("2018-07-19"),
        minutes=start_minutes(by=SECRETARY, meeting=meeting(), on=OCTOBER),
        item=AgendaItem.objects.get(slug="minutes", meeting=meeting()),
        key=uuid4(),
        taken_by="Board secretary",
        on=OCTOBER,
    )
    assert not Paper.objects.visible_to(ANYBODY).filter(pk=minutes.pk).exists()
    assert publish(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 12)) == 7
    released = Paper.objects.visible_to(ANYBODY).get(pk=minutes.pk)
    assert (released.released_by, released.published) == (approved.decision, date(2018, 10, 12))


@pytest.mark.row(24)
def test_a_paper_in_due_course_is_a_placeholder(demo_county):
    """The drug review is to follow: a page stands in its place and says when it is expected."""
    found = section(pack(), "drug-and-alcohol-review")
    assert (found.number, found.state) == ("7", "To follow")
    assert "To be published in due course." in text_in(found)


@pytest.mark.row(26)
def test_updates_are_asked_about_and_not_walked_through(demo_county):
    """Item 10 gives 5 minutes to questions, with every update bound in behind it."""
    item = AgendaItem.objects.get(meeting=meeting(), number=10)
    assert (item.title, item.minutes) == ("Questions on quarterly updates", 5)
    behind = [one for one in pack().sections if one.number == "10"]
    assert len(behind) == 1 + 7


@pytest.mark.row(90)
def test_two_papers_are_missing_from_the_public_pack(demo_county):
    """The withheld minutes and the drug review: a placeholder each, and no word of the minutes."""
    found = pack(PUBLIC)
    states = {one.number: one.state for one in found.sections if one.state}
    assert states == {"2": "Withheld", "7": "To follow"}
    assert "It holds only what other papers record" not in text_in(found)
    assert "until the board approves them" in text_in(section(found, "minutes-2018-07-19"))
    assert "It holds only what other papers record" in text_in(pack(MEMBERS))


@pytest.mark.row(90)
def test_each_paper_has_its_state_and_day(demo_county):
    """Circulating and publishing stamps the meeting, paper by paper; what waits stays waiting."""
    assert circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4)) == 7
    assert publish(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 12)) == 6
    assert (meeting().circulated, meeting().published) == (date(2018, 10, 4), date(2018, 10, 12))
    states = sorted(Paper.objects.values_list("state", flat=True))
    assert states == ["published"] * 6 + ["to-follow", "withheld"]
    assert {one.number for one in pack(PUBLISHED).sections if one.state == "Withheld"} == {"2"}
