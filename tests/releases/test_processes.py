"""Real processes: a load in the background, killed in the middle, and taken up by the worker.

On SQLite they work on a copy of the test's database in a file. A load is held in its middle by
the store's own lock: one load at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from frankpledge.evidence.releases.running import start
from tests.releases.support import police_zip, waiting
from tests.support.other_process import ROOT, database_url, environment

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60


class Service:
    """The service as other processes have it: `folder` is where it keeps its data."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.store = folder, folder / "evidence"
        self.environment = environment(url, folder)

    def asked(self, *command: str) -> Any:
        """What a command says, as JSON."""
        return json.loads(self.run(*command, "--json"))

    def run(self, *command: str) -> str:
        """What a command says."""
        said = subprocess.run(
            [sys.executable, "-m", "frankpledge.cli", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return said.stdout

    def begin(self, load: int) -> subprocess.Popen[bytes]:
        """A process that runs a load, and is not waited for."""
        command = [sys.executable, "-m", "frankpledge.cli", "evidence", "run-load", str(load)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)

    @contextmanager
    def held(self) -> Iterator[None]:
        """No load can end in the meantime."""
        self.store.mkdir(parents=True, exist_ok=True)
        with (self.store / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def progress(self, load: int) -> str:
        """What a load says of itself; nothing where it says nothing."""
        try:
            told: str = json.loads((self.store / "progress" / f"{load}.json").read_text())["words"]
        except (OSError, ValueError):
            return ""
        return told

    def left(self) -> list[str]:
        """Files that were sent and are there still."""
        return sorted(one.name for one in (self.folder / "files" / "evidence").iterdir())

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something to happen."""
        for _ in range(PATIENCE * 20):
            if happened():
                return
            time.sleep(0.05)
        raise AssertionError("it did not happen")


@pytest.fixture
def sent(demo: None, settings: Any, tmp_path: Path) -> tuple[Any, Service]:
    """A load that waits, and the service that other processes are to work for."""
    settings.MEDIA_ROOT, settings.EVIDENCE_ROOT = tmp_path / "files", tmp_path / "evidence"
    load = waiting(("download.zip", police_zip("2024-01", "2024-02")))
    return load, Service(tmp_path, database_url(tmp_path))


def test_a_load_runs_in_a_process_of_its_own(sent, settings, monkeypatch):
    load, service = sent
    for name in ("DATABASE_URL", "FRANKPLEDGE_DATA"):
        monkeypatch.setenv(name, service.environment[name])
    settings.EVIDENCE_IN_BACKGROUND = True
    with service.held():
        start(load)
        service.until(lambda: service.progress(load.pk).startswith("Waiting"))
    service.until(lambda: not service.left())
    assert service.asked("evidence", "run-load", str(load.pk))["state"] == "loaded"
    (release,) = service.asked("evidence", "releases")
    assert release["tables"]["street"]["kept"] == 4
    assert not list((service.store / "progress").iterdir())


def test_killed_in_the_middle_it_is_taken_up_by_the_worker_and_loaded_once(sent):
    load, service = sent
    with service.held():
        running = service.begin(load.pk)
        service.until(lambda: service.progress(load.pk).startswith("Waiting"))
        running.send_signal(signal.SIGKILL)
        running.wait(PATIENCE)
    assert service.asked("evidence", "releases") == []
    # A death shows when nothing was heard for two minutes: so that no test waits for that.
    told = service.store / "progress" / f"{load.pk}.json"
    os.utime(told, (0, 0))
    service.run("work", "--once")
    service.until(lambda: not service.left())
    assert service.asked("evidence", "run-load", str(load.pk))["state"] == "loaded"
    assert [one["number"] for one in service.asked("evidence", "releases")] == [1]
    assert not list((service.store / "progress").iterdir())


def test_two_processes_at_one_load_make_one_release(sent):
    load, service = sent
    with service.held():
        both = [service.begin(load.pk) for _ in range(2)]
        service.until(lambda: service.progress(load.pk).startswith("Waiting"))
    assert [one.wait(PATIENCE) for one in both] == [0, 0]
    assert service.asked("evidence", "run-load", str(load.pk))["state"] == "loaded"
    assert [one["number"] for one in service.asked("evidence", "releases")] == [1]
    assert service.left() == []
