"""A load: files that were sent, and what became of them. How far it is stands in `progress`."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from frankpledge.evidence.releases.models.mappings import Mapping
from frankpledge.evidence.releases.models.releases import Release
from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded

LOAD_STATES = {
    "waiting": "Waiting",
    "loading": "Loading",
    "loaded": "Loaded",
    "refused": "Refused",
}
UNDER_WAY = ("waiting", "loading")


class Load(Recorded):
    """Files on their way into the store. Refused, nothing of them was loaded.

    `mistakes` quote values of the files, so the history never tells of them.
    """

    secret_fields: ClassVar = frozenset({"mistakes"})

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="evidence_loads")
    by = models.CharField("sent by", max_length=200)
    received = models.DateTimeField()
    published = models.DateField("published on", null=True, blank=True)
    mapping = models.ForeignKey(Mapping, null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="waiting", choices=list(LOAD_STATES.items()))
    outcome = models.TextField("what became of it", blank=True)
    # Sentences that say where a file is wrong, the worst first.
    mistakes = models.JSONField(default=list, blank=True)
    # How often it was begun. What kills its process each time is not tried for ever.
    tries = models.PositiveSmallIntegerField(default=0)
    # Made with the form that sends it, so that pressing its button twice sends one load.
    sending = models.UUIDField(null=True, blank=True, unique=True)
    release = models.ForeignKey(Release, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        names = [one.name for one in self.files.all()]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    @property
    def is_under_way(self) -> bool:
        """Whether it is neither loaded nor refused."""
        return self.state in UNDER_WAY

    def get_absolute_url(self) -> str:
        return reverse("releases:load", args=[self.pk])


class LoadFile(Recorded):
    """One file of a load. Its bytes are deleted once the load is settled; its name stays."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
