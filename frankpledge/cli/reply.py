"""What a command answers, how arguments are read, and how it says that it cannot."""

import argparse
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from frankpledge.accounts.models import Account
from frankpledge.areafile.operations import demonstration_day
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import area_named, body_named
from frankpledge.places.models import Area, Place
from frankpledge.shared import clock


@dataclass
class Reply:
    """An answer in words and as data; `status` is the exit status."""

    words: str
    data: Any
    status: int = 0


@dataclass
class Sorry(Exception):
    """The command cannot do it: a plain sentence, and details for programs."""

    sentence: str
    details: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence


def day(text: str) -> date:
    """A date argument such as 2018-10-11."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a date. Give one as year-month-day, such as 2018-10-11."
        ) from error


def moment(text: str) -> datetime:
    """A moment such as 2026-11-27T01:26:00, in London where no zone is said; a day's end of a day.

    Raises ArgumentTypeError for what is neither.
    """
    try:
        said = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is neither a day nor a moment. Give one such as 2024-10-11, or "
            "2024-10-11T09:30:00."
        ) from error
    if len(text) == len("2024-10-11"):
        said = datetime.combine(said, time.max)
    return said if said.tzinfo else said.replace(tzinfo=clock.LONDON)


def add_on(parser: argparse.ArgumentParser) -> None:
    """`--on DATE`, today where it is not given."""
    parser.add_argument(
        "--on", type=day, default=None, metavar="DATE", help="as it stood on DATE (default: today)"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")


def on(options: argparse.Namespace) -> date:
    """The day asked about."""
    asked: date | None = options.on
    return asked or clock.today()


@contextmanager
def on_the_demonstrations_day() -> Iterator[None]:
    """Answer as of a demonstration's own day, as its pages do: on the real day all would be late.

    Not where TODAY says otherwise, and not where there is no demonstration, or no database yet.
    """
    kept = settings.DEMONSTRATION_TODAY
    if not (kept or os.environ.get("TODAY")) and _is_demonstration():
        day_of = demonstration_day(settings.DEMONSTRATION_AREA)
        settings.DEMONSTRATION_TODAY = date.fromisoformat(day_of)
    try:
        yield
    finally:
        settings.DEMONSTRATION_TODAY = kept


def _is_demonstration() -> bool:
    try:
        return Account.objects.filter(demonstration=True).exists()
    except (OperationalError, ProgrammingError):
        return False


@contextmanager
def database() -> Iterator[None]:
    """Say plainly that there is no database yet, rather than how that was found out."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            raise Sorry(NOTHING_YET) from error
        raise


@contextmanager
def machine_in_words() -> Iterator[None]:
    """Say plainly that the disk is full, or that the database is away: no fault of the command."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        raise Sorry("The disk is full. Make room, then run this again.") from error
    except (OperationalError, InterfaceError) as error:
        said = str(error).strip().splitlines()[0]
        raise Sorry(
            f"The records could not be read, or could not be written: {said}. What was not "
            "finished was not kept; run this again once the database answers and has room."
        ) from error


def find_body(slug: str) -> Body:
    """The body of that slug. Raises Sorry, naming bodies like it."""
    with database():
        try:
            return body_named(slug)
        except LookupError as error:
            raise Sorry(str(error)) from error


def find_area(slug: str) -> Area | Place:
    """The area or place of that slug. Raises Sorry, naming those there are."""
    with database():
        try:
            return area_named(slug)
        except LookupError as error:
            raise Sorry(str(error)) from error


def make_ready() -> None:
    """Make the database where there is none yet, so that a first load needs nothing before it."""
    if "django_migrations" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)


NOTHING_YET = (
    "Nothing has been loaded here yet. Run `frankpledge demo load` or "
    "`frankpledge area load FILE` first."
)
