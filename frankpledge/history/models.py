"""Who changed what, when, from what to what: an append-only list."""

from typing import Any

from django.db import models

from frankpledge.accounts.models import Account


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

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "record"], name="history_of_a_record")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.what}: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises TypeError for one that was kept before."""
        if self.pk is not None:
            raise TypeError("The history is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: the history is only ever added to."""
        raise TypeError("The history is only ever added to.")
