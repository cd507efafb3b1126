"""What cannot be done, in words; a full disk and a database that is gone among it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CannotKeep(Exception):
    """A backup, restore, move, export or import cannot be done: a plain sentence."""


@contextmanager
def in_words(nothing: str) -> Iterator[None]:
    """Say a full disk or a silent database plainly. `nothing`: “No backup was made.”"""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise CannotKeep(f"The disk is full. {nothing}") from error
        where = f"{error.filename}: " if error.filename else ""
        raise CannotKeep(f"{where}{error.strerror or error}. {nothing}") from error
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if "disk is full" in first or "No space left" in first:
            raise CannotKeep(f"The disk is full. {nothing}") from error
        raise CannotKeep(f"The database would not: {first}. {nothing}") from error
