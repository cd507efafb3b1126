"""What an entry's digest is worked out of. Knows no database; README.md states it for auditors.

Each entry's digest covers the digest before it, so nothing can be changed, put in or taken out
without every later digest changing too. What may one day have to be erased (who did it, the
record's name, each field's values) goes in as a salted digest of its own: the value and its salt
can then be removed, and what is left still fits.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Protocol

# What stands before the first entry.
GENESIS = "0" * 64
BY, NAME, FIELD = "by", "name", "fields."


class Link(Protocol):
    """What the chain needs to know of an entry."""

    place: int
    previous: str
    at: datetime
    by: str
    account_id: int | None
    what: str
    kind: str
    record: int
    name: str
    action: str
    fields: dict[str, Any]
    salt: str
    erased: dict[str, Any] | None


_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> str:
    """A value as JSON in the one way in which it can be written."""
    return _encoder.encode(value)


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def parts_of(entry: Link) -> dict[str, Any]:
    """Part → value, for each part of an entry that can be erased by itself."""
    fields = {FIELD + field: pair for field, pair in entry.fields.items()}
    return {BY: entry.by, NAME: entry.name, **fields}


def sealed_parts(entry: Link) -> dict[str, str]:
    """Part → salted digest. An erased part has its digest still, and neither salt nor value."""
    values = parts_of(entry).items()
    if entry.erased is None:
        return {part: seal(salt_of(entry.salt, part), value) for part, value in values}
    salts, gone = entry.erased["salts"], entry.erased["parts"]
    sealed = {part: one["digest"] for part, one in gone.items()}
    for part, value in values:
        if part in salts:
            sealed[part] = seal(salts[part], value)
        elif value != "":
            # It was put in where nothing may stand: this fits no digest.
            sealed[part] = ""
    return sealed


def erased_parts(entry: Link) -> dict[str, dict[str, Any]]:
    """Part → its digest and the erasure, of what is gone from an entry."""
    parts: dict[str, dict[str, Any]] = entry.erased["parts"] if entry.erased else {}
    return parts


def seal(salt: str, value: Any) -> str:
    """The digest of a value that nobody can find by trying values, without its salt."""
    return sha256(salt + canonical(value))


def salt_of(salt: str, part: str) -> str:
    """The salt of one part: it can be given away without giving away the others."""
    return sha256(f"{salt}:{part}")


def digest_of(entry: Link) -> str:
    """The digest that an entry must have, from what stands in it and the digest before it."""
    return sha256(
        canonical(
            {
                "place": entry.place,
                "previous": entry.previous,
                "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "account": entry.account_id,
                "what": entry.what,
                "kind": entry.kind,
                "record": entry.record,
                "action": entry.action,
                "parts": sealed_parts(entry),
            }
        )
    )


def which_line(place: int, part: str) -> bytes:
    """One erased value in the digest of an erasure, in the order of places and parts."""
    return f"{place} {part}\n".encode()
