"""Bringing records into line with a file, without undoing what people did since."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import ProtectedError

from frankpledge.history.operations import plain
from frankpledge.history.queries import changed_by_others, removed_by_others
from frankpledge.shared.door import Actor, Recorded, RecordedQuerySet

M = TypeVar("M", bound=Recorded)
# Further than any place that the schema allows.
ASIDE = 10_000


class TooLong(ValueError):
    """A value has no room in its column. PostgreSQL refuses it, and SQLite would keep it."""


@dataclass
class Sync:
    """One load: puts records in line and counts what it did, by kind of record."""

    by: Actor
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    _gone: dict[type[Recorded], list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)

    def put(self, model: type[M], key: dict[str, Any], **values: Any) -> M:
        """The record of that key with those values: added, changed, or left as it was.

        A record that somebody else changed last, and that differs, is left and reported.
        """
        _fits(model, {**key, **values})
        kind = str(model._meta.verbose_name_plural)
        record: M | None = model._default_manager.filter(**key).first()
        if record is None:
            record = model(**key, **values)
            who = self._removed_by(model, key)
            if who:
                self.left.append(f"{record} was removed by {who} and stays so")
                return record
            record.save()
            self.added[kind] += 1
            return record
        differing = {
            name: value for name, value in values.items() if getattr(record, name) != value
        }
        if not differing:
            return record
        others = changed_by_others([record], self.by.name)
        if record.pk in others:
            self.left.append(f"{record} was changed by {others[record.pk]} and stays as it is")
            return record
        for name, value in differing.items():
            setattr(record, name, value)
        record.save()
        self.changed[kind] += 1
        return record

    def make_room(self, moving: Iterable[Recorded], place: str) -> None:
        """Move records that are about to change places out of each other's way.

        The database allows no two in one place even for a moment. `place` is the field that says
        where each stands. What somebody else changed is left, here as everywhere.
        """
        found = list(moving)
        others = changed_by_others(found, self.by.name)
        for record in found:
            if record.pk not in others:
                setattr(record, place, getattr(record, place) + ASIDE)
                record.save()

    def missing(self, records: RecordedQuerySet, kept: Iterable[Recorded]) -> None:
        """Tell of whole bodies and places that the file has dropped: they stay.

        A line that is gone may be a slip, and a body is never simply gone: it ends on a day.
        """
        for record in records.exclude(pk__in=[record.pk for record in kept]):
            self.left.append(
                f"{record} is no longer in the file. It stays; if it has ended, "
                "put it back and give its role and name a last day"
            )

    def only(self, records: RecordedQuerySet, kept: Iterable[Recorded]) -> None:
        """Remove the records that the file no longer has, if they were the file's own.

        What somebody else added or changed stays, and so does what other records still need.
        """
        gone = list(records.exclude(pk__in=[record.pk for record in kept]))
        others = changed_by_others(gone, self.by.name)
        for record in gone:
            if record.pk in others:
                continue
            try:
                name, kind = str(record), str(record._meta.verbose_name_plural)
                record.delete()
                self.removed[kind] += 1
            except ProtectedError:
                self.left.append(
                    f"{name} is no longer in the file; other records need it, so it stays"
                )

    def _removed_by(self, model: type[Recorded], key: dict[str, Any]) -> str:
        """Who removed the record of that key in the application, or nobody."""
        if model not in self._gone:
            self._gone[model] = removed_by_others(model, self.by.name)
        wanted = model(**key)
        columns = {
            column.attname: plain(getattr(wanted, column.attname))
            for column in model._meta.concrete_fields
            if column.name in key and getattr(wanted, column.attname) is not None
        }
        same = (by for by, was in self._gone[model] if columns.items() <= was.items())
        return next(same, "")

    @property
    def summary(self) -> str:
        """What the load did, in words."""
        lines = []
        for verb, counted in (
            ("Added", self.added),
            ("Changed", self.changed),
            ("Removed", self.removed),
        ):
            if counted:
                what = ", ".join(_counted(number, kind) for kind, number in counted.items())
                lines.append(f"{verb}: {what}.")
        return "\n".join([*lines, *self.left]) or "Nothing to change: all of it was loaded before."


def _counted(number: int, plural: str) -> str:
    """1 body, 57 bodies: by the models' own names."""
    names = {str(m._meta.verbose_name_plural): str(m._meta.verbose_name) for m in apps.get_models()}
    return f"{number:,} {names[plural] if number == 1 else plural}"


def _fits(model: type[Recorded], values: dict[str, Any]) -> None:
    for column in model._meta.concrete_fields:
        value, most = values.get(column.name), column.max_length
        if most and isinstance(value, str) and len(value) > most:
            what = f"{model._meta.verbose_name}, {column.verbose_name}"
            start = f"“{value[:60]}…”"
            raise TooLong(f"{start} is {len(value):,} letters long; {what}: at most {most:,}")


def on(text: Any) -> date | None:
    """A date that the schema has passed, or nothing."""
    return date.fromisoformat(text) if text else None


def at(text: Any) -> time | None:
    """A time that the schema has passed, or nothing."""
    return time.fromisoformat(text) if text else None


def words(text: Any) -> str:
    """Text, or no text."""
    return "" if text is None else str(text).strip()
