"""Two processes that queue the same mail at once: the first is kept, nobody is refused."""

import subprocess
import sys

import pytest

from tests.support.other_process import ROOT, database_url, environment

pytestmark = pytest.mark.django_db(transaction=True)

# Queues “same” and one of its own. The first keeps its transaction open until the second has asked;
# PostgreSQL then lets the second find the key only by running into it, SQLite makes it wait.
QUEUE = """
import pathlib, sys, time, django
django.setup()
from frankpledge.outbox.operations import Draft, queue
from frankpledge.shared.door import Actor, operation
folder, mine = pathlib.Path(sys.argv[1]), sys.argv[2]
BY = Actor(mine)

def drafts():
    return [Draft(key, "a@example.org", mine, "Text", "digest") for key in ("same", mine)]

def until(name):
    while not (folder / name).exists():
        time.sleep(0.005)

@operation("Queued and lingered")
def linger(*, by):
    found = queue(by=by, messages=drafts())
    (folder / "first-has-queued").touch()
    until("second-asks")
    time.sleep(0.5)
    return found

if mine == "first":
    found = linger(by=BY)
else:
    until("first-has-queued")
    (folder / "second-asks").touch()
    found = queue(by=BY, messages=drafts())
print(",".join(sorted(message.key for message in found)))
"""
LOOK = """
import django
django.setup()
from frankpledge.outbox.models import Message
for key, subject in Message.objects.order_by("key").values_list("key", "subject"):
    print(key, subject)
"""


def test_the_first_is_kept(tmp_path):
    url = database_url(tmp_path)

    def start(*script):
        return subprocess.Popen(
            [sys.executable, "-c", *script],
            cwd=ROOT,
            env=environment(url, tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    both = [start(QUEUE, str(tmp_path), name) for name in ("first", "second")]
    said = [one.communicate(timeout=60) for one in both]
    assert [error for _, error in said if error] == []
    assert [out.strip() for out, _ in said] == ["first,same", "second"]
    out, _ = start(LOOK).communicate(timeout=60)
    assert out.splitlines() == ["first first", "same first", "second second"]
