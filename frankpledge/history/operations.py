"""Keeping what operations change. Called by the door itself, inside the operation's transaction."""

import hashlib
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from frankpledge.history.models import Entry
from frankpledge.shared import clock
from frankpledge.shared.door import Change, OpenOperation

LONG = 2_000


def keep(done: OpenOperation) -> None:
    """Add one entry for each change of the operation `done`."""
    at = clock.now()
    Entry.objects.bulk_create(
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
    )
    done.changes.clear()


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
        return value if len(text) <= LONG else plain(text)
    if isinstance(value, (date, datetime, time, Decimal)):
        return str(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
