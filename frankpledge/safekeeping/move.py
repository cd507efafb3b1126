"""The records go to another database: from SQLite to PostgreSQL, or back."""

from dataclasses import dataclass
from typing import IO

import dj_database_url
from django.db import connections
from django.db.utils import ConnectionHandler

from frankpledge.safekeeping.archive import Writer
from frankpledge.safekeeping.backup import write_for_moving
from frankpledge.safekeeping.placing import take_path, take_schema
from frankpledge.safekeeping.refusing import CannotKeep, in_words
from frankpledge.safekeeping.restore import BUSY
from frankpledge.safekeeping.staging import Given, Place, fill_aside, folder_aside, new_token
from frankpledge.shared import clock
from frankpledge.shared.closed import (
    MOVING,
    AlreadyClosed,
    closing,
    database_name,
    name_of,
    note_moved,
)

KINDS = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


@dataclass(frozen=True)
class Moved:
    """Where the records are now, and how they were found to be equal."""

    to: str
    rows: int
    tables: int
    history: str
    aside: str = ""


def move(url: str, *, replace: bool = False) -> Moved:
    """Copy every row to the database at `url` and close this one. Raises CannotKeep.

    The service is kept out meanwhile, and afterwards until it is started with the new database.
    Files and evidence stay where they are.
    """
    token = new_token()
    place = Place(_read(url), token)
    to = name_of(place.given)
    if to == database_name():
        raise CannotKeep("That is the database in use already.")
    try:
        with in_words("Nothing was moved."), closing(MOVING), folder_aside(token) as folder:
            if not replace and not _is_empty(place):
                raise CannotKeep(
                    f"There is something in {to} already, and nothing was moved. Give an empty "
                    "database, or --replace: what is there is then kept aside."
                )
            place.make_room()
            try:
                found = fill_aside(place.staged_url(), folder, _pour)
            except BaseException:
                place.tidy()
                raise
            aside = f"before_move_{clock.real_moment():%Y_%m_%d_%H%M%S}"
            kept = _take(place, aside)
            note_moved(to)
    except AlreadyClosed as error:
        raise CannotKeep(BUSY) from error
    return Moved(to, found["rows"], found["tables"], found["history"], kept)


def _read(url: str) -> Given:
    try:
        given = dict(dj_database_url.parse(url))
    except (ValueError, dj_database_url.UnknownSchemeError) as error:
        raise CannotKeep(f"“{url.split('@')[-1]}” is no DATABASE_URL: {error}.") from error
    if given.get("ENGINE") not in KINDS or not given.get("NAME"):
        raise CannotKeep(
            "Give the new database as postgresql://user@host/name, or sqlite:/// and a path."
        )
    return ConnectionHandler({"default": given}).settings["default"]


def _is_empty(place: Place) -> bool:
    if place.is_sqlite:
        return not place.file.exists() or not place.file.stat().st_size
    with place.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        return cursor.fetchone() == (0,)


def _take(place: Place, aside: str) -> str:
    """Put the staged database in its place; the name of what was there before, where it is kept."""
    if place.is_sqlite:
        was = place.file.exists()
        kept = place.file.with_name(f"{place.file.stem}.{aside}{place.file.suffix}")
        take_path(place.staged_file, place.file, kept)
        return kept.name if was else ""
    empty = _is_empty(place)
    take_schema(place, aside)
    if not empty:
        return f"the schema {aside}"
    with place.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{aside}" CASCADE')
    return ""


def _pour(into: IO[bytes]) -> None:
    writer = Writer(into)
    write_for_moving(writer)
    writer.end()
    connections.close_all()
