"""Who changed what, when, from what to what: an append-only list, entry chained to entry."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from frankpledge.accounts.models import Account
from frankpledge.history.chain import GENESIS
from frankpledge.shared.door import Recorded


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries are read, never changed."""

    def about(self, record: models.Model) -> "EntryQuerySet":
        """The life of one record, newest first."""
        return self.filter(kind=record._meta.label_lower, record=record.pk).order_by("-pk")

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("The history is only ever added to.")

    update = delete = bulk_update = _refuse


class Entry(models.Model):
    """One record added, changed or removed, in one operation, by somebody."""

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    # A label and a key, not a generic foreign key: an entry outlives the record it tells of.
    kind = models.CharField(max_length=60)
    record = models.PositiveBigIntegerField()
    name = models.CharField(max_length=300)
    action = models.CharField(max_length=10)
    fields = models.JSONField()
    # The chain: see chain.py. Places count from 1 and leave none out.
    place = models.PositiveBigIntegerField(unique=True)
    previous = models.CharField("digest of the entry before", max_length=64)
    digest = models.CharField(max_length=64)
    # Nothing once part of the entry is erased: `erased` then holds the salts of what is left, and
    # of what is gone its digest and the erasure.
    salt = models.CharField(max_length=32, blank=True)
    erased = models.JSONField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "record"], name="history_of_a_record")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.what}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused: entries are added by `operations.keep` alone, which chains them."""
        raise TypeError("The history is only ever added to.")

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: the history is only ever added to."""
        raise TypeError("The history is only ever added to.")


class Erasure(Recorded):
    """That values were erased from the history: when, under what, how many, and which they were.

    Its own entry in the history is never erased, so every erasure stays accounted for.
    """

    on = models.DateField()
    why = models.CharField("under what", max_length=500)
    parts = models.PositiveIntegerField("values erased")
    # Of the places and parts erased, in their order: which they were, without saying what.
    digest = models.CharField("digest of which they were", max_length=64)

    def __str__(self) -> str:
        return f"Erasure of {self.on.isoformat()}, {self.why}"


@dataclass(frozen=True)
class Head:
    """The last entry of the chain: how many there are, and the digest that covers them all."""

    place: int = 0
    digest: str = GENESIS
