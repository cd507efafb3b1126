"""Real worker processes: killed in the middle, stopped politely, and two at the same mail.

Each runs `frankpledge work` on the test's database, on SQLite a copy of it in a file. A worker's
death shows when it has given no sign of life for some minutes: so that no test waits for that,
the next worker works on the next day.
"""

import json
import signal
import subprocess
import sys

import pytest

from frankpledge.outbox.operations import queue
from tests.outbox.conftest import BY, draft
from tests.support import mail_sink, notify_stand_in
from tests.support.other_process import ROOT, database_url, environment

pytestmark = pytest.mark.django_db(transaction=True)
A_DAY, THE_NEXT = "2018-10-01", "2018-10-02"
PATIENCE = 60


class Processes:
    """Starts `frankpledge …` on the test's database, with the mail set up as given."""

    def __init__(self, folder, mail):
        self.folder, self.mail = folder, mail
        self.url = database_url(folder)
        self.running = []

    def start(self, *command, day):
        """Start a command, and go on."""
        process = subprocess.Popen(
            [sys.executable, "-m", "frankpledge.cli", *command],
            cwd=ROOT,
            env=environment(self.url, self.folder, TODAY=day, **self.mail),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def said(self, process):
        """What a process said, once it has ended well."""
        out, error = process.communicate(timeout=PATIENCE)
        assert (process.returncode, error) == (0, "")
        return out

    def states(self):
        """Key → state of each message, as `frankpledge mail` tells it."""
        out = self.said(self.start("mail", "--json", day=THE_NEXT))
        return {one["key"]: one["state"] for one in json.loads(out)["messages"]}


@pytest.fixture
def processes(tmp_path):
    """Give `processes(mail)` once the mail is queued; what still runs is killed at the end."""
    made = []

    def make(mail):
        made.append(Processes(tmp_path, mail))
        return made[-1]

    yield make
    for process in (process for one in made for process in one.running):
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def mail_of_that_day(on_day):
    """Give `mail_of_that_day(5)`: so many messages, queued on the first day."""

    def make(count):
        on_day(A_DAY)
        drafts = [draft(f"m{n}", to=f"officer.{n}@example.org") for n in range(count)]
        queue(by=BY, messages=drafts)
        return [one.key for one in drafts]

    return make


def killed_while_sending(running, server):
    """Start a worker and kill it, with no chance to tidy up, while the server holds a message."""
    worker = running.start("work", day=A_DAY)
    assert server.reached.wait(PATIENCE), "the worker sent nothing"
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=PATIENCE)
    server.released.set()


@pytest.mark.parametrize(
    "held", [notify_stand_in.HOLDS_KEPT, notify_stand_in.HOLDS_LOST], ids=["had it", "had it not"]
)
def test_by_notify_every_message_arrives_once(notify, processes, mail_of_that_day, held):
    keys = mail_of_that_day(5)
    notify.manners.extend([notify_stand_in.Manner(), notify_stand_in.Manner(), held])
    running = processes(notify.environment)
    killed_while_sending(running, notify)
    assert list(running.states().values()).count("sending") == 1
    running.said(running.start("work", "--once", day=THE_NEXT))
    assert sorted(notify.references) == keys
    assert running.states() == dict.fromkeys(keys, "sent")


def test_by_a_mail_server_none_arrives_twice_and_the_doubtful_one_is_said(
    sink, processes, mail_of_that_day
):
    keys = mail_of_that_day(5)
    sink.manners.append(mail_sink.HOLDS_KEPT)
    running = processes({"FRANKPLEDGE_MAIL": sink.setting})
    killed_while_sending(running, sink)
    out = running.said(running.start("work", "--once", day=THE_NEXT))
    assert "Sent or not: unknown (The worker that was sending this stopped" in out
    states = running.states()
    assert sorted(states.values()) == ["sent"] * 4 + ["unknown"]
    running.said(running.start("work", "--once", day=THE_NEXT))
    assert running.states() == states
    assert sorted(sink.recipients) == [f"officer.{n}@example.org" for n in range(len(keys))]


def test_a_living_worker_is_not_taken_for_dead(sink, processes, mail_of_that_day):
    keys = mail_of_that_day(3)
    sink.manners.append(mail_sink.HOLDS_THEN_ACCEPTS)
    running = processes({"FRANKPLEDGE_MAIL": sink.setting})
    slow = running.start("work", "--once", day=A_DAY)
    assert sink.reached.wait(PATIENCE)
    running.said(running.start("work", "--once", day=A_DAY))
    assert sorted(running.states().values()) == ["sending", "sent", "sent"]
    sink.released.set()
    running.said(slow)
    assert len(sink.recipients) == len(set(sink.recipients)) == len(keys)


def test_two_workers_send_fifty_messages_once(sink, processes, mail_of_that_day):
    keys = mail_of_that_day(50)
    sink.gather = 2  # neither gets its first answer before the other has sent something
    running = processes({"FRANKPLEDGE_MAIL": sink.setting})
    workers = [running.start("work", "--once", day=A_DAY) for _ in range(2)]
    lines = [running.said(worker).count(" Sent: ") for worker in workers]
    assert sum(lines) == 50
    assert min(lines) > 0
    assert sorted(sink.recipients) == sorted(f"officer.{n}@example.org" for n in range(50))
    assert running.states() == dict.fromkeys(keys, "sent")


def test_asked_to_stop_it_finishes_what_is_in_hand(sink, processes, mail_of_that_day):
    mail_of_that_day(3)
    sink.manners.append(mail_sink.HOLDS_THEN_ACCEPTS)
    running = processes({"FRANKPLEDGE_MAIL": sink.setting})
    worker = running.start("work", day=A_DAY)
    assert sink.reached.wait(PATIENCE)
    worker.send_signal(signal.SIGTERM)
    sink.released.set()
    assert "Stopped, with" in running.said(worker)
    assert sorted(running.states().values()) == ["queued", "queued", "sent"]
    assert len(sink.mail) == 1
