"""The day's reminders: to whom, why, once; and in how many queries."""

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frankpledge.answering.models import AnswerLink
from frankpledge.chasing.models import Chaser
from frankpledge.chasing.operations import CHASING, _carried_out, remind
from frankpledge.chasing.plan import plan_for
from frankpledge.meetings.operations import change_paper_state, write_paper
from frankpledge.outbox.models import Message
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.alarms import alarms
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.support.chasing import (
    ask_for,
    give_contact,
    make_bodies,
    take_contacts,
)
from tests.support.county import SECRETARY, board, paper

MONDAY = date(2018, 10, 1)
THURSDAY = date(2018, 10, 4)


def chase(day=MONDAY, **more):
    return remind(by=CHASING, on=day, **more)


def written_to(plan):
    return {one.body.slug for one in plan.digests}


def mail_to(slug, about="digest"):
    return Message.objects.filter(key__startswith=f"{about}:{slug}:").order_by("pk").last()


def test_on_the_day_reports_are_due_those_who_owe_them_are_reminded(demo):
    plan = chase()
    assert written_to(plan) == {
        "county-board",
        "drugs-and-alcohol",
        "organised-crime",
        "road-safety",
    }
    assert plan.queued == plan.mails == 4
    assert not plan.escalations
    text = mail_to("road-safety").text
    assert text.startswith(
        "Please do this today: Quarterly update, for Countywide board, Thursday 11 October 2018."
    )
    assert "http://localhost:8000/answer/" in text


def test_run_twice_nothing_is_sent_twice(demo):
    chase()
    before = list(Message.objects.values_list("pk", flat=True))
    assert chase().is_empty
    assert list(Message.objects.values_list("pk", flat=True)) == before
    assert AnswerLink.objects.count() == 4


def test_a_dry_run_says_the_same_and_changes_nothing(demo):
    dry = chase(dry=True)
    assert not Message.objects.exists()
    assert not Chaser.objects.exists()
    assert not AnswerLink.objects.exists()
    assert dry.queued == 0
    real = chase()
    assert written_to(dry) == written_to(real)
    assert dry.mails == real.mails


@pytest.mark.parametrize("day", [date(2018, 10, 6), date(2018, 10, 7), date(2018, 12, 25)])
def test_nobody_is_chased_at_the_weekend_or_on_a_holiday(demo, day):
    assert chase(day).is_empty


def test_three_working_days_late_the_chair_of_the_board_is_told_in_one_mail(demo):
    chase()
    plan = chase(THURSDAY)
    (told,) = plan.escalations
    assert told.board.slug == "county-board"
    assert [contact.post for contact in told.contacts] == ["Chair"]
    assert sorted(one.body.slug for one in told.things) == [
        "drugs-and-alcohol",
        "organised-crime",
        "road-safety",
    ]
    mail = mail_to("county-board", "escalation")
    assert mail.subject == "3 things late for Countywide board"
    assert "Was due on Monday 1 October 2018, 3 working days late" in mail.text
    assert "Last reminded on 1 October 2018" in mail.text
    assert "/answer/" not in mail.text
    assert not chase(THURSDAY).escalations
    assert not chase(date(2018, 10, 5)).escalations
    assert chase(date(2018, 10, 9)).escalations


def test_what_has_come_in_is_not_chased(demo):
    one = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=one, title=one.title, text="# Review", asked=[])
    change_paper_state(by=SECRETARY, paper=one, state="received", on=MONDAY)
    assert "drugs-and-alcohol" not in written_to(chase())


def test_one_mail_a_body_whatever_it_owes(demo):
    owner = body_named("road-safety")
    ask_for(by=SECRETARY, owners=[owner], due=MONDAY, count=5)
    chase()
    assert Message.objects.filter(key__startswith="digest:road-safety:").count() == 1
    mail = mail_to("road-safety")
    assert mail.subject.startswith("Due today: ")
    assert ", and 5 more (" in mail.subject
    assert mail.text.count("/answer/") == 6


def test_each_contact_gets_the_bodys_mail(demo):
    give_contact(by=SECRETARY, body=body_named("road-safety"), email="deputy@example.org")
    chase()
    mails = Message.objects.filter(key__startswith="digest:road-safety:")
    assert set(mails.values_list("to", flat=True)) == {
        "road-safety@example.org",
        "deputy@example.org",
    }
    # Both may answer by the one link of their body.
    assert AnswerLink.objects.filter(body__slug="road-safety").count() == 1


def test_a_body_that_owes_and_has_no_address_raises_an_alarm_until_it_has_one(demo):
    take_contacts(by=SECRETARY, slug="road-safety")
    plan = chase()
    assert [(one.kind, one.body.slug) for one in plan.silences] == [("no-address", "road-safety")]
    assert "Road Safety Partnership owes something, and nobody can be reminded of it" in {
        alarm.what for alarm in alarms(MONDAY)
    }
    assert "nobody can be reminded" in mail_to("county-board").text
    assert chase().is_empty
    give_contact(by=SECRETARY, body=body_named("road-safety"))
    assert not [one for one in alarms(MONDAY) if "reminded" in one.what]
    assert "road-safety" in written_to(chase())


def test_a_board_whose_chair_has_no_address_raises_an_alarm(demo):
    take_contacts(by=SECRETARY, slug="county-board")
    plan = chase(THURSDAY)
    assert not plan.escalations
    assert ("no-chair", "county-board") in {(one.kind, one.body.slug) for one in plan.silences}
    assert [one.what for one in alarms(THURSDAY) if "chair cannot be told" in one.what]


def test_the_secretarys_mail_tells_what_went_out(demo):
    chase()
    text = mail_to("county-board").text
    assert "SENT TODAY" in text
    assert "Road Safety Partnership: Quarterly update is due today" in text
    assert "SENT TODAY" not in mail_to("road-safety").text


def test_holidays_that_nobody_knows_raise_an_alarm(demo):
    assert not [one for one in alarms(MONDAY) if "bank holidays" in one.what]
    assert [one for one in alarms(date(2060, 1, 1)) if "bank holidays of 2060" in one.what]


def test_mail_waits_for_the_areas_hours(demo):
    chase()
    for message in Message.objects.all():
        assert message.quiet_from.hour == 18
        assert message.quiet_until.hour == 8
        assert message.not_before.date() >= MONDAY


def test_a_link_that_was_withdrawn_is_not_sent_again(demo):
    from frankpledge.answering.links.operations import withdraw_link

    chase()
    first = AnswerLink.objects.get(body__slug="road-safety")
    withdraw_link(by=SECRETARY, link=first)
    chase(date(2018, 10, 3))
    links = AnswerLink.objects.filter(body__slug="road-safety").order_by("pk")
    assert [link.withdrawn is None for link in links] == [False, True]


def test_reminders_renew_the_link_before_it_stops(demo):
    """Late by weeks, a body still gets a link that works for a fortnight after each reminder."""
    from frankpledge.answering.links.rules import last_day

    day = date(2018, 9, 3)
    chase(day)
    for day in (date(2018, 9, 17), date(2018, 10, 1), date(2018, 10, 9)):
        chase(day)
        best = AnswerLink.objects.filter(body__slug="road-safety").order_by("expires").last()
        if best:
            assert (last_day(best.expires) - day).days >= 14


@operation("Carried out a plan")
def carry_out(*, by, plan):
    return _carried_out(by, plan)


def test_two_who_send_at_the_same_moment_send_once(demo):
    """Both have worked out the same plan; the second is told, and nothing of theirs is kept."""
    plan = plan_for(MONDAY)
    carry_out(by=CHASING, plan=plan)
    before = Message.objects.count()
    with pytest.raises(Refused, match="being sent just now"):
        carry_out(by=SECRETARY, plan=plan)
    assert Message.objects.count() == before == 4
    assert AnswerLink.objects.count() == 4


class _UndoError(Exception):
    """Leaves the transaction without keeping anything."""


def queries_for(bodies, count):
    """How many statements of each kind it takes to chase so many things, which are then undone."""
    found: Counter[str] = Counter()
    with suppress(_UndoError), transaction.atomic():
        ask_for(by=SECRETARY, owners=bodies, due=MONDAY, count=count)
        with CaptureQueriesContext(connection) as queries:
            plan = chase()
        assert sum(len(one.things) for one in plan.digests) >= count
        assert written_to(plan) >= {body.slug for body in bodies}
        assert plan.queued >= len(bodies)
        found.update(query["sql"].split()[0] for query in queries.captured_queries)
        raise _UndoError
    return found


def test_a_thousand_things_take_the_same_queries_as_a_hundred(demo):
    """60 bodies owe 100 things, then 1,000. What is read takes the very same queries. What is added
    takes one statement each for links, chasers, mail and their histories, or as many as SQLite
    needs, which takes 999 values at a time: never one a thing. Each operation also reads the end of
    the history's chain once.
    """
    bodies = make_bodies(by=SECRETARY, area=board().area, count=60)
    few, many = queries_for(bodies, 100), queries_for(bodies, 1000)
    assert many["SELECT"] == few["SELECT"] < 65
    assert many["UPDATE"] == 0
    # Two rows a thing, its link and the link's history, neither of as many as 20 columns.
    assert many["INSERT"] - few["INSERT"] <= 2 * 900 / (999 // 20)
