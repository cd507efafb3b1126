"""Where: the areas that bodies cover, and which lies in which from when until when."""

from django.db import models

from frankpledge.shared.dated import Dated, ends_not_before_starts
from frankpledge.shared.door import Recorded


class Area(Recorded):
    """One partnership's whole patch, set up from one area file: usually a police area."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("Welsh name", max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(Dated):
    """A piece of the map at one tier: a district, a county, a police area."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="places")
    slug = models.SlugField(max_length=60, unique=True)
    tier = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    name_cy = models.CharField("Welsh name", max_length=200, blank=True)
    code = models.CharField("ONS code", max_length=9, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [ends_not_before_starts("place_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name


class Containment(Dated):
    """One place lies inside another for a time."""

    inner = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="lies_in")
    outer = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="takes_in")

    class Meta:
        constraints = [
            ends_not_before_starts("containment_ends_after_it_starts"),
            models.UniqueConstraint(fields=["inner", "outer", "starts"], name="one_containment"),
        ]

    def __str__(self) -> str:
        return f"{self.inner} in {self.outer}"
