"""What a file's name and today's date say against it: refused before a row of it is stored."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from frankpledge.analytics.store.nouns import Kind, Slice
from frankpledge.analytics.store.recognising import Recognised
from frankpledge.analytics.store.wording import spell_slice
from frankpledge.shared.words import spell_day

HEAD = 1 << 16
"""Bytes of a file from which it is told whose crimes it holds: some three hundred rows."""
DATED = ("police", "road")
"""Groups of kinds whose periods are when something happened. A population may be a projection."""
WELSH = {
    "heddlu dyfed-powys": "dyfed-powys",
    "heddlu de cymru": "south-wales",
    "heddlu gogledd cymru": "north-wales",
    "heddlu gwent": "gwent",
}
OTHER_SLUGS = {
    "police service of northern ireland": "northern-ireland",
    "british transport police": "btp",
}


def doubts(file: Recognised, today: date) -> list[str]:
    """Why a police file cannot be what its name says, a sentence each; nothing where it can."""
    name, month, unit = (
        file.taken.name,
        *(file.hints.get(one) or "" for one in ("month", "unit")),
    )
    said = []
    if month > f"{today:%Y-%m}":
        said.append(
            f"“{name}” is of {spell_slice(month)}, and today is {spell_day(today)}: that month has"
            " not been yet. Check the file's name."
        )
    if unit and (force := _other_force(file, unit)):
        said.append(
            f"“{name}” is named as {unit}, but most of its rows fall within {force}. Give the file"
            " the name under which it was published."
        )
    return said


def not_yet(kind: Kind, slices: Sequence[Slice], today: date) -> list[str]:
    """The same of a table's periods, where the files' names do not say them."""
    if kind.group not in DATED:
        return []
    return [
        f"{kind.title}: {one.rows:,} rows of {one.unit} are of {spell_slice(one.period)}, and today"
        f" is {spell_day(today)}. Check the dates in the file."
        for one in slices
        if one.period > today.isoformat()[: len(one.period)]
    ]


def slug_of_force(name: str) -> str:
    """The publisher's slug of a force's full name, English or Welsh, as `police.SLUG` makes it."""
    lower = " ".join(name.lower().split())
    if known := WELSH.get(lower) or OTHER_SLUGS.get(lower):
        return known
    short = re.sub(r"\s+(police service|constabulary|police)$", "", lower.replace("&", "and"))
    return re.sub("[^a-z]+", "-", short).strip("-")


def _other_force(file: Recognised, unit: str) -> str:
    """The force that most of a file's first rows name, where over half name another than `unit`."""
    at = next((n for n, one in enumerate(file.columns) if one and one.name == "force"), None)
    if at is None:
        return ""
    with file.taken.path.open("rb") as stream:
        text = stream.read(HEAD).decode(file.taken.encoding, errors="replace")
    names: dict[str, int] = {}
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=file.taken.delimiter)
    try:
        for row in rows:
            if len(row) == len(file.columns) and row[at].strip().lower() != "falls within":
                names[row[at]] = names.get(row[at], 0) + 1
    except csv.Error:
        pass  # What cannot be read is rejected later, row by row.
    others: Mapping[str, int] = {
        name: count for name, count in names.items() if slug_of_force(name) != unit
    }
    if sum(others.values()) * 2 <= sum(names.values()):
        return ""
    return max(others, key=lambda name: others[name])
