"""Records that hold for a time: names, roles, seats, memberships, boundaries.

Bodies are renamed, merged, split and abolished, so nothing is simply so: it is so from a day,
until a day. Both days are included; an empty start means since before the record begins, an
empty end means still so.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from frankpledge.shared.door import Recorded, RecordedQuerySet
from frankpledge.shared.words import spell_period


class DatedQuerySet(RecordedQuerySet):
    """Questions that every dated record answers."""

    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return self.filter(
            Q(starts__isnull=True) | Q(starts__lte=day), Q(ends__isnull=True) | Q(ends__gte=day)
        )

    def newest_first(self) -> Self:
        """Those that still hold first, then by the latest start."""
        return self.order_by(F("starts").desc(nulls_last=True), "pk")


class Dated(Recorded):
    """A record that holds from `starts` until `ends`, both days included."""

    starts = models.DateField("from", null=True, blank=True)
    ends = models.DateField("until", null=True, blank=True)

    objects: ClassVar = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )

    @property
    def period(self) -> str:
        """The period in words: "from 1 April 2013 to 30 June 2022"."""
        return spell_period(self.starts, self.ends)


def ends_not_before_starts(name: str) -> models.CheckConstraint:
    """The database's own guard: no period ends before it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
    )


def in_force(records: Any, day: date) -> Any:
    """The first of already-fetched dated records that holds on `day`, or None."""
    return next((record for record in records if record.holds_on(day)), None)
