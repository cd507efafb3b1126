"""When records began and when they last changed, out of the history: what readers ask again by."""

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from frankpledge.history.models import Entry

_MOMENT: Any = DateTimeField()


def last_changes(kind: str, keys: list[int]) -> dict[int, datetime]:
    """Key → when that record of a kind, such as "meetings.meeting", last changed; in one query."""
    found = Entry.objects.filter(kind=kind, record__in=keys).values("record")
    return {one["record"]: one["last"] for one in found.annotate(last=Max("at")).order_by()}


def first_entry(kind: str, **which: Any) -> Subquery:
    """For an annotation: when the record of this kind began."""
    return _moment(kind, Min("at"), which)


def last_entry(kind: str, **which: Any) -> Subquery:
    """For an annotation: when the record, or the records, of this kind last changed."""
    return _moment(kind, Max("at"), which)


def _moment(kind: str, pick: Max | Min, which: dict[str, Any]) -> Subquery:
    wanted = which or {"record": OuterRef("pk")}
    # Grouped by kind, so that several records of a kind give one moment.
    found = Entry.objects.filter(kind=kind, **wanted).order_by().values("kind")
    return Subquery(found.annotate(moment=pick).values("moment"), output_field=_MOMENT)


def latest(first: Subquery, *others: Subquery) -> Any:
    """The latest of several moments, where any but the first may be missing."""
    if not others:
        return first
    return Greatest(first, *(Coalesce(one, first) for one in others))
