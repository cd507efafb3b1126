"""Commands that are killed: forked once Django is up, so that a kill meets the command at work.

Run as a process: a line of JSON in (what to run, when or at what sight to kill it, how large its
files may grow), a line of JSON out (how it ended, how long it took, what it said).
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.support.service import Service

KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    took: float
    said: str


class Killing:
    """Runs commands of one service, and kills them."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def _ask(
        self, arguments: tuple[object, ...], kill: float | None, most: int, seen: str = ""
    ) -> Ended:
        words = [str(one) for one in arguments]
        asked = {"arguments": words, "kill": kill, "most": most, "seen": seen}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, self._process.stderr.read()
        return Ended(**json.loads(answer))

    def whole(self, *arguments: object) -> Ended:
        """Let it end; it must do."""
        ended = self._ask(arguments, None, 0)
        assert ended.status == 0, ended.said
        return ended

    def killed(self, *arguments: object, after: float) -> bool:
        """Kill it after so many seconds, with no chance to tidy up; whether it was still there."""
        ended = self._ask(arguments, after, 0)
        assert ended.status in (0, KILLED), ended.said
        return ended.status == KILLED

    def killed_at(self, seen: Path, *arguments: object) -> bool:
        """Kill it as soon as such a path is there (a pattern); whether it was still at work."""
        ended = self._ask(arguments, 0, 0, str(seen))
        assert ended.status in (0, KILLED), ended.said
        return ended.status == KILLED

    def starved(self, *arguments: object, most: int) -> Ended:
        """Let no file grow beyond `most` bytes, as on a full disk."""
        return self._ask(arguments, None, most)


@contextlib.contextmanager
def killing(service: Service) -> Iterator[Killing]:
    """Give `killing(service)`: its commands, to be killed."""
    process = service.start_process([sys.executable, __file__], stdin=-1)
    try:
        yield Killing(process)
    finally:
        process.kill()
        process.communicate()


def moments(took: float, count: int = 4, seed: int = 1) -> list[float]:
    """Moments drawn over all the time that a command takes, and a little after."""
    random = Random(seed)
    return sorted(random.uniform(0, took * 1.05) for _ in range(count))


def _run(arguments: list[str], most: int, into: int) -> None:
    from frankpledge.cli import main

    os.dup2(into, 1)
    os.dup2(into, 2)
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    status = 99
    try:
        status = main(arguments)
    except SystemExit as stopped:
        status = stopped.code if isinstance(stopped.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _is_there(pattern: Path) -> bool:
    return next(pattern.parent.glob(pattern.name), None) is not None


def _serve() -> None:
    import django

    django.setup()
    from frankpledge.cli import _modules

    _modules()
    for line in sys.stdin:
        asked = json.loads(line)
        with tempfile.TemporaryFile("w+") as said:
            began = time.monotonic()
            child = os.fork()
            if child == 0:
                _run(asked["arguments"], asked["most"], said.fileno())
            ended = 0
            while asked["seen"] and not ended and not _is_there(Path(asked["seen"])):
                ended, status = os.waitpid(child, os.WNOHANG)
            if asked["kill"] is not None and not ended:
                time.sleep(asked["kill"])
                os.kill(child, signal.SIGKILL)
            if not ended:
                _, status = os.waitpid(child, 0)
            took = time.monotonic() - began
            said.seek(0)
            words = said.read()
        code = os.waitstatus_to_exitcode(status)
        sys.stdout.write(json.dumps({"status": code, "took": took, "said": words}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
