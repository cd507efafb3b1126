"""A release as the database knows it: the mirror of its manifest, for links and for history."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded, RecordedQuerySet


class ReleaseQuerySet(RecordedQuerySet):
    """Questions about releases."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Open data for whoever holds a post; a partner's data for its own area alone."""
        if not viewer.areas:
            return self.none()
        return self.filter(Q(area=None) | Q(area__in=viewer.areas))


class Release(Recorded):
    """Data as it was loaded from certain files, once, and never changed since.

    The store's manifest is the truth; `manifest` is a copy of it. A release is added and never
    changed or removed: a later one supersedes it, month by month.
    """

    # Rejected rows are quoted in it; the release's own page shows them to those who may see them.
    secret_fields: ClassVar = frozenset({"manifest"})

    key = models.CharField("name in the store", max_length=100, unique=True)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    loaded = models.DateTimeField()
    published = models.DateField("published on")
    checksum = models.CharField("SHA-256 of its files", max_length=64)
    manifest = models.JSONField()
    # Whose it is, where a partner gave it; nobody's where it is open data.
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)

    objects: ClassVar = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("releases:release", args=[self.key])

    @property
    def tables(self) -> dict[str, Any]:
        """What the manifest says of each table, by its name."""
        found: dict[str, Any] = self.manifest["tables"]
        return found
