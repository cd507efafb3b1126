"""A backup: the database as it was at one moment, its files, the evidence; encrypted."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connections

from frankpledge.safekeeping.archive import ABOUT, FORMAT, FORMAT_VERSION, TableKept, Writer
from frankpledge.safekeeping.refusing import CannotKeep, in_words
from frankpledge.safekeeping.rows import Tally, last_number, lines_of
from frankpledge.safekeeping.sealing import Ways, sealed
from frankpledge.safekeeping.snapshot import hold, snapshot
from frankpledge.safekeeping.staging import is_ours
from frankpledge.safekeeping.tables import Table, applied_migrations, others, tables_of
from frankpledge.shared import clock

# Who was signed in, which put back later would sign in who has signed out since; and what workers
# share for a few minutes.
NOT_KEPT = {"django_session", "shared_cache"}
NONE_MADE = "No backup was made."


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    path: Path
    size: int
    rows: int
    tables: int
    files: int
    missing: tuple[str, ...]
    has_secret_key: bool


def backup(path: Path, to: Ways) -> Made:
    """Write a backup to `path`: there whole, or not at all. Raises CannotKeep."""
    partial = path.with_name(f"{path.name}.partial")
    with in_words(NONE_MADE):
        try:
            with os.fdopen(
                os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as out:
                with sealed(out, to) as stream:
                    writer = Writer(stream)
                    write(writer)
                    writer.end()
                out.flush()
                os.fsync(out.fileno())
            partial.replace(path)
            to_disk(path.parent)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    manifest = writer.manifest
    return Made(
        path,
        path.stat().st_size,
        sum(one.rows for one in manifest.tables),
        len(manifest.tables),
        sum(name.startswith(("files/", "evidence/")) for name in manifest.parts),
        tuple(manifest.missing),
        "secret-key" in manifest.parts,
    )


def _for_owner_alone(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def to_disk(folder: Path) -> None:
    """Make sure that a rename in this folder outlives a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write(writer: Writer) -> None:
    """Everything, in the order in which it is put back."""
    with snapshot() as alias:
        applied = applied_migrations(alias)
        tables = tables_of(alias, applied)
        kept = tuple(one for one in tables if one.name not in NOT_KEPT)
        write_database(writer, kept, applied, alias)
        named = set(_named_files(kept, alias))
    for name, path in _files():
        # A file may go meanwhile, such as a log that was imported: it is told where it is named.
        with suppress(FileNotFoundError):
            writer.add_file(name, path)
    there = {name.removeprefix("files/") for name in writer.manifest.parts}
    writer.manifest.missing = sorted(named - there)
    key = Path(settings.DATA_DIR) / "secret-key"
    if key.exists():
        writer.add("secret-key", key.read_bytes())


def write_for_moving(writer: Writer) -> None:
    """The database alone, sessions and all, with every writer kept waiting meanwhile."""
    applied = applied_migrations("default")
    tables = tables_of("default", applied)
    with snapshot(locked=True) as alias:
        hold(tables)
        if applied_migrations(alias) != applied:
            raise CannotKeep("The database is being migrated just now. Move it afterwards.")
        write_database(writer, tables, applied, alias)


def write_database(
    writer: Writer, tables: tuple[Table, ...], applied: tuple[tuple[str, str], ...], alias: str
) -> None:
    """What this is, then every table."""
    about: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made": clock.real_moment().astimezone(UTC).isoformat(),
        "database": connections[alias].vendor,
        "migrations": [list(one) for one in applied],
        "tables": {
            one.name: {each.column: each.get_internal_type() for each in one.fields}
            for one in tables
        },
        "left_out": others(alias, tables),
    }
    writer.add_json(ABOUT, about)
    for table in tables:
        tally = Tally()
        with closing(lines_of(table, alias, tally)) as lines:
            writer.add_lines(f"database/{table.name}", lines)
        writer.manifest.tables.append(
            TableKept(
                table.name,
                table.label,
                tally.rows,
                tally.digest.hexdigest(),
                last_number(table, alias),
            )
        )


def _named_files(tables: tuple[Table, ...], alias: str) -> Iterator[str]:
    """Every file that a record names."""
    for table in tables:
        rows = table.model._base_manager.using(alias)
        for column in table.files:
            yield from rows.exclude(**{column: ""}).values_list(column, flat=True).iterator()


def _files() -> Iterator[tuple[str, Path]]:
    """What lies in the data folder beside the database: originals, and releases of data.

    Only whole releases: what is being loaded is not in the record either.
    """
    for name, root in (
        ("files", Path(settings.MEDIA_ROOT)),
        ("evidence/releases", Path(settings.EVIDENCE_ROOT) / "releases"),
    ):
        for path in sorted(root.rglob("*")):
            told = path.relative_to(root)
            if path.is_file() and not path.is_symlink() and not is_ours(told.parts[0]):
                yield f"{name}/{told.as_posix()}", path
