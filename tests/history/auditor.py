"""The chain checked anew, by the README alone: nothing of the package is used here."""

import hashlib
import json
from datetime import UTC


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sealed(row, part, value):
    """The digest of one part: with its own salt, or with one made from the entry's."""
    salt = row["erased"]["salts"][part] if row["erased"] else sha256(row["salt"] + ":" + part)
    return sha256(salt + canonical(value))


def digest(row, previous):
    """The digest that a row must have after this one."""
    gone = row["erased"]["parts"] if row["erased"] else {}
    values = {"by": row["by"], "name": row["name"]}
    values |= {"fields." + name: pair for name, pair in row["fields"].items()}
    parts = {part: sealed(row, part, value) for part, value in values.items() if part not in gone}
    parts |= {part: one["digest"] for part, one in gone.items()}
    plain = {name: row[name] for name in ("place", "what", "kind", "record", "action")}
    at = row["at"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
    chained = {"previous": previous, "at": at, "account": row["account_id"], "parts": parts}
    return sha256(canonical({**plain, **chained}))


def first_wrong(rows):
    """The place of the first row that does not fit; None where all do."""
    previous = "0" * 64
    for place, row in enumerate(rows, 1):
        if (row["place"], row["digest"]) != (place, digest(row, previous)):
            return place
        previous = row["digest"]
    return None
