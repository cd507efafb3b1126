"""How far a load is: a small file beside the store, for it changes many times a second.

It is no record: nothing of it goes into the history, and it is deleted when the load is settled.
"""

import json
import os
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


def is_silent(load: int) -> bool:
    """Whether a load that should be running has given no sign of life for two minutes."""
    try:
        heard = datetime.fromtimestamp(_path(load).stat().st_mtime, clock.LONDON)
    except OSError:
        return True
    return clock.real_moment() - heard > SILENCE


def forget(load: int) -> None:
    """The load is over."""
    _path(load).unlink(missing_ok=True)
