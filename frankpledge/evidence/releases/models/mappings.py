"""How a partner's file is read: which column is what, saved once and used each time."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from frankpledge.places.models import Area
from frankpledge.shared.door import Recorded


class Mapping(Recorded):
    """A partner's columns as fields, with their types and codes. Its table is this area's alone.

    `draft` is what an analyst is at: a definition that loads nothing before it is saved, and what
    was seen in the sample. A partner's values stand there, so the history never tells of it.
    """

    secret_fields: ClassVar = frozenset({"draft", "sample"})

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="evidence_mappings")
    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    # The store's mapping as JSON; nothing before it is saved for the first time.
    definition = models.JSONField(null=True, blank=True)
    draft = models.JSONField(null=True, blank=True)
    # Deleted when the draft is saved or thrown away.
    sample = models.FileField(upload_to="evidence", blank=True)
    sample_name = models.CharField(max_length=200, blank=True)
    begun = models.DateTimeField("draft begun", null=True, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("releases:mapping", args=[self.slug])

    @property
    def table(self) -> str:
        """Its table in the store."""
        return table_of(self.slug)


def table_of(slug: str) -> str:
    """The store's table of the mapping with this slug."""
    return f"partner_{slug.replace('-', '_')}"


def slug_of(table: str) -> str | None:
    """The slug of the mapping whose table this is; None where it is no partner's."""
    if not table.startswith("partner_"):
        return None
    return table.removeprefix("partner_").replace("_", "-")
