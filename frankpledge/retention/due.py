"""What the schedule lets go on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Model, Q, QuerySet

from frankpledge.history.models import Entry
from frankpledge.retention.schedule import SCHEDULE, Rule
from frankpledge.shared.clock import LONDON
from frankpledge.shared.door import Recorded


@dataclass(frozen=True)
class Due:
    """A rule, the last day it reaches back from, and how many records it lets go today."""

    rule: Rule
    before: date
    count: int


def due(on: date) -> tuple[Due, ...]:
    """How many records each rule of the schedule lets go on a day."""
    return tuple(Due(rule, _before(rule, on), let_go_by(rule, on).count()) for rule in SCHEDULE)


def _before(rule: Rule, on: date) -> date:
    return on - timedelta(days=rule.days)


def let_go_by(rule: Rule, on: date) -> QuerySet[Any]:
    """The records of a rule whose time is over on a day, and which hold something still."""
    model = apps.get_model(rule.kind)
    before: Any = _before(rule, on)
    if isinstance(model._meta.get_field(rule.after), DateTimeField):
        before = datetime.combine(before, time(), tzinfo=LONDON)
    over = {f"{rule.after}__lt": before, **rule.which}
    records: QuerySet[Any] = model._default_manager.filter(**over)
    if rule.blanks:
        held = Q()
        for column in rule.blanks:
            held |= ~Q(**{column: ""})
        records = records.filter(held)
    return records.order_by("pk")


def stays() -> dict[str, int]:
    """The public record: kind → how many there are, of every kind that no rule names."""
    named = {apps.get_model(rule.kind) for rule in SCHEDULE}
    kinds: list[type[Model]] = [
        one for one in apps.get_models() if issubclass(one, Recorded | Entry) and one not in named
    ]
    return {one._meta.label_lower: one._default_manager.count() for one in kinds}
