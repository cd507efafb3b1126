"""Whether the service is closed for now, and why: while its records are moved or put back.

Three files in the data folder say so. `closed.lock` counts only while the process that wrote it
lives, which its lock tells: one that was killed keeps nobody out. `restore.json` is a restore that
is decided and not yet finished. `moved.json` says which database the records have left.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

MOVING = "The records are being moved. Nothing is lost; try again in a few minutes."
RESTORING = "A backup is being restored. Try again in a few minutes."
INTERRUPTED = "A restore was interrupted. It is finished by the next command of whoever runs this."
MOVED = "The records are kept in another place now. Whoever runs this must start it with that one."


def closed_file() -> Path:
    """Held while the records are moved or put back."""
    return Path(settings.DATA_DIR) / "closed.lock"


def restore_file() -> Path:
    """A restore that is decided: what must still be put in place."""
    return Path(settings.DATA_DIR) / "restore.json"


def moved_file() -> Path:
    """Which database the records have left."""
    return Path(settings.DATA_DIR) / "moved.json"


def database_name() -> str:
    """Which database this is, without its password."""
    return name_of(connections.databases["default"])


def name_of(given: dict[str, Any]) -> str:
    """Which database these settings name, without its password."""
    if given["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{given['NAME']}"
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{given['HOST'] or 'localhost'}{port}/{given['NAME']}"


def why_closed() -> str:
    """Why nobody may read or write for now; nothing where the service is open."""
    if restore_file().exists():
        return INTERRUPTED
    try:
        if json.loads(moved_file().read_text(encoding="utf-8"))["from"] == database_name():
            return MOVED
    except FileNotFoundError:
        pass
    try:
        with closed_file().open(encoding="utf-8") as flag:
            fcntl.flock(flag, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return ""
    except BlockingIOError:
        return closed_file().read_text(encoding="utf-8")
    return ""


def note_moved(to: str) -> None:
    """From now on the database in use is the old one. The file is there whole or not at all."""
    fresh = moved_file().with_suffix(".partial")
    fresh.write_text(json.dumps({"from": database_name(), "to": to}), encoding="utf-8")
    fresh.replace(moved_file())


class AlreadyClosed(Exception):
    """Another process is moving or restoring the records just now."""


@contextmanager
def closing(reason: str) -> Iterator[None]:
    """Keep everybody else out until this is left, or this process dies. Raises AlreadyClosed."""
    with closed_file().open("a+", encoding="utf-8") as flag:
        try:
            fcntl.flock(flag, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyClosed from error
        flag.truncate(0)
        flag.write(reason)
        flag.flush()
        yield
