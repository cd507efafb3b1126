"""How far a load is: a small file beside the store, for it changes many times a second.

Beside it a lock, held by the process that runs the load and let go by its death.
It is no record: nothing of it goes into the history, and it is deleted when the load is settled.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from frankpledge.shared import clock

# A load that has said nothing for so long has died: with its machine, or by somebody's hand.
SILENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Progress:
    """What is being done, and how much of how much: bytes, or files."""

    words: str
    done: int
    of: int

    @property
    def percent(self) -> int:
        """From 0 to 100; 0 where it is not known."""
        return min(100, 100 * self.done // self.of) if self.of else 0


def _path(load: int) -> Path:
    return Path(settings.EVIDENCE_ROOT) / "progress" / f"{load}.json"


def names_folder(load: int) -> Path:
    """Where a load's files stand under the names that people gave them, while it runs."""
    return _path(load).with_suffix("")


def tell(load: int, progress: Progress) -> None:
    """Say how far a load is."""
    path = _path(load)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    fresh.replace(path)


def told(load: int) -> Progress | None:
    """How far a load is, or None where it has said nothing, or is over."""
    try:
        return Progress(**json.loads(_path(load).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


@contextmanager
def alone(load: int) -> Iterator[None]:
    """Run a load with nobody else at it; waits while another process is. A death lets go of it."""
    path = _path(load).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_held(load: int) -> bool:
    """Whether a process on this machine is at a load."""
    try:
        with _path(load).with_suffix(".lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def is_silent(load: int) -> bool:
    """Whether nobody is at a load, and it has given no sign of life for two minutes.

    A long step says nothing for longer, so a process that holds the load counts as a sign.
    """
    try:
        heard = datetime.fromtimestamp(_path(load).stat().st_mtime, clock.LONDON)
    except OSError:
        return not is_held(load)
    return clock.real_moment() - heard > SILENCE and not is_held(load)


def forget(load: int) -> None:
    """The load is over: whoever still waits for its lock finds it settled."""
    _path(load).unlink(missing_ok=True)
    _path(load).with_suffix(".lock").unlink(missing_ok=True)
    shutil.rmtree(names_folder(load), ignore_errors=True)
