"""Mail that does not leave is said, with what to do, until it is mended."""

from datetime import timedelta
from typing import Any

import pytest

from frankpledge.outbox.alarms import outbox_alarms
from frankpledge.outbox.delivery import OUTBOX
from frankpledge.outbox.jobs import job_names
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import queue, send_again, withdraw
from frankpledge.outbox.operations.working import fail_job, sign_of_life, take_job
from frankpledge.outbox.rules import QuietHours, first_moment
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from frankpledge.shared.alarms import Alarm, alarms, raises_alarms
from tests.outbox.conftest import BY, draft, one_message
from tests.support.mail_sink import DROPS_KEPT, Manner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_up(settings, sink):
    """Mail is set up, and a worker was here just now."""
    settings.MAIL = read_mail({"FRANKPLEDGE_MAIL": sink.setting})
    sign_of_life(worker="worker", now=clock.now())


def raised():
    return [alarm for alarm in alarms(clock.today()) if alarm.url.startswith("/chasing/outbox/")]


def said():
    return [alarm.what for alarm in raised()]


def test_nothing_is_said_while_mail_leaves(sink, smtp, send):
    assert raised() == []
    queue(by=BY, messages=[draft()])
    assert raised() == []
    send(smtp)
    assert raised() == []


def test_a_refused_message_is_said_until_it_is_withdrawn(sink, smtp, send):
    sink.refused["road.safety@example.org"] = "550 No such mailbox"
    queue(by=BY, messages=[draft()])
    send(smtp)
    (alarm,) = raised()
    assert alarm.what == "1 message could not be sent"
    assert alarm.since == one_message().not_before
    assert "withdraw it" in alarm.done
    withdraw(by=BY, message=one_message())
    assert raised() == []


def test_a_doubtful_message_is_said_until_a_person_decides(sink, smtp, send):
    sink.manners.append(DROPS_KEPT)
    queue(by=BY, messages=[draft()])
    send(smtp)
    assert said() == ["Nobody can tell whether 1 message left"]
    send_again(by=BY, message=one_message())
    send(smtp)
    assert raised() == []


def test_one_that_is_still_being_asked_about_is_not_said(notify, by_notify, send):
    queue(by=BY, messages=[draft()])
    notify.manners.append(DROPS_KEPT)
    assert send(by_notify) == ["unknown"]
    assert raised() == []


def test_an_address_that_is_none_is_said_at_once():
    queue(by=BY, messages=[draft("a", to=""), draft("b", to="nobody")])
    assert said() == ["2 messages could not be sent"]


def test_without_a_way_to_send_it_is_said_once_mail_waits(settings):
    settings.MAIL = None
    assert raised() == []
    queue(by=BY, messages=[draft()])
    assert said() == ["1 message waits, and no way to send mail is set up"]


def test_mail_that_waits_for_its_hour_is_no_alarm(settings):
    settings.MAIL = None
    queue(by=BY, messages=[draft(not_before=clock.now() + timedelta(hours=2))])
    assert raised() == []


def test_a_worker_that_went_silent_is_said(monkeypatch):
    queue(by=BY, messages=[draft("a"), draft("b")])
    now = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert said() == ["2 messages wait, and the process that sends mail is not running"]
    sign_of_life(worker="another", now=now)
    assert raised() == []


def test_a_worker_that_never_was_is_said_too():
    from frankpledge.outbox.models import Worker

    Worker.objects.get().delete()
    queue(by=BY, messages=[draft()])
    (alarm,) = raised()
    assert "is not running" in alarm.what
    assert alarm.since == one_message().not_before


def test_mail_that_waits_more_than_a_day_is_said(sink, smtp, send, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    sink.manners.extend([Manner(keeps=False, reply="451 Later")] * 3)
    queue(by=BY, messages=[draft()])
    send(smtp)
    now += timedelta(hours=23)
    send(smtp)
    assert raised() == []
    now += timedelta(hours=2)
    send(smtp)
    assert said() == ["1 message waits for more than a day"]


def test_a_job_that_failed_is_said_until_it_is_done():
    now = clock.now()
    (name, *_) = job_names()
    run: Any = take_job(by=OUTBOX, name=name, slot="2018-10-01 09:00", worker="worker", now=now)
    fail_job(by=OUTBOX, run=run, reason="OSError: no room", now=now)
    (alarm,) = raised()
    assert alarm.what == f"The job “{name}” has failed, 1 time so far"
    assert "no room" in alarm.done


def test_alarms_stand_longest_first(monkeypatch):
    """Whatever raises them; those of no known age come last."""
    monkeypatch.setattr("frankpledge.shared.alarms._sources", [])
    now = clock.now()

    def one(what, since):
        return Alarm(what, since, "/", "Mend it.")

    @raises_alarms
    def these(on):
        return [one("Unknown", None), one("New", now), one("Old", now - timedelta(days=9))]

    raises_alarms(these)
    assert [alarm.what for alarm in alarms(clock.today())] == ["Old", "New", "Unknown"]


def test_alarms_take_few_queries(django_assert_max_num_queries):
    quiet = QuietHours()
    queue(by=BY, messages=[draft(f"{n}", quiet=quiet) for n in range(20)])
    assert Message.objects.get(key="1").not_before == first_moment(
        Message.objects.get(key="1").queued, quiet
    )
    with django_assert_max_num_queries(3):
        list(outbox_alarms(clock.today()))
