"""Bodies: one identity through every change of name, role and patch."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from frankpledge.places.models import Area, Place
from frankpledge.shared.dated import Dated, DatedQuerySet, ends_not_before_starts, in_force
from frankpledge.shared.door import Recorded, RecordedQuerySet

# What a body can be in a partnership, with its words. What a body is called, and which body it
# is, are data; these are the parts that the law and the field's practice give it to play.
ROLES = {
    "responsible-authority": "Responsible authority",
    "named-in-documents": "Named as a member in local documents",
    "community-safety-partnership": "Community safety partnership",
    "county-board": "County strategic board",
    "delivery-group": "Delivery group",
    "tactical-group": "Tactical group",
    "local-policing-body": "Local policing body",
    "policing-panel": "Panel that scrutinises the local policing body",
    "scrutiny-committee": "Crime and disorder scrutiny committee",
    "partner-board": "Partner board",
    "provider": "Provider of services",
    "voluntary-sector": "Voluntary and community sector body",
    "government": "Government department or national body",
}

PLURALS = {
    "responsible-authority": "Responsible authorities",
    "named-in-documents": "Named as members in local documents",
    "community-safety-partnership": "Community safety partnerships",
    "county-board": "County strategic boards",
    "delivery-group": "Delivery groups",
    "tactical-group": "Tactical groups",
    "local-policing-body": "Local policing body",
    "policing-panel": "Panel that scrutinises the local policing body",
    "scrutiny-committee": "Crime and disorder scrutiny committees",
    "partner-board": "Partner boards",
    "provider": "Providers of services",
    "voluntary-sector": "Voluntary and community sector",
    "government": "Government departments and national bodies",
}

# The sectors of responsible authority, in the order of section 5(1) of the Crime and Disorder Act
# 1998.
SECTORS = {
    "council": "Council",
    "police": "Police",
    "policing-governance": "Police authority",
    "fire": "Fire and rescue",
    "health": "Health",
    "probation": "Probation",
}


class BodyQuerySet(RecordedQuerySet):
    """Questions about bodies."""

    def with_names(self) -> Self:
        """Fetch every dated name with the bodies, so that `name_on` asks nothing more."""
        return self.prefetch_related(
            Prefetch("names", queryset=BodyName.objects.newest_first(), to_attr="fetched_names")
        )

    def holding(self, role: str, on: date) -> Self:
        """Bodies that hold `role` on a day."""
        return self.filter(pk__in=BodyRole.objects.on(on).filter(role=role).values("body"))

    def standing_on(self, on: date) -> Self:
        """Bodies that have not ended by a day: nothing came after them, and a role is theirs still.

        One that never had a role stands.
        """
        gone = SuccessionPart.objects.filter(came_after=False, succession__on__lte=on)
        roles = BodyRole.objects.filter(body=OuterRef("pk"))
        lasting = roles.filter(Q(ends__isnull=True) | Q(ends__gte=on))
        return self.exclude(pk__in=gone.values("body")).filter(Exists(lasting) | ~Exists(roles))


class Body(Recorded):
    """An organisation, partnership, board or group, whatever it has been called."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="bodies")
    slug = models.SlugField(max_length=60, unique=True)
    sort = models.PositiveSmallIntegerField(default=0)
    purpose = models.TextField(blank=True)

    objects: ClassVar = BodyQuerySet.as_manager()
    fetched_names: list["BodyName"]

    class Meta:
        ordering = ["sort", "slug"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        names = self.dated_names()
        return names[0].name if names else self.slug

    def get_absolute_url(self) -> str:
        # The page shows what the body owes and when it meets, so it is drawn further up.
        return reverse("web:body", args=[self.slug])

    def dated_names(self) -> list["BodyName"]:
        """Every name, the newest first, fetched once."""
        if not getattr(self, "fetched_names", None):
            self.fetched_names = list(self.names.newest_first())
        return self.fetched_names

    def name_on(self, day: date) -> str:
        """What it was called on a day; before its first name the first, after its last the last."""
        return self._name(day).name

    def short_on(self, day: date) -> str:
        """Its short name on a day, or its name where it has none."""
        found = self._name(day)
        return found.short or found.name

    def welsh_on(self, day: date) -> str:
        """Its Welsh name on a day, or nothing."""
        return self._name(day).name_cy

    def _name(self, day: date) -> "BodyName":
        names = self.dated_names()
        found: BodyName | None = in_force(names, day)
        if found:
            return found
        before = [name for name in names if name.starts is None or name.starts <= day]
        return before[0] if before else names[-1]


class BodyName(Dated):
    """What a body is called for a time. A rename is the next name; the body stays the same."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short = models.CharField("short name", max_length=80, blank=True)
    name_cy = models.CharField("Welsh name", max_length=200, blank=True)
    reason = models.CharField("why the name changed", max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_not_before_starts("body_name_ends_after_it_starts"),
            models.UniqueConstraint(fields=["body", "starts"], name="one_name_from_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class BodyRole(Dated):
    """A part that a body plays for a time, with what says so."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=list(ROLES.items()))
    sector = models.CharField(max_length=30, blank=True, choices=list(SECTORS.items()))
    basis = models.CharField("what says so", max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_not_before_starts("body_role_ends_after_it_starts"),
            models.UniqueConstraint(fields=["body", "role", "starts"], name="one_role_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_role_display()}"


class Coverage(Dated):
    """A place that a body covers for a time. A partnership of two councils covers two."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="covers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="covered_by")

    class Meta:
        constraints = [
            ends_not_before_starts("coverage_ends_after_it_starts"),
            models.UniqueConstraint(fields=["body", "place", "starts"], name="one_coverage"),
        ]

    def __str__(self) -> str:
        return f"{self.body} covers {self.place}"


class ReportingQuerySet(DatedQuerySet):
    """Questions about who reports to whom."""

    def to(self, boards: Iterable[Body | int], on: date) -> Self:
        """The lines that lead to any of these boards on a day."""
        return self.on(on).filter(board__in=boards)


class Reporting(Dated):
    """A body reports to a board for a time. A group may report to several boards."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports_to")
    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reported_to_by")
    basis = models.CharField("what says so", max_length=300, blank=True)

    objects: ClassVar = ReportingQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_not_before_starts("reporting_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["body", "board", "starts"], name="one_reporting_line_from_a_day"
            ),
            models.CheckConstraint(
                name="nobody_reports_to_itself", condition=~Q(body=models.F("board"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} reports to {self.board}"


class Succession(Recorded):
    """Bodies that became other bodies on a day: a merger, a split, a replacement, an end."""

    KINDS = {
        "merge": "Merged",
        "split": "Split",
        "replace": "Replaced",
        "abolish": "Abolished",
    }
    INSTRUMENTS = {
        "combination-agreement": "combination agreement with the local policing body",
        "ministerial-order": "order of the Secretary of State",
        "legislation": "legislation",
        "local-decision": "local decision",
    }

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    on = models.DateField("first day of what came after")
    instrument = models.CharField(max_length=30, choices=list(INSTRUMENTS.items()))
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "slug"]

    def __str__(self) -> str:
        return self.slug


class SuccessionPart(Recorded):
    """One body's side of a succession: what was before it, or what came after."""

    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="parts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    came_after = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["succession", "body"], name="once_in_a_succession")
        ]

    def __str__(self) -> str:
        return f"{self.body} {'after' if self.came_after else 'before'} {self.succession}"
