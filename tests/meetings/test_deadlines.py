"""Deadlines kept with the rule that made them: set, left alone, counted again, and owed by."""

from datetime import date

import pytest

from frankpledge.actions.owed import owed
from frankpledge.history.models import Entry
from frankpledge.meetings.models import AgendaItem, Deadline, Meeting, Paper
from frankpledge.meetings.operations import (
    call_meeting,
    commission_paper,
    ensure_deadlines,
    give_more_time,
    set_deadlines,
)
from frankpledge.meetings.queries.calendar import papers_owed
from frankpledge.meetings.queries.deadlines import deadlines_of, dues, recounted
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.alarms import alarms
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.support.county import BOARD, OCTOBER, SECRETARY, board, meeting, paper, terms

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)


def kept(slug="2018-10-11"):
    return {one.kind: one for one in Deadline.objects.filter(meeting=meeting(slug))}


@operation("Set up for a test")
def change_terms(*, by, **values):
    found = terms()
    for name, value in values.items():
        setattr(found, name, value)
    found.save()


@operation("Set up for a test")
def add_meeting(*, by, day, body=BOARD, state="planned"):
    added = Meeting(body=body_named(body), slug=day.isoformat(), date=day, state=state)
    added.save()
    return added


@pytest.mark.row(19)
def test_a_called_meeting_keeps_its_deadlines_with_their_rule_and_terms():
    """Loaded with the area: 1 October by 8 working days, 4 October by 5, an aim."""
    found = kept()
    reports, papers = found["reports"], found["papers"]
    assert (reports.due, reports.rule, reports.days) == (
        date(2018, 10, 1),
        "working_days_before",
        8,
    )
    assert (papers.due, papers.days, papers.is_aim) == (date(2018, 10, 4), 5, True)
    assert reports.terms == papers.terms == terms()
    assert reports.why == "8 working days before the meeting"
    assert papers.why == "5 working days before the meeting, an aim"


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("day", "reports", "papers"),
    [
        # Across Christmas, and across the night when the clocks go forward, 31 March 2019.
        (date(2019, 1, 3), date(2018, 12, 19), date(2018, 12, 24)),
        (date(2019, 4, 4), date(2019, 3, 25), date(2019, 3, 28)),
    ],
)
def test_worked_examples(day, reports, papers):
    """Counted on a wall calendar, over Christmas and over the change of the clocks."""
    added = add_meeting(by=SECRETARY, day=day)
    set_deadlines(by=SECRETARY, meeting=added)
    found = kept(day.isoformat())
    assert (found["reports"].due, found["papers"].due) == (reports, papers)


@pytest.mark.row(20)
def test_a_committee_that_circulates_by_no_rule_keeps_one_deadline():
    """The scrutiny committee counts clear working days, and sets no day for circulation."""
    added = add_meeting(by=SECRETARY, day=OCTOBER, body="south-cambridgeshire-scrutiny")
    (one,) = set_deadlines(by=SECRETARY, meeting=added)
    assert (one.kind, one.due) == ("reports", date(2018, 10, 3))
    assert one.why == "5 clear working days before the meeting"


def test_setting_them_twice_changes_nothing():
    before = Entry.objects.count()
    set_deadlines(by=SECRETARY, meeting=meeting())
    assert Entry.objects.count() == before


def test_terms_that_change_later_leave_them_until_somebody_counts_again():
    change_terms(by=SECRETARY, receipt_days=10)
    assert kept()["reports"].due == date(2018, 10, 1)
    assert deadlines_of(meeting()).receipt == date(2018, 10, 1)
    assert recounted(meeting()) == (
        "Reports in: kept as 1 October 2018 (8 working days before the meeting); the terms now "
        "give 27 September 2018 (10 working days before the meeting).",
    )
    ensure_deadlines(by=SECRETARY, meeting=meeting())
    assert kept()["reports"].due == date(2018, 10, 1)
    set_deadlines(by=SECRETARY, meeting=meeting())
    assert kept()["reports"].due == date(2018, 9, 27)
    assert recounted(meeting()) == ()


def test_a_kind_that_the_terms_drop_is_dropped():
    change_terms(by=SECRETARY, circulation_rule="", circulation_days=None)
    assert "the terms now give no deadline" in recounted(meeting())[0]
    set_deadlines(by=SECRETARY, meeting=meeting())
    assert kept().keys() == {"reports"}


@pytest.mark.parametrize(
    ("body", "day", "problem"),
    [
        (BOARD, date(2040, 1, 12), "The list of bank holidays covers 2012 to"),
        ("fenland-csp", date(2018, 11, 1), "has no terms of reference in force"),
    ],
)
def test_what_cannot_be_worked_out_is_kept_as_a_problem_and_raises_an_alarm(body, day, problem):
    added = add_meeting(by=SECRETARY, day=day, body=body)
    call_meeting(by=SECRETARY, meeting=added)
    found = list(Deadline.objects.filter(meeting=added))
    assert {one.due for one in found} == {None}
    assert all(problem in one.problem for one in found)
    with pytest.raises(LookupError, match=problem):
        deadlines_of(added)
    raised = [one for one in alarms(TODAY) if "has no deadlines" in one.what]
    assert [one.url for one in raised] == [added.get_absolute_url()]
    assert problem in raised[0].what


def test_an_alarm_ends_when_the_meeting_is_over():
    add = add_meeting(by=SECRETARY, day=date(2018, 11, 1), body="fenland-csp", state="called")
    set_deadlines(by=SECRETARY, meeting=add)
    assert [one for one in alarms(date(2018, 11, 1)) if "has no deadlines" in one.what]
    assert not [one for one in alarms(date(2018, 11, 2)) if "has no deadlines" in one.what]


def test_a_meeting_beyond_the_known_holidays_raises_an_alarm():
    def raised():
        return [one for one in alarms(TODAY) if "Bank holidays are known until" in one.what]

    assert not raised()
    add_meeting(by=SECRETARY, day=date(2040, 1, 12))
    assert "12 January 2040 lies beyond that" in raised()[0].what


def test_a_problem_is_mended_by_counting_again():
    added = add_meeting(by=SECRETARY, day=date(2018, 11, 1), body="fenland-csp")
    set_deadlines(by=SECRETARY, meeting=added)
    lend_terms(by=SECRETARY, body=added.body)
    assert "the terms now give 22 October 2018" in recounted(added)[0]
    set_deadlines(by=SECRETARY, meeting=added)
    assert deadlines_of(added).receipt == date(2018, 10, 22)


@operation("Set up for a test")
def lend_terms(*, by, body):
    found = terms()
    found.pk, found.body, found._state.adding = None, body, True
    found.save()


def test_commissioning_keeps_the_deadlines_of_a_planned_meeting():
    added = add_meeting(by=SECRETARY, day=date(2019, 4, 4))
    item = add_item_to(by=SECRETARY, meeting=added)
    commission_paper(by=SECRETARY, item=item, author_body=board(), title="Outcomes")
    assert Deadline.objects.get(meeting=added, kind="reports").due == date(2019, 3, 25)


@operation("Set up for a test")
def add_item_to(*, by, meeting):
    item = AgendaItem(meeting=meeting, slug="item-1", number=1, title="Outcomes", minutes=5)
    item.save()
    return item


def owed_paper(body, on=TODAY):
    return next(one for one in owed([body], on) if one.what.startswith("Paper for item 7"))


def test_more_time_is_owed_by_its_own_day():
    review, group = paper("drug-and-alcohol-review"), body_named("drugs-and-alcohol")
    assert owed_paper(group).due == date(2018, 10, 1)
    give_more_time(
        by=SECRETARY, paper=review, until=date(2018, 10, 5), reason="Data are late", on=TODAY
    )
    found = owed_paper(group)
    assert (found.due, found.why) == (date(2018, 10, 5), "more time given: Data are late")
    entry = Entry.objects.latest("pk")
    assert entry.fields["extended_to"] == [None, "2018-10-05"]


@pytest.mark.parametrize(
    ("slug", "until", "says"),
    [
        ("drug-and-alcohol-review", date(2018, 10, 1), "no later than the deadline"),
        ("drug-and-alcohol-review", date(2018, 10, 11), "Choose a day before it"),
        ("road-safety-partnership", date(2018, 10, 5), "in already"),
    ],
)
def test_more_time_that_would_be_none(slug, until, says):
    with pytest.raises(Refused, match=says):
        give_more_time(by=SECRETARY, paper=paper(slug), until=until, reason="Late", on=TODAY)
    assert paper(slug).extended_to is None


@operation("Set up for a test")
def ask_for(*, by, papers, meetings):
    """Many papers from all bodies, spread over new meetings, some with kept deadlines."""
    bodies, items = list(Body.objects.all()), []
    for number in range(meetings):
        one = Meeting(body=board(), slug=f"m-{number}", date=date(2019, 2, 1 + number))
        one.save()
        if number % 2:
            set_deadlines(by=by, meeting=one)
        item = AgendaItem(meeting=one, slug="item-1", number=1, title="T", minutes=5)
        item.save()
        items.append(item)
    Paper.objects.add_all(
        [
            Paper(
                item=items[number % meetings],
                slug=f"p-{number}",
                title=f"Report {number}",
                author_body=bodies[number % len(bodies)],
            )
            for number in range(papers)
        ]
    )


def queries_for(count, django_assert_num_queries):
    bodies = list(Body.objects.with_names())
    with django_assert_num_queries(count):
        return list(papers_owed(bodies, TODAY))


def test_a_thousand_papers_are_owed_in_as_many_queries_as_ten(django_assert_num_queries):
    """Papers, boards, their names, kept deadlines, terms; then circulation, which asks the same."""
    ask_for(by=SECRETARY, papers=10, meetings=2)
    few = queries_for(7, django_assert_num_queries)
    remove_asked(by=SECRETARY)
    ask_for(by=SECRETARY, papers=1000, meetings=20)
    many = queries_for(7, django_assert_num_queries)
    assert len(many) - len(few) == 990
    assert all(one.due for one in many if one.what.startswith("Paper for item 1:"))


@operation("Set up for a test")
def remove_asked(*, by):
    for kind, wanted in ((Paper, {"slug__startswith": "p-"}), (AgendaItem, {"slug": "item-1"})):
        for one in kind.objects.filter(**wanted):
            one.delete()
    for one in Meeting.objects.filter(slug__startswith="m-"):
        one.delete()


def test_kept_and_counted_deadlines_agree():
    other = add_meeting(by=SECRETARY, day=date(2019, 4, 4))
    found = dues([meeting(), other])
    assert found[other.pk]["reports"].due == date(2019, 3, 25)
    assert found[meeting().pk]["reports"].due == date(2018, 10, 1)
    set_deadlines(by=SECRETARY, meeting=other)
    assert dues([other])[other.pk] == found[other.pk]
