"""How a partner's file is read: which column is what, saved once and used each time."""

from django.db import models
from django.urls import reverse

from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded


class Mapping(Recorded):
    """A partner's columns as fields, with their types and codes. Its table is this area's alone."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="evidence_mappings")
    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    definition = models.JSONField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("releases:mapping", args=[self.slug])
