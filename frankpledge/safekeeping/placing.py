"""What was made aside takes its place. Killed in between, it is finished by whoever comes next.

A restore is decided when `restore.json` is there: every step after that can be done again and does
no harm when it was done before. Until then nothing in use has been touched.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from frankpledge.safekeeping.backup import to_disk
from frankpledge.safekeeping.staging import Place, default_place
from frankpledge.shared.closed import RESTORING, AlreadyClosed, closing, restore_file

BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Placing:
    """What goes where: `moves` are (staged, in use, kept aside)."""

    token: str
    aside: str
    schema: str
    moves: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, place: Place, staged: Path, aside: Path) -> "Placing":
        """The database, the files, the evidence and the key, from where they were staged."""
        roots = {
            "files": Path(settings.MEDIA_ROOT),
            "evidence": Path(settings.EVIDENCE_ROOT),
            "secret-key": Path(settings.DATA_DIR) / "secret-key",
        }
        moves = [
            (str(staged / name), str(root), str(aside / name))
            for name, root in roots.items()
            if (staged / name).exists()
        ]
        if place.is_sqlite:
            moves.insert(0, (str(place.staged_file), str(place.file), str(aside / place.file.name)))
        return cls(place.token, str(aside), aside.name.replace("-", "_"), tuple(moves))

    def decide(self) -> None:
        """From here on it is done, whatever dies."""
        fresh = restore_file().with_suffix(".partial")
        with fresh.open("w", encoding="utf-8") as out:
            json.dump(asdict(self), out)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(restore_file())
        to_disk(restore_file().parent)

    def finish(self) -> None:
        """Put everything in its place, as far as it is not there yet."""
        connections.close_all()
        Path(self.aside).mkdir(exist_ok=True)
        place = default_place(self.token)
        if not place.is_sqlite:
            take_schema(place, self.schema)
        for staged, used, aside in self.moves:
            take_path(Path(staged), Path(used), Path(aside))
        os.sync()
        restore_file().unlink()


def take_path(staged: Path, used: Path, aside: Path) -> None:
    """`used` goes to `aside`, `staged` becomes `used`. Nothing where that is done."""
    if not staged.exists():
        return
    for ending in BESIDE:
        old, kept = (one.with_name(one.name + ending) for one in (used, aside))
        if old.exists() and not kept.exists():
            old.rename(kept)
        elif old.exists():
            # Made by somebody who looked in between: an empty database, or its log.
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    staged.rename(used)


def take_schema(place: Place, aside: str) -> None:
    """The staged schema takes the place of the one in use, in one transaction."""
    with place.cursor() as cursor:
        staged = place.staged_schema
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [staged])
        if cursor.fetchone() is None:
            return
        cursor.execute("SELECT coalesce(current_schema(), 'public')")
        (used,) = cursor.fetchone()
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [used])
        if cursor.fetchone():
            cursor.execute(f'ALTER SCHEMA "{used}" RENAME TO "{aside}"')
        cursor.execute(f'ALTER SCHEMA "{staged}" RENAME TO "{used}"')


def drop_schema(place: Place, name: str) -> None:
    """Remove a schema that was kept aside, where it is."""
    with place.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')


def finish_interrupted() -> bool:
    """Finish a restore that was decided and then killed; whether this process did."""
    if not restore_file().exists():
        return False
    try:
        with closing(RESTORING):
            if not restore_file().exists():
                return False
            told: dict[str, Any] = json.loads(restore_file().read_text(encoding="utf-8"))
            told["moves"] = tuple(tuple(one) for one in told["moves"])
            Placing(**told).finish()
    except AlreadyClosed:
        return False
    return True
