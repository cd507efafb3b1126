"""Keeping what operations change, and the one way in which a value ever leaves the history.

`tell` and `keep` are called by the door itself, inside the operation's transaction.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection, models

from frankpledge.history.chain import (
    BY,
    FIELD,
    NAME,
    digest_of,
    parts_of,
    salt_of,
    sealed_parts,
    which_line,
)
from frankpledge.history.models import Entry, Erasure
from frankpledge.history.queries import head
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, Change, OpenOperation, operation
from frankpledge.shared.verdict import Verdict, require

LONG = 2_000
AT_ONCE = 500
# Of PostgreSQL's advisory locks, the history's: any number will do that nobody else uses.
LOCK = 20_181_011


def tell(done: OpenOperation) -> list[Entry]:
    """An entry for each change of an operation, its record's name taken down; not yet kept."""
    at = clock.now()
    return [
        Entry(
            at=at,
            by=done.by.name[:200],
            account_id=done.by.account_id,
            what=done.what,
            kind=change.record._meta.label_lower,
            record=change.pk,
            name=_name(change)[:300],
            action=change.action,
            fields={name: [plain(old), plain(new)] for name, (old, new) in change.fields.items()},
        )
        for change in done.changes
    ]


def keep(told: list[Entry]) -> None:
    """Add these entries to the end of the chain, in the current transaction.

    From here to its end nobody else adds any, so that no two follow the same entry.
    """
    if not told:
        return
    _wait_in_line()
    last = head()
    place, previous = last.place, last.digest
    for entry in told:
        place += 1
        entry.place, entry.previous, entry.salt = place, previous, secrets.token_hex(16)
        entry.digest = previous = digest_of(entry)
    Entry.objects.bulk_create(told)


def _wait_in_line() -> None:
    """On SQLite whoever writes is alone already; on PostgreSQL this lock, until the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@operation("Erased values from the history")
def erase(*, by: Actor, why: str, on: date, parts: Mapping[int, Collection[str]]) -> Erasure | None:
    """Take values and their salts out of the history; the chain fits as before.

    `parts`: an entry's place → which of its parts go, as `chain.parts_of` names them. That it was
    done is an entry of its own, which says how many, under what, and by a digest which they were.
    Returns None where there was nothing to erase. Raises Refused without a reason, and for the
    entries that tell of erasures.
    """
    require(Verdict(bool(why.strip()), "Say under what the values are erased."))
    # Nobody else adds or erases until this is done.
    _wait_in_line()
    found = [(entry, gone) for entry in _at(parts) if (gone := _there(entry, parts[entry.place]))]
    if not found:
        return None
    which = hashlib.sha256()
    for entry, gone in found:
        for part in gone:
            which.update(which_line(entry.place, part))
    count = sum(len(gone) for _, gone in found)
    erasure = Erasure(on=on, why=why.strip(), parts=count, digest=which.hexdigest())
    erasure.save()
    for entry, gone in found:
        _take_out(entry, gone, erasure)
    return erasure


def _at(places: Iterable[int]) -> Iterator[Entry]:
    """The entries at these places, in their order."""
    wanted = sorted(places)
    for start in range(0, len(wanted), AT_ONCE):
        stride = wanted[start : start + AT_ONCE]
        yield from Entry.objects.filter(place__in=stride).order_by("place")


def _there(entry: Entry, parts: Collection[str]) -> list[str]:
    """Which of these parts the entry still holds, in their order."""
    require(
        Verdict(
            entry.kind != Erasure._meta.label_lower,
            "What tells of an erasure is not erased itself.",
        )
    )
    return sorted(part for part, value in parts_of(entry).items() if part in parts and value != "")


def _take_out(entry: Entry, parts: list[str], erasure: Erasure) -> None:
    sealed = sealed_parts(entry)
    erased = entry.erased or {
        "salts": {part: salt_of(entry.salt, part) for part in parts_of(entry)},
        "parts": {},
    }
    for part in parts:
        erased["parts"][part] = {"digest": sealed[part], "under": erasure.pk}
        del erased["salts"][part]
    # The one update that the table's trigger lets through.
    models.QuerySet(Entry).filter(pk=entry.pk).update(
        by="" if BY in parts else entry.by,
        name="" if NAME in parts else entry.name,
        fields={key: pair for key, pair in entry.fields.items() if FIELD + key not in parts},
        salt="",
        erased=erased,
    )


def _name(change: Change) -> str:
    """What the record is called once all is done; one that is gone, what it was called."""
    return change.name if change.action == "removed" else str(change.record)


def plain(value: Any) -> Any:
    """A value as JSON can keep it; a long one as its length and digest, which tell a change."""
    if isinstance(value, str) and len(value) > LONG:
        digest = hashlib.sha256(value.encode()).hexdigest()[:12]
        return f"{len(value):,} characters (sha256 {digest}…)"
    if isinstance(value, (list, dict)):
        text = json.dumps(value, sort_keys=True, default=str)
        return json.loads(text, parse_float=_number) if len(text) <= LONG else plain(text)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, datetime, time, Decimal)):
        return str(value)
    if value is None or isinstance(value, (str, int, bool)):
        return value
    return str(value)


def _number(value: float | str) -> float | int:
    """A whole number without decimals: databases tell 1e16 in ways of their own."""
    number = float(value)
    return int(number) if number.is_integer() else number
