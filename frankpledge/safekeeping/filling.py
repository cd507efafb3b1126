"""Fills an empty database and data folder from an archive that comes on the standard input.

Run as a process of its own, on a database that nobody uses yet: DATABASE_URL and FRANKPLEDGE_DATA
name what is filled, so that not a line can go into the one in use. Answers in JSON.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import IO, Any

import django

from frankpledge.shared.words import count_of


@dataclass(frozen=True)
class Filled:
    """What was put in, and how the history's chain was found there."""

    rows: int
    tables: int
    files: int
    history: str


def fill(stream: IO[bytes]) -> Filled:
    """Put everything in, hold it against the manifest, then bring it up to date.

    Raises CannotKeep, with nothing committed.
    """
    from django.db import connection, transaction

    from frankpledge.safekeeping.archive import ABOUT, Reader
    from frankpledge.safekeeping.refusing import CannotKeep
    from frankpledge.safekeeping.rows import go_on_from, put, wipe
    from frankpledge.safekeeping.tables import tables_of

    reader = Reader(stream)
    parts = reader.parts()
    first = next(parts, None)
    if first is None or first.name != ABOUT:
        raise CannotKeep("This is no backup of Frankpledge.")
    applied = migrated(json.loads(first.content.read()))
    tables = {one.name: one for one in tables_of("default", applied)}
    files = 0
    with transaction.atomic():
        wipe(tables.values(), "default")
        for folder, these in groupby(parts, key=lambda part: _table(part.name)):
            if folder is None:
                files += sum(_keep(part) for part in these)
            elif folder not in tables:
                raise CannotKeep(f"The backup has a table “{folder}” that is none of its own.")
            else:
                lines = chain.from_iterable(part.lines() for part in these)
                put(tables[folder], lines, "default")
        assert reader.manifest is not None
        for kept in reader.manifest.tables:
            go_on_from(tables[kept.name], kept.last, "default")
        connection.check_constraints()
        compare(reader.manifest.tables, tables)
    bring_up_to_date()
    rows = sum(one.rows for one in reader.manifest.tables)
    return Filled(rows, len(reader.manifest.tables), files, history_told())


def migrated(about: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Bring the empty database to the very migrations that the archive was made from."""
    from frankpledge.safekeeping.archive import FORMAT, FORMAT_VERSION
    from frankpledge.safekeeping.making import make_tables
    from frankpledge.safekeeping.refusing import CannotKeep

    if about.get("format") != FORMAT or about.get("format_version") != FORMAT_VERSION:
        raise CannotKeep("This is no backup of this version of Frankpledge.")
    applied = tuple((app, name) for app, name in about["migrations"])
    make_tables(applied)
    return applied


def bring_up_to_date() -> None:
    """Migrate what was put in up to now. Raises CannotKeep where a record is in the way."""
    from django.core.management import call_command
    from django.db import OperationalError

    from frankpledge.safekeeping.refusing import CannotKeep

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except (OSError, OperationalError):
        raise
    except Exception as error:
        raise CannotKeep(
            "The backup is whole, but older than this program, and its records could not be "
            f"brought up to this version ({error}). Restore it with the version that made it."
        ) from error


def compare(kept: Iterable[Any], tables: dict[str, Any]) -> None:
    """Read every table again. Raises CannotKeep where one is not equal to what was kept."""
    from frankpledge.safekeeping.refusing import CannotKeep
    from frankpledge.safekeeping.rows import tally_of

    for one in kept:
        found = tally_of(tables[one.name], "default")
        if (found.rows, found.digest.hexdigest()) != (one.rows, one.sha256):
            raise CannotKeep(
                f"{one.label} is not as it was: {one.rows} rows were kept, {found.rows} are here, "
                "or their content differs."
            )


def history_told() -> str:
    """How the history's chain is. One that was broken when it was kept is put back all the same."""
    from frankpledge.history.verifying import verify

    found = verify()
    if found.fault:
        return f"the history is not whole: {found.fault.words}"
    return f"the history is whole, {count_of(found.head.place, 'entry', 'entries')}"


def _table(name: str) -> str | None:
    path = Path(name)
    return path.parts[1] if path.parts[0] == "database" and len(path.parts) == 3 else None


def _keep(part: Any) -> int:
    """Put a file where the data folder has it."""
    from django.conf import settings

    roots = {"files": Path(settings.MEDIA_ROOT), "evidence": Path(settings.EVIDENCE_ROOT)}
    path = Path(part.name)
    root = roots.get(path.parts[0])
    target = root.joinpath(*path.parts[1:]) if root else Path(settings.DATA_DIR) / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        shutil.copyfileobj(part.content, out, 1024 * 1024)
    if not root:
        target.chmod(0o600)
    return 1 if root else 0


def main() -> int:
    """Fill from the standard input; say what was done, or why not, as JSON."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    from frankpledge.safekeeping.refusing import CannotKeep, in_words

    try:
        with in_words("Nothing was put in."):
            filled = fill(sys.stdin.buffer)
            for root in (settings.MEDIA_ROOT, settings.EVIDENCE_ROOT):
                Path(root).mkdir(parents=True, exist_ok=True)
            connection.close()
            os.sync()
    except CannotKeep as no:
        sys.stdout.write(json.dumps({"error": str(no)}) + "\n")
        return 1
    sys.stdout.write(json.dumps(vars(filled)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
