"""A place aside where a database and its files are made whole before they take their place."""

import errno
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler

from frankpledge.safekeeping.refusing import CannotKeep
from frankpledge.shared.closed import restore_file

PREFIX = "frankpledge_staging_"
ASIDE = "before-restore-"
# A volume of its own may have a folder of its file system's, which is nobody's to move.
NOT_OURS = "lost+found"
Given = dict[str, Any]
Pour = Callable[[IO[bytes]], None]


@dataclass(frozen=True)
class Place:
    """A database, by its settings: where it is, and where its like is staged."""

    given: Given
    token: str

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return str(self.given["ENGINE"]).endswith("sqlite3")

    @property
    def file(self) -> Path:
        """The file that it is."""
        return Path(self.given["NAME"])

    @property
    def staged_file(self) -> Path:
        """A file beside it, so that one rename puts it in its place."""
        return self.file.with_name(f"{PREFIX}{self.token}.sqlite3")

    @property
    def staged_schema(self) -> str:
        """A schema in the same database, so that one transaction puts it in its place."""
        return f"{PREFIX}{self.token}"

    def staged_url(self) -> str:
        """The DATABASE_URL of what is staged."""
        if self.is_sqlite:
            return f"sqlite:///{self.staged_file}"
        given = self.given
        options = {
            key: str(one) for key, one in given["OPTIONS"].items() if isinstance(one, str | int)
        }
        path = f"-c search_path={self.staged_schema}"
        options["options"] = f"{options.get('options', '')} {path}".strip()
        user = quote(given["USER"] or "", safe="")
        password = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
        host = quote(given["HOST"] or "", safe="")
        port = f":{given['PORT']}" if given["PORT"] else ""
        at = f"{user}{password}@" if user else ""
        query = urlencode(options, quote_via=quote)
        return f"postgresql://{at}{host}{port}/{quote(given['NAME'], safe='')}?{query}"

    def make_room(self) -> None:
        """An empty place to stage in; what a killed run left there is removed."""
        self.tidy()
        if not self.is_sqlite:
            with self.cursor() as cursor:
                cursor.execute(f'CREATE SCHEMA "{self.staged_schema}"')

    def tidy(self) -> None:
        """Remove everything staged: its makers hold a lock, so nobody is at it."""
        if self.is_sqlite:
            for left in self.file.parent.glob(f"{PREFIX}*"):
                if left.is_file():
                    left.unlink()
            return
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [PREFIX]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP SCHEMA "{name}" CASCADE')

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor on the database, in one transaction."""
        handler = ConnectionHandler({"default": {**self.given, "CONN_MAX_AGE": 0}})
        connection = handler["default"]
        try:
            connection.set_autocommit(False)
            with connection.cursor() as cursor:
                yield cursor
            connection.commit()
        finally:
            connection.close()


def roots() -> dict[str, Path]:
    """The folders that a backup holds beside the database; each may lie on a volume of its own."""
    return {
        "files": Path(settings.MEDIA_ROOT).resolve(),
        "evidence": Path(settings.EVIDENCE_ROOT).resolve(),
    }


def is_ours(name: str) -> bool:
    """Whether this, in such a folder, is of safekeeping itself: no record's file."""
    return name.startswith((PREFIX, ASIDE)) or name == NOT_OURS


def within_reach(folder: Path, other: Path) -> bool:
    """Whether a file can be renamed from the one folder into the other, tried: not over a mount."""
    probe = folder / f"{PREFIX}probe"
    probe.touch()
    try:
        probe.rename(other / probe.name)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        probe.unlink()
        return False
    (other / probe.name).unlink()
    return True


def default_place(token: str) -> Place:
    """The service's own database."""
    return Place(connections.databases["default"], token)


def new_token() -> str:
    """A name that no other run has."""
    return secrets.token_hex(4)


@contextmanager
def folder_aside(token: str) -> Iterator[Path]:
    """A data folder aside, for one run at a time; what a killed run left is removed.

    It is left standing where a restore from it is decided and not yet finished. Raises CannotKeep.
    """
    root = Path(settings.DATA_DIR)
    with (root / "safekeeping.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotKeep(
                "Another backup is being checked or restored just now. Wait for it, then try again."
            ) from error
        _clear(root)
        folder = root / f"{PREFIX}{token}"
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            if not restore_file().exists():
                _clear(root)


def _clear(root: Path) -> None:
    for each in {root, *roots().values()}:
        for left in each.glob(f"{PREFIX}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)


def fill_aside(url: str, data: Path, pour: Pour) -> Given:
    """Let a process of its own fill the database at `url` and the folder `data`.

    `pour` writes the archive to it. Returns what it found. Raises CannotKeep with its reason.
    """
    environment = {**os.environ, "DATABASE_URL": url, "FRANKPLEDGE_DATA": str(data), "TODAY": "now"}
    with subprocess.Popen(
        [sys.executable, "-m", "frankpledge.safekeeping.filling"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        failure: BaseException | None = None
        try:
            with process.stdin as into:
                pour(into)
        except BrokenPipeError as error:
            failure = error  # it has refused, and says why
        except BaseException:
            process.kill()
            raise
        said = process.stdout.read()
    answer: Given = json.loads(said.splitlines()[-1]) if said.strip() else {}
    if "error" in answer:
        raise CannotKeep(answer["error"])
    if process.returncode or failure:
        raise CannotKeep("The process that puts the records in broke down; nothing was changed.")
    return answer
