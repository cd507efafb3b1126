"""What was made aside takes its place. Killed in between, it is finished by whoever comes next.

A restore is decided when `restore.json` is there: every step after that can be done again and does
no harm when it was done before. Until then nothing in use has been touched.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from frankpledge.safekeeping.backup import to_disk
from frankpledge.safekeeping.refusing import in_words
from frankpledge.safekeeping.staging import Place, default_place, is_ours, roots, within_reach
from frankpledge.shared.closed import RESTORING, AlreadyClosed, closing, restore_file

BESIDE = ("", "-wal", "-shm")
Moves = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Placing:
    """What goes where: `moves` are (staged, in use, kept aside), with nothing staged for what goes.

    `asides`: where it is kept, the data folder's own first. `emptied`: where it was staged apart.
    """

    token: str
    asides: tuple[str, ...]
    schema: str
    moves: Moves
    emptied: tuple[str, ...] = ()

    @classmethod
    def of(cls, place: Place, staged: Path, aside: Path) -> "Placing":
        """The database, the files, the evidence and the key, from where they were staged.

        What cannot be renamed over from the data folder is first copied to where it can.
        """
        asides, emptied = [str(aside)], []
        moves: list[tuple[str, str, str]] = []
        if place.is_sqlite:
            moves.append(_database(place, staged, aside))
        for name, root in roots().items():
            if not (staged / name).exists():
                continue
            if not root.exists() or within_reach(staged, root):
                moves.append((str(staged / name), str(root), str(aside / name)))
                continue
            inside, kept = root / staged.name, root / aside.name
            shutil.copytree(staged / name, inside)
            moves += _children(inside, root, kept)
            asides.append(str(kept))
            emptied.append(str(inside))
        key = Path(settings.DATA_DIR) / "secret-key"
        if (staged / key.name).exists():
            moves.append((str(staged / key.name), str(key), str(aside / key.name)))
        os.sync()
        schema = aside.name.replace("-", "_")
        return cls(place.token, tuple(asides), schema, tuple(moves), tuple(emptied))

    def apart(self) -> tuple[str, ...]:
        """What is kept elsewhere than in the data folder."""
        beside = [kept for _, _, kept in self.moves if str(Path(kept).parent) not in self.asides]
        return tuple(one for one in (*self.asides[1:], *beside) if Path(one).exists())

    def forget(self) -> None:
        """Remove what was kept aside."""
        for one in self.apart():
            if Path(one).is_file():
                for ending in reversed(BESIDE):
                    Path(f"{one}{ending}").unlink(missing_ok=True)
        for one in self.asides:
            shutil.rmtree(one)

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
        for one in self.asides:
            Path(one).mkdir(exist_ok=True)
        place = default_place(self.token)
        if not place.is_sqlite:
            take_schema(place, self.schema)
        for staged, used, aside in self.moves:
            take_path(Path(staged) if staged else None, Path(used), Path(aside))
        for one in self.emptied:
            shutil.rmtree(one, ignore_errors=True)
        os.sync()
        restore_file().unlink()


def _database(place: Place, staged: Path, aside: Path) -> tuple[str, str, str]:
    """An SQLite file is staged beside itself, and kept beside itself where it lies elsewhere."""
    file = place.file
    kept = aside / file.name
    if not within_reach(staged, file.parent):
        kept = file.with_name(f"{file.stem}.{aside.name}{file.suffix}")
    return str(place.staged_file), str(file), str(kept)


def _children(inside: Path, root: Path, kept: Path) -> Iterator[tuple[str, str, str]]:
    """What is in a folder that cannot itself be renamed, such as a mount: name by name."""
    fresh = {one.name for one in inside.iterdir()}
    there = {one.name for one in root.iterdir() if not is_ours(one.name)}
    for name in sorted(fresh | there):
        staged = str(inside / name) if name in fresh else ""
        yield staged, str(root / name), str(kept / name)


def take_path(staged: Path | None, used: Path, aside: Path) -> None:
    """`used` goes to `aside`, `staged` becomes `used`. Nothing where that is done."""
    if staged is None:
        if used.exists() and not aside.exists():
            used.rename(aside)
        return
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
    """Finish a restore that was decided and then killed; whether this process did.

    Raises CannotKeep where something is in the way still.
    """
    if not restore_file().exists():
        return False
    try:
        with in_words("The restore is not finished yet."), closing(RESTORING):
            if not restore_file().exists():
                return False
            told: dict[str, Any] = json.loads(restore_file().read_text(encoding="utf-8"))
            told["moves"] = tuple(tuple(one) for one in told["moves"])
            told |= {name: tuple(told[name]) for name in ("asides", "emptied")}
            Placing(**told).finish()
    except AlreadyClosed:
        return False
    return True
