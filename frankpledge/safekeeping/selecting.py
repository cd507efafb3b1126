"""Which records are an area's: those that lead to it, and the few that they need beside them.

A record leads to an area where one of its foreign keys does. What leads to none belongs to the
whole service (outbox, sessions, groups) and stays there; accounts go along where an area's record
names them, and so do releases of data that are every area's.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from frankpledge.safekeeping.refusing import CannotKeep
from frankpledge.safekeeping.tables import Table

AREA, ENTRY, ACCOUNT, RELEASE = (
    "places.area",
    "history.entry",
    "accounts.account",
    "releases.release",
)
# Kinds that belong to a service with one area as a whole, though they lead to no area.
WHOLE = {ENTRY, ACCOUNT, "history.erasure"}
Chosen = dict[str, set[Any]]


def links(table: Table) -> Iterator[tuple[str, str]]:
    """Each foreign key of a table: its column, and the label of what it points at."""
    for one in table.fields:
        if isinstance(one, models.ForeignKey):
            yield one.attname, one.remote_field.model._meta.label_lower


def area_kinds(tables: Iterable[Table]) -> set[str]:
    """The labels of tables from which foreign keys lead to an area."""
    found = {AREA}
    while more := {one.label for one in tables if any(to in found for _, to in links(one))} - found:
        found |= more
    return found


def chosen(tables: tuple[Table, ...], area: int, alias: str, *, alone: bool) -> Chosen:
    """The keys of the records of an area, by the label of their table.

    `alone`: there is no other area, so that accounts and the history are this one's whole.
    Raises CannotKeep where one of them points at another area's record.
    """
    kinds = area_kinds(tables)
    rows = {one.label: _keys(one, alias) for one in tables if one.label in kinds}
    found: Chosen = {label: set() for label in rows}
    found[AREA] = {area}
    grew = True
    while grew:
        grew = False
        for table in (one for one in tables if one.label in rows):
            mine = found[table.label]
            into = [to for _, to in links(table)]
            fresh = {
                key
                for key, *targets in rows[table.label]
                if key not in mine and _leads(targets, into, found)
            }
            mine |= fresh
            grew = grew or bool(fresh)
    found[RELEASE] |= {key for key, *area in rows[RELEASE] if area == [None]}
    _beside(tables, rows, found, alias, alone=alone)
    return {label: keys for label, keys in found.items() if keys}


def _keys(table: Table, alias: str) -> list[tuple[Any, ...]]:
    columns = [table.key.attname, *(column for column, _ in links(table))]
    return list(table.model._base_manager.using(alias).values_list(*columns))


def _leads(targets: list[Any], into: list[str], found: Chosen) -> bool:
    return any(target in found.get(to, ()) for target, to in zip(targets, into, strict=True))


def _beside(
    tables: tuple[Table, ...],
    rows: dict[str, list[tuple[Any, ...]]],
    found: Chosen,
    alias: str,
    *,
    alone: bool,
) -> None:
    """Add what the chosen records need; refuse what is another area's."""
    for table in tables:
        for key, *targets in rows.get(table.label, ()):
            if key not in found[table.label]:
                continue
            for target, (_, to) in zip(targets, links(table), strict=True):
                if target is None or target in found.get(to, ()):
                    continue
                if to in rows:
                    raise CannotKeep(
                        f"{table.label} {key} points at {to} {target}, which is another area's: "
                        "one of the two cannot be taken away alone."
                    )
                found.setdefault(to, set()).add(target)
    for table in (one for one in tables if one.label in WHOLE):
        every = table.model._base_manager.using(alias)
        if alone:
            found[table.label] = set(every.values_list("pk", flat=True))
        elif table.label == ENTRY:
            told = every.values_list("pk", "kind", "record", "account_id").iterator()
            for key, kind, record, account in told:
                if record in found.get(kind, ()):
                    found.setdefault(ENTRY, set()).add(key)
                    if account is not None:
                        found.setdefault(ACCOUNT, set()).add(account)
