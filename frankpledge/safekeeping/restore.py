"""Putting a backup back, and trying one out by putting it back elsewhere."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from frankpledge.safekeeping.placing import Placing, drop_schema
from frankpledge.safekeeping.refusing import CannotKeep, in_words
from frankpledge.safekeeping.sealing import Ways, unsealed
from frankpledge.safekeeping.staging import (
    ASIDE,
    Given,
    Place,
    Pour,
    default_place,
    fill_aside,
    folder_aside,
    is_ours,
    new_token,
    roots,
)
from frankpledge.safekeeping.tables import applied_migrations, tables_of
from frankpledge.shared import clock
from frankpledge.shared.closed import RESTORING, AlreadyClosed, closing

# A system in use has at least one of these.
TELLING = {"places.area", "accounts.account", "history.entry"}
BUSY = "The records are being moved or restored just now. Wait for that, then try again."


@dataclass(frozen=True)
class Restored:
    """What was put in, and where what was there before is kept."""

    rows: int
    tables: int
    files: int
    history: str
    aside: str = ""
    apart: tuple[str, ...] = ()


def is_empty() -> bool:
    """Whether nobody has used this system yet."""
    if "django_migrations" not in connection.introspection.table_names():
        return True
    tables = tables_of("default", applied_migrations("default"))
    return not any(one.model._base_manager.exists() for one in tables if one.label in TELLING)


def check(path: Path, keys: Ways) -> Restored:
    """Put a backup back into a folder and a database aside, compare, and throw them away.

    Raises CannotKeep where it is damaged, or not equal to what was backed up.
    """
    with in_words("The backup was not checked."), folder_aside(new_token()) as folder:
        url = f"sqlite:///{folder / 'frankpledge.sqlite3'}"
        return Restored(**fill_aside(url, folder, _pouring(path, keys)))


def restore(path: Path, keys: Ways, *, replace: bool = False) -> Restored:
    """Put a backup in the place of what is here: all of it, or nothing.

    Raises CannotKeep: where something is here already, unless `replace`, which keeps it aside.
    """
    return put_in_place(_pouring(path, keys), only_empty=not replace)


def put_in_place(pour: Pour, *, only_empty: bool) -> Restored:
    """Fill a database and a folder aside with what `pour` writes; then they take their place.

    Raises CannotKeep, with nothing changed.
    """
    token = new_token()
    try:
        with in_words("Nothing was changed."), closing(RESTORING), folder_aside(token) as folder:
            empty = is_empty()
            if only_empty and not empty:
                raise CannotKeep(
                    "There are records here already, and nothing was changed. Use an empty "
                    "system; `frankpledge restore --replace` keeps aside what is here."
                )
            place = default_place(token)
            place.make_room()
            try:
                found = fill_aside(place.staged_url(), folder, pour)
                placing = Placing.of(place, folder, _aside())
            except BaseException:
                place.tidy()
                raise
            keep = not empty or any(not is_ours(one.name) for one in roots()["files"].glob("*"))
            return _placed(placing, place, found, keep=keep)
    except AlreadyClosed as error:
        raise CannotKeep(BUSY) from error


def _aside() -> Path:
    return Path(settings.DATA_DIR) / f"{ASIDE}{clock.real_moment():%Y-%m-%d-%H%M%S}"


def _placed(placing: Placing, place: Place, found: Given, *, keep: bool) -> Restored:
    placing.decide()
    with in_words("The restore is decided, and the next command goes on with it."):
        placing.finish()
    if keep:
        return Restored(**found, aside=Path(placing.asides[0]).name, apart=placing.apart())
    placing.forget()
    if not place.is_sqlite:
        drop_schema(place, placing.schema)
    return Restored(**found)


def _pouring(path: Path, keys: Ways) -> Pour:
    def pour(into: IO[bytes]) -> None:
        with path.open("rb") as source, unsealed(source, keys) as stream:
            shutil.copyfileobj(stream, into, 1024 * 1024)

    return pour
