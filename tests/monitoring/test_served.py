"""Several servers, processes and workers at once on one database: nothing is doubled."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from frankpledge.history.queries import entries_about
from frankpledge.outbox.models import JobRun, Message
from frankpledge.planning.models import Signature
from tests.support.other_process import ROOT, database_url, environment
from tests.support.serving import Person, asked, leads_to, served

pytestmark = pytest.mark.django_db(transaction=True)
AGREEMENT = "/planning/agreements/community-safety-agreement-2017-20/"
SIGN = f"{AGREEMENT}sign/5/"
TOKEN = "a-token-of-at-least-twenty-characters"
DAY = "2018-10-01"


def test_servers_and_workers_at_once_double_nothing(demo, tmp_path):
    url = database_url(tmp_path)
    around = environment(
        url, tmp_path, TODAY=DAY, FRANKPLEDGE_LOG="json", FRANKPLEDGE_METRICS_TOKEN=TOKEN
    )
    slot = Signature.objects.get(agreement__slug="community-safety-agreement-2017-20", order=5)
    before = len(entries_about(slot))
    logs = [tmp_path / "one.log", tmp_path / "two.log"]
    with served(around, log=logs[0]) as one, served(around, log=logs[1]) as two:
        workers = [work(around) for _ in range(3)]
        people = [Person(port) for port in (one, two) * 4]
        for person in people:
            assert leads_to(person.enter("member")) == "/"
            # All have the form before any sends it.
            assert person.get(SIGN).status == 200
        with ThreadPoolExecutor(len(people)) as pool:
            signed = list(pool.map(sign, people))
        for worker in workers:
            out, error = worker.communicate(timeout=120)
            assert worker.returncode == 0, out + error
        counted = [posts(port) for port in (one, two)]
        for person in people:
            person.line.close()
    # Each was told that it is signed, or that somebody was quicker; none failed.
    assert {answer.status for answer in signed} <= {200, 302, 404, 409}
    assert counted == [4, 4]
    if url.startswith("postgres"):
        # On SQLite the servers had a copy of the test's database, and share it.
        slot.refresh_from_db()
        assert slot.signed is not None
        assert len(entries_about(slot)) == before + 1
        runs = list(JobRun.objects.values_list("name", "slot"))
        assert runs
        assert len(runs) == len(set(runs))
        keys = list(Message.objects.values_list("key", flat=True))
        assert len(keys) == len(set(keys))
    for log in logs:
        text = log.read_text(encoding="utf-8")
        told = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        requests = [line for line in told if line["event"] == "request"]
        assert len(requests) >= 16
        assert not [line for line in told if line["level"] in {"error", "critical"}]
        assert TOKEN not in text


def sign(person):
    """Send the signature."""
    return person.post(SIGN, post="Chief executive", sure="on")


def posts(port):
    """How many signatures a server was sent, by all its processes together."""
    said = asked(port, "/metrics", Authorization=f"Bearer {TOKEN}").text
    sent = (
        r'frankpledge_request_seconds_count\{method="POST",route="planning:sign",[^}]*\} ([\d.]+)'
    )
    return sum(float(count) for count in re.findall(sent, said))


def work(around):
    """One round of a worker, started and not waited for."""
    return subprocess.Popen(
        [sys.executable, "-m", "frankpledge.cli", "work", "--once"],
        cwd=ROOT,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_setting_that_cannot_be_read_stops_every_command(tmp_path):
    said = subprocess.run(
        [sys.executable, "-m", "frankpledge.cli", "serve"],
        cwd=ROOT,
        env=environment(f"sqlite:///{tmp_path / 'a'}", tmp_path, PORT="eighty"),
        capture_output=True,
        text=True,
    )
    assert said.returncode == 2
    assert "PORT is “eighty”. Write a whole number" in said.stderr
    assert "Traceback" not in said.stderr
