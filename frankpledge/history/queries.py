"""What a page needs to show a record's life in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q

from frankpledge.history.chain import BY, FIELD, NAME, erased_parts
from frankpledge.history.models import Entry, Erasure, Head
from frankpledge.shared.words import count_of, spell_day

LONGEST_TOLD = 300
ACTIONS = {"added": "added", "changed": "changed", "removed": "removed"}


@dataclass(frozen=True)
class FieldChange:
    """One field's change, in words."""

    field: str
    was: str
    now: str
    erased: str = ""

    def __str__(self) -> str:
        """In a few words: a long text is said to have changed, and is not told twice over."""
        if self.erased:
            return f"{self.field} {self.erased}"
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


def head() -> Head:
    """The last entry of the chain, as this transaction sees it."""
    last = Entry.objects.order_by("-place").values_list("place", "digest").first()
    return Head(*last) if last else Head()


def life_of(*records: Model, limit: int = 50) -> tuple[Line, ...]:
    """What happened to these records, newest first; at most `limit` entries."""
    wanted = Q(pk__in=())
    models: dict[str, type[Model]] = {}
    for record in records:
        wanted |= Q(kind=record._meta.label_lower, record=record.pk)
        models[record._meta.label_lower] = type(record)
    entries = list(Entry.objects.filter(wanted).order_by("-pk")[:limit])
    names, erasures = _names(entries, models), _erasures(entries)
    return tuple(_line(entry, models[entry.kind], names, erasures) for entry in entries)


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


Names = dict[tuple[type[Model], int], str]


def _names(entries: list[Entry], models: dict[str, type[Model]]) -> Names:
    """What the records that these entries point at are called: one query for each kind of them."""
    wanted: dict[type[Model], set[int]] = {}
    for entry in entries:
        for name, pair in entry.fields.items():
            target = _target(models[entry.kind], name)
            if target and entry.action == "changed":
                kept = wanted.setdefault(target, set())
                kept |= {key for key in pair if isinstance(key, int)}
    found: Names = {}
    for target, keys in wanted.items():
        records = target._default_manager.all()
        # A body's names are records of their own, fetched together where its model can.
        named = records.with_names() if hasattr(records, "with_names") else records
        found |= {(target, one.pk): str(one) for one in named.filter(pk__in=keys)}
    return found


def _target(model: type[Model], name: str) -> type[Model] | None:
    """The model that a column of this name points at, or None for an ordinary column."""
    if not name.endswith("_id"):
        return None
    try:
        target = model._meta.get_field(name.removesuffix("_id")).related_model
    except FieldDoesNotExist:
        return None
    return target if isinstance(target, type) else None


def _erasures(entries: list[Entry]) -> dict[int, str]:
    """When and under what values were erased from these entries: one query, where any were."""
    keys = {part["under"] for one in entries for part in erased_parts(one).values()}
    found = Erasure.objects.in_bulk(keys) if keys else {}
    return {key: f"erased on {spell_day(one.on)} under “{one.why}”" for key, one in found.items()}


def _line(entry: Entry, model: type[Model], names: Names, erasures: dict[int, str]) -> Line:
    gone = {part: erasures.get(one["under"], "erased") for part, one in erased_parts(entry).items()}
    fields = [
        FieldChange(_label(model, part.removeprefix(FIELD)), "", "", words)
        for part, words in gone.items()
        if part.startswith(FIELD)
    ]
    for name, (was, now) in entry.fields.items():
        target = _target(model, name)
        told = [names.get((target, one), one) if target else one for one in (was, now)]
        fields.append(FieldChange(_label(model, name), _words(told[0]), _words(told[1])))
    action = ACTIONS[entry.action]
    by, name = entry.by or gone.get(BY, ""), entry.name or gone.get(NAME, "")
    return Line(entry.at, by, entry.what, name, action, tuple(fields))


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
