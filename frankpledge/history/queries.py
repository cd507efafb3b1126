"""What a page needs to show a record's life in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q

from frankpledge.history.models import Entry
from frankpledge.shared.words import count_of

LONGEST_TOLD = 300
ACTIONS = {"added": "added", "changed": "changed", "removed": "removed"}


@dataclass(frozen=True)
class FieldChange:
    """One field's change, in words."""

    field: str
    was: str
    now: str

    def __str__(self) -> str:
        """In a few words: a long text is said to have changed, and is not told twice over."""
        if len(self.was) + len(self.now) > LONGEST_TOLD:
            return f"{self.field} changed"
        return f"{self.field} from {self.was} to {self.now}"


@dataclass(frozen=True)
class Line:
    """One entry of a record's history."""

    at: datetime
    by: str
    what: str
    name: str
    action: str
    fields: tuple[FieldChange, ...]


def life_of(*records: Model, limit: int = 50) -> tuple[Line, ...]:
    """What happened to these records, newest first; at most `limit` entries."""
    wanted = Q(pk__in=())
    models: dict[str, type[Model]] = {}
    for record in records:
        wanted |= Q(kind=record._meta.label_lower, record=record.pk)
        models[record._meta.label_lower] = type(record)
    entries = Entry.objects.filter(wanted).order_by("-pk")[:limit]
    return tuple(_line(entry, models[entry.kind]) for entry in entries)


def entries_about(*records: Model, limit: int = 12) -> list[dict[str, Any]]:
    """The life of these records as the history component shows it, newest first."""
    return [
        {
            "when": line.at,
            "who": line.by,
            "what": f"{line.what}: {line.name} {line.action}",
            "detail": "; ".join(map(str, line.fields)) if line.action == "changed" else "",
        }
        for line in life_of(*records, limit=limit)
    ]


def changed_by_others(records: Iterable[Model], name: str) -> dict[int, str]:
    """Of these records of one model, those last changed by somebody other than `name`: pk → who."""
    latest: dict[int, str] = {}
    found = list(records)
    if not found:
        return {}
    entries = Entry.objects.filter(
        kind=found[0]._meta.label_lower, record__in=[record.pk for record in found]
    )
    for record, by in entries.order_by("pk").values_list("record", "by"):
        latest[record] = by
    return {record: by for record, by in latest.items() if by != name}


def removed_by_others(model: type[Model], name: str) -> list[tuple[str, dict[str, Any]]]:
    """What records of a model others than `name` removed: who, and the values that it had."""
    entries = Entry.objects.filter(kind=model._meta.label_lower, action="removed").exclude(by=name)
    return [
        (by, {field: pair[0] for field, pair in fields.items()})
        for by, fields in entries.values_list("by", "fields")
    ]


def _line(entry: Entry, model: type[Model]) -> Line:
    fields = tuple(
        FieldChange(_label(model, name), _words(pair[0]), _words(pair[1]))
        for name, pair in entry.fields.items()
    )
    action = ACTIONS[entry.action]
    return Line(entry.at, entry.by, entry.what, entry.name, action, fields)


def _label(model: type[Model], name: str) -> str:
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return name
    label = str(getattr(field, "verbose_name", name))
    return label[:1].upper() + label[1:]


def _words(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        plain = all(isinstance(one, str) for one in value)
        return "; ".join(value) if plain else count_of(len(value), "part")
    return str(value)
