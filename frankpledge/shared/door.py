"""The one door for writes.

A function that changes anything wears `@operation("What it does")` and takes keyword-only
`by=`. Inside it, and nowhere else, a `Recorded` model may be saved or deleted; every change is
noted, field by field, and handed to the history in the same transaction. A write anywhere else
raises `WriteOutsideOperation`, so nothing can change without saying who did it and what it was.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Protocol, TypeVar

from django.db import models, transaction
from django.db.models.deletion import Collector
from django.db.models.fields.files import FieldFile

P = ParamSpec("P")
# What an added or removed record need not tell of.
EMPTY: tuple[Any, ...] = (None, "", [])
# What stands in the history for a value that must not: it says that the column changed, no more.
SECRET = ("kept secret", "kept secret")
R = TypeVar("R")


@dataclass(frozen=True)
class Actor:
    """Who is acting: an account's holder, or a named process such as an area file's load."""

    name: str
    account_id: int | None = None


class WriteOutsideOperation(RuntimeError):
    """A record was about to change outside an operation: the code's mistake, never the user's."""


class StaleRecord(Exception):
    """Somebody else saved this record after it was read; nothing has been changed."""


@dataclass(frozen=True)
class Change:
    """One record added, changed or removed; `fields` maps each field to (from, to).

    The name of what is removed is taken down at once: it can soon no longer be asked. What stays is
    asked for its name when all is done.
    """

    record: "Recorded"
    pk: int
    name: str
    action: str
    fields: dict[str, tuple[Any, Any]]


@dataclass
class OpenOperation:
    """The operation under way in this context, and what it has changed: one change a record."""

    by: Actor
    what: str
    changes: list[Change] = field(default_factory=list)
    # What is to be kept of operations inside this one, already put into words.
    told: list[Any] = field(default_factory=list)

    def note_added(self, change: Change) -> None:
        """Keep what has just been added: nothing was done to it before, so nothing is searched."""
        self.changes.append(change)

    def note(self, change: Change) -> None:
        """Keep a change, joined to what this operation did to the same record before.

        Whoever reads the history wants what the operation came to, not the steps it took.
        """
        for place, earlier in enumerate(self.changes):
            if type(earlier.record) is type(change.record) and earlier.pk == change.pk:
                joined = _joined(earlier, change)
                self.changes[place : place + 1] = [joined] if joined else []
                return
        self.changes.append(change)


def _joined(earlier: Change, later: Change) -> Change | None:
    """Two changes of one record as one: None where they undo each other."""
    if later.action == "removed":
        if earlier.action == "added":
            return None
        was = {name: pair[0] for name, pair in earlier.fields.items()}
        gone = {name: (was.get(name, old), None) for name, (old, _) in later.fields.items()}
        return Change(later.record, later.pk, later.name, "removed", gone)
    fields = dict(earlier.fields)
    for name, (old, new) in later.fields.items():
        first = fields[name][0] if name in fields else old
        fields[name] = (first, new)
    if earlier.action == "changed":
        fields = {
            name: pair for name, pair in fields.items() if pair[0] != pair[1] or pair == SECRET
        }
        if not fields:
            return None
    return Change(later.record, later.pk, later.name, earlier.action, fields)


class Recorder(Protocol):
    """What the history provides: it puts an operation's changes into words, and keeps them."""

    def tell(self, done: OpenOperation) -> list[Any]:
        """What is to be kept of one operation; nothing is written yet."""

    def keep(self, told: list[Any]) -> None:
        """Keep it, in the current transaction."""


_current: ContextVar[OpenOperation | None] = ContextVar("frankpledge_operation", default=None)
_recorders: list[Recorder] = []


def keep_changes_with(recorder: Recorder) -> None:
    """Called once, by the history when Django starts: `recorder` keeps what operations change."""
    _recorders[:] = [recorder]


@contextmanager
def _opened(by: Actor, what: str) -> Iterator[None]:
    """One operation. What it did is told at its end, and kept at the end of the outermost.

    Keeping takes the history's lock, under which nothing else may wait: so it comes last.
    """
    outer = _current.get()
    done = OpenOperation(by=by, what=what)
    token = _current.set(done)
    try:
        with transaction.atomic():
            yield
            for recorder in _recorders:
                done.told += recorder.tell(done)
                if outer is None:
                    recorder.keep(done.told)
        if outer is not None:
            outer.told += done.told
    finally:
        _current.reset(token)


def operation(what: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as an operation: atomic, recorded, with keyword `by: Actor` required.

    `what` says in plain English what it does, for the history. Operations may call each other;
    each records its own changes and all stand or fall with the outermost.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def inside(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs.get("by")
            if not isinstance(by, Actor):
                raise TypeError(f"{function.__name__}() needs by=Actor(...): who is doing this?")
            with _opened(by, what):
                return function(*args, **kwargs)

        return inside

    return decorate


def _require_open(record: str) -> OpenOperation:
    current = _current.get()
    if current is None:
        raise WriteOutsideOperation(f"{record} may only change inside an operation.")
    return current


class RecordedQuerySet(models.QuerySet[Any]):
    """A queryset that reads freely and writes only one recorded record at a time."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise WriteOutsideOperation(
            f"{self.model.__name__}: save or delete each record inside an operation, "
            "so that the history sees it."
        )

    update = delete = bulk_create = bulk_update = _refuse

    def add_all(self, records: list[Any]) -> list[Any]:
        """Add many new records in one query, inside an operation; each is noted like any other.

        Raises WriteOutsideOperation. What a record of this kind does in its own `save` is not done.
        """
        current = _require_open(self.model.__name__)
        added: list[Any] = super().bulk_create(records)
        for one in added:
            after = one.field_values()
            one._stored = after
            fields = {name: (None, value) for name, value in after.items() if value not in EMPTY}
            current.note_added(Change(one, one.pk, "", "added", one._told(fields)))
        return added


class Recorded(models.Model):
    """A record whose every change is kept: it can be saved or deleted only inside an operation."""

    # Two people who save the same record at once: the second is told, and nothing is lost.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = RecordedQuerySet.as_manager()
    # Columns whose change is recorded and whose value never is.
    secret_fields: ClassVar[frozenset[str]] = frozenset()
    _quiet: frozenset[str] = frozenset()
    _stored: dict[str, Any]

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> "Recorded":
        """Remember what was read, so that a save can tell what changed."""
        record = super().from_db(db, list(field_names), list(values))
        pairs = zip(field_names, values, strict=True)
        record._stored = {name: _apart(value) for name, value in pairs}
        return record

    def field_values(self) -> dict[str, Any]:
        """The record's own columns as they stand, without its key and version."""
        return {
            column.attname: _apart(self.__dict__[column.attname])
            for column in self._meta.concrete_fields
            if not column.primary_key
            and column.name != "version"
            and column.attname in self.__dict__
        }

    def save(self, *args: Any, parts_changed: bool = False, **kwargs: Any) -> None:
        """Save and note the change. Raises WriteOutsideOperation; StaleRecord when beaten to it.

        `parts_changed`: records that people edit together with this one have changed, so whoever
        has it open must be told, even where its own columns stay as they are.
        """
        current = _require_open(type(self).__name__)
        before: dict[str, Any] = getattr(self, "_stored", {})
        only: Collection[str] | None = kwargs.get("update_fields")
        fields = {
            name: (before.get(name), value)
            for name, value in self.field_values().items()
            if (name not in before or before[name] != value) and (only is None or name in only)
        }
        added = self._state.adding
        if not added:
            if not (fields or parts_changed):
                return
            self.version += 1
            kwargs["force_update"] = True
            if only is not None:
                kwargs["update_fields"] = {*only, "version"}
        super().save(*args, **kwargs)
        after = self.field_values()
        self._stored = {
            **before,
            **{name: after[name] for name in after if not only or name in only},
        }
        if added:
            fields = {name: (None, value) for name, value in after.items() if value not in EMPTY}
        action = "added" if added else "changed"
        if added or fields:
            current.note(Change(self, self.pk, "", action, self._told(fields)))

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, *args: Any, **kwargs: Any) -> bool:
        updated: bool = super()._do_update(
            base_qs.filter(version=self.version - 1), using, pk_val, *args, **kwargs
        )
        if not updated:
            self.version -= 1
            raise StaleRecord(str(self))
        return updated

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the record, and note what it was and what went with it.

        Raises WriteOutsideOperation; ProtectedError while other records need it.
        """
        current = _require_open(type(self).__name__)
        gone = [(one, one.pk, str(one), one.field_values()) for one in self._goes_with()]
        done = super().delete(*args, **kwargs)
        for one, pk, name, was in gone:
            fields = {field: (value, None) for field, value in was.items() if value not in EMPTY}
            current.note(Change(one, pk, name, "removed", one._told(fields)))
        return done

    def _goes_with(self) -> list["Recorded"]:
        """This record and every one that is deleted with it, the last first."""
        collector = Collector(using=self._state.db or "default", origin=self)
        collector.collect([self])
        found = [one for records in collector.data.values() for one in records]
        for records in collector.fast_deletes:
            found.extend(records)
        return [one for one in found if isinstance(one, Recorded)]

    def _told(self, fields: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
        hidden = self.secret_fields | self._quiet
        return {n: SECRET if n in hidden else pair for n, pair in fields.items()}

    def keep_quiet_about(self, columns: Collection[str]) -> None:
        """Of this one record, from now on, the history is told that these changed, and no more.

        For values that are erased: they are not to be written down once more as what was.
        """
        self._quiet = self._quiet | frozenset(columns)


def _apart(value: Any) -> Any:
    """The value as it is now, out of reach of what is later done to it in place."""
    if isinstance(value, (list, dict)):
        return json.loads(json.dumps(value))
    return value.name or "" if isinstance(value, FieldFile) else value
