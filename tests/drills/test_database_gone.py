"""PostgreSQL is stopped in the middle of things, and started again: by itself all goes on."""

import os
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.mail_sink import HOLDS_THEN_ACCEPTS, mail_sink
from tests.support.postgres import throwaway_server
from tests.support.service import Service

pytestmark = pytest.mark.once("it starts and stops a PostgreSQL of its own")
PATIENCE = 120

QUEUE = """
from frankpledge.outbox.operations import Draft, queue
from frankpledge.shared.door import Actor
queue(by=Actor("A test"), messages=[
    Draft(f"m{n}", f"officer.{n}@example.org", "Officer", "Subject", "Text", "digest")
    for n in range(3)
])
"""
STATES = """
from frankpledge.outbox.models import Message
print(*sorted(Message.objects.values_list("state", flat=True)))
"""


class Server:
    """A PostgreSQL server that is stopped and started as its keeper would."""

    def __init__(self, url):
        self.url = url
        self.data = Path(unquote(urlsplit(url).netloc.split("@")[1])) / "data"
        self.pid_file = self.data / "postmaster.pid"
        self.started = []

    def stop(self):
        """At once: whoever is connected is dropped."""
        os.kill(int(self.pid_file.read_text().splitlines()[0]), signal.SIGINT)
        until(lambda: not self.pid_file.exists())

    def start(self):
        """With the options that it had."""
        owner = self.data.stat()
        command = shlex.split((self.data / "postmaster.opts").read_text())
        is_root = os.geteuid() == 0
        self.started.append(
            subprocess.Popen(
                command,
                cwd=self.data,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=owner.st_uid if is_root else None,
                group=owner.st_gid if is_root else None,
            )
        )
        until(lambda: self.pid_file.exists() and "ready" in self.pid_file.read_text())


def until(true):
    """Wait until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def server():
    """Give a server that can be stopped."""
    with throwaway_server() as url:
        found = Server(url)
        yield found
        for one in found.started:
            one.send_signal(signal.SIGINT)
            one.wait()


@pytest.fixture(scope="module")
def service(server, tmp_path_factory):
    """A county's service on it."""
    made = Service(tmp_path_factory.mktemp("gone"), url=server.url)
    made.run("area", "load", "docs/examples/new-county.yaml")
    return made


def fetched(port):
    """The start page's status and text; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except urllib.error.URLError:
        return 0, ""


def test_pages_say_so_plainly_and_recover(service, server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = service.start("serve", "--port", port, "--workers", 1)
    try:
        until(lambda: fetched(port)[0] == 200)
        server.stop()
        for _ in range(3):
            status, text = fetched(port)
            assert status == 503
            assert "The records cannot be reached just now." in text
            assert "Traceback" not in text
        server.start()
        assert [fetched(port)[0] for _ in range(6)] == [200] * 6
    finally:
        serving.terminate()
        serving.communicate(timeout=PATIENCE)


def test_a_mail_run_goes_on_and_sends_nothing_twice(service, server):
    service.script(QUEUE)
    with mail_sink() as sink:
        sink.manners.append(HOLDS_THEN_ACCEPTS)
        mailing = Service(service.folder, service.url, {"FRANKPLEDGE_MAIL": sink.setting})
        worker = mailing.start("work")
        try:
            assert sink.reached.wait(PATIENCE)
            server.stop()
            sink.released.set()
            time.sleep(2)
            server.start()
            until(lambda: len(sink.recipients) == 3)
            until(lambda: service.script(STATES).split() == ["sent", "sent", "unknown"])
        finally:
            worker.terminate()
            out, _ = worker.communicate(timeout=PATIENCE)
    assert "The database did not answer, and is asked again" in out
    assert "Stopped, with" in out
    assert len(set(sink.recipients)) == 3


def test_a_command_says_so_plainly(service, server):
    server.stop()
    try:
        assert "The records could not be read" in service.refused("mail")
    finally:
        server.start()
