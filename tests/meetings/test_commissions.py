"""Commissioning: from the plan or by hand, and how each paper stands."""

from datetime import date

import pytest

from frankpledge.actions.owed import owed
from frankpledge.meetings.models import AgendaItem, Deadline, Paper, PlanEntry, PlanSlot
from frankpledge.meetings.operations import (
    change_paper_state,
    circulate,
    commission_paper,
    draft_agenda,
    give_more_time,
    put_in_plan,
    write_paper,
)
from frankpledge.meetings.queries.status import meeting_status
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from tests.support.county import OCTOBER, SECRETARY, board, meeting, paper

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)


def drafted(**more):
    draft_agenda(by=SECRETARY, meeting=meeting("2019-01-17"), **more)
    return Paper.objects.filter(item__meeting=meeting("2019-01-17"))


def planned(number, slug="2019-01-17"):
    return PlanEntry.objects.get(slot__number=number, meeting=meeting(slug))


@operation("Set up for a test")
def change(*, by, record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


@pytest.mark.row(23)
def test_each_planned_item_commissions_the_report_of_its_author():
    """January's plan is about two groups and one partnership: their reports are asked for."""
    found = {one.title: one for one in drafted(on=TODAY)}
    assert {title: one.author_body.slug for title, one in found.items()} == {
        "Joint Youth Justice Management Board": "youth-justice",
        "Organised crime and modern slavery": "organised-crime",
        "Cambridge City": "cambridge-csp",
    }
    assert {one.state for one in found.values()} == {"to-follow"}
    assert {one.commissioned for one in found.values()} == {TODAY}


def test_a_commissioned_report_is_owed_by_the_day_that_its_meeting_gives():
    drafted()
    (one,) = [
        o for o in owed([body_named("youth-justice")], date(2018, 12, 20)) if "Paper" in o.what
    ]
    assert one.due == date(2019, 1, 7)
    assert one.why == "8 working days before the meeting"
    assert (one.asked_by, one.answers) == (board(), one.url)


def test_the_brief_is_the_entrys_or_else_its_slots():
    slot = PlanSlot.objects.get(body=board(), number=3)
    change(by=SECRETARY, record=slot, brief="Risks, and what partners should do.")
    change(by=SECRETARY, record=planned(4), brief="County lines.")
    briefs = {one.title: one.brief for one in drafted()}
    assert briefs["Joint Youth Justice Management Board"] == "Risks, and what partners should do."
    assert briefs["Organised crime and modern slavery"] == "County lines."
    assert briefs["Cambridge City"] == ""


def test_another_author_writes_the_report():
    change(by=SECRETARY, record=planned(5), author=body_named("constabulary"))
    change(by=SECRETARY, record=planned(6), author=body_named("fire-and-rescue"))
    authors = {one.title: one.author_body.slug for one in drafted()}
    assert authors["Healthy and safe schools"] == "constabulary"
    assert authors["Cambridge City"] == "fire-and-rescue"


def test_nothing_is_asked_for_a_standing_item_or_one_that_the_system_binds_in():
    first = PlanSlot.objects.get(body=board(), number=1)
    make_entry(by=SECRETARY, slot=first)
    titles = {one.title for one in drafted()}
    assert not titles & {"Introductions and apologies", "Questions on quarterly updates"}


@operation("Set up for a test")
def make_entry(*, by, slot):
    PlanEntry(
        slot=slot,
        meeting=meeting("2019-01-17"),
        title="Welcome",
        about=body_named("constabulary"),
    ).save()


def test_an_agenda_that_cannot_be_commissioned_is_not_drafted(monkeypatch):
    from frankpledge.meetings.operations import agenda

    def stop(**given):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(agenda, "ensure_deadlines", stop)
    with pytest.raises(RuntimeError):
        drafted()
    assert not AgendaItem.objects.filter(meeting=meeting("2019-01-17")).exists()


def test_by_hand_with_a_brief():
    item = AgendaItem.objects.get(slug="road-safety")
    made = commission_paper(
        by=SECRETARY,
        item=item,
        author_body=body_named("road-safety"),
        title="Collisions",
        brief="The last three years.",
    )
    assert (made.brief, made.commissioned, made.state) == (
        "The last three years.",
        TODAY,
        "to-follow",
    )
    assert Deadline.objects.filter(meeting=meeting()).count() == 2


def line(slug, on=TODAY, of="2018-10-11"):
    found = meeting_status(meeting(of), on)
    return next(one for one in found.lines if one.paper and one.paper.slug == slug)


def test_the_status_of_every_item():
    found = meeting_status(meeting(), TODAY)
    assert (found.papers, found.in_hand, len(found.late)) == (8, 7, 0)
    assert [one.item.label for one in found.lines] == [str(n) for n in range(1, 12)]
    assert found.lines[0].state == ""
    assert line("drug-and-alcohol-review").due == date(2018, 10, 1)


@pytest.mark.parametrize(
    ("on", "state", "late"),
    [(date(2018, 10, 1), "To follow", ""), (date(2018, 10, 2), "Late", "1 day late")],
)
def test_a_report_is_late_from_the_day_after(on, state, late):
    found = line("drug-and-alcohol-review", on)
    assert (found.state, found.lateness, found.waits) == (state, late, True)


def receive(slug, on):
    write_paper(by=SECRETARY, paper=paper(slug), title="Review", text="Here.", asked=[])
    change_paper_state(by=SECRETARY, paper=paper(slug), state="received", on=on)


def test_a_report_that_came_late_stays_late_on_record():
    receive("drug-and-alcohol-review", date(2018, 10, 5))
    found = line("drug-and-alcohol-review", date(2018, 10, 9))
    assert (found.state, found.lateness, found.waits) == ("Received", "4 days late", False)
    before = line("drug-and-alcohol-review", date(2018, 10, 4))
    assert (before.state, before.lateness, before.waits) == ("Late", "3 days late", True)


def test_lateness_counts_from_the_day_that_the_author_was_given():
    give_more_time(
        by=SECRETARY,
        paper=paper("drug-and-alcohol-review"),
        until=date(2018, 10, 4),
        reason="Data",
        on=TODAY,
    )
    receive("drug-and-alcohol-review", date(2018, 10, 5))
    found = line("drug-and-alcohol-review", date(2018, 10, 9))
    assert (found.due, found.late) == (date(2018, 10, 4), 1)
    assert found.why == "more time given: Data"


def test_circulated_and_as_it_stood_before():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    after = line("road-safety-partnership", date(2018, 10, 5))
    assert (after.state, after.circulated) == ("Circulated", date(2018, 10, 4))
    assert line("road-safety-partnership", date(2018, 10, 3)).state == "Received"
    assert line("road-safety-partnership", date(2018, 9, 1)).state == "To follow"


def test_a_revised_paper_is_not_late_because_it_came_twice():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 1))
    change(by=SECRETARY, record=paper("road-safety-partnership"), received=date(2018, 10, 9))
    assert line("road-safety-partnership", date(2018, 10, 10)).late == 0


def test_the_status_takes_a_few_queries(django_assert_max_num_queries):
    found = meeting()
    with django_assert_max_num_queries(10):
        assert meeting_status(found, OCTOBER).lines


def test_a_plan_changed_after_the_draft_leaves_the_agenda(demo):
    drafted()
    entry = planned(7)
    put_in_plan(
        by=SECRETARY,
        slot=entry.slot,
        meeting=meeting("2019-01-17"),
        title="Something else",
        reason="Asked for",
        version=entry.version,
        on=TODAY,
    )
    titles = AgendaItem.objects.filter(meeting=meeting("2019-01-17")).values_list(
        "title", flat=True
    )
    assert "Norfolk early help hubs" in titles
