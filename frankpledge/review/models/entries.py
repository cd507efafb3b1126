"""What an update says: its lines, its document rows, its dates, and the groups it links to."""

from django.db import models
from django.db.models import Q

from frankpledge.partnership.models import Body
from frankpledge.review.models.updates import QuarterlyUpdate
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requirements.rules import KnownDate
from frankpledge.review.risks.models import Risk
from frankpledge.review.rules import NOTICE_KINDS, REQUEST_CHOICES, RISK_CHOICES
from frankpledge.shared.door import Recorded
from frankpledge.shared.words import spell_day


class UpdateEntry(Recorded):
    """One line of a section: what the group says, and what it asks of the board in return."""

    update = models.ForeignKey(QuarterlyUpdate, on_delete=models.CASCADE, related_name="entries")
    section = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    request = models.TextField(blank=True)
    carried = models.BooleanField("carried from an earlier update", default=False)
    # The risk and the request that it is about, once the update has been sent.
    risk = models.ForeignKey(
        Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="update_entries"
    )
    board_request = models.ForeignKey(
        BoardRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="update_entries"
    )
    # What becomes of a carried risk and of a carried request, and why where it is closed.
    risk_choice = models.CharField(max_length=6, blank=True, choices=list(RISK_CHOICES.items()))
    risk_why = models.TextField(blank=True)
    request_choice = models.CharField(
        max_length=6, blank=True, choices=list(REQUEST_CHOICES.items())
    )
    request_why = models.TextField(blank=True)

    class Meta:
        ordering = ["section", "order"]
        verbose_name_plural = "update entries"
        constraints = [
            models.UniqueConstraint(
                fields=["update", "section", "order"], name="one_update_entry_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class EntryLink(Recorded):
    """A line of an update names another group or partnership that it hangs together with."""

    entry = models.ForeignKey(UpdateEntry, on_delete=models.CASCADE, related_name="links")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="linked_from_updates")
    how = models.CharField("how they hang together", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "link to another group"
        verbose_name_plural = "links to other groups"
        constraints = [models.UniqueConstraint(fields=["entry", "body"], name="one_link_to_a_body")]

    def __str__(self) -> str:
        return f"Link to {self.body}"


class UpdateDocument(Recorded):
    """What the group says of one document: as written, with its date as far as it is known."""

    update_of = models.ForeignKey(
        QuarterlyUpdate, on_delete=models.CASCADE, related_name="documents"
    )
    document = models.SlugField(max_length=40)
    text = models.TextField("as the group wrote it", blank=True)
    # The first day the date can mean: "2017" is kept as 1 January 2017 with precision "year".
    dated = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, blank=True)
    not_applicable_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["update_of", "document"], name="one_row_a_document"),
            models.CheckConstraint(
                name="a_date_with_its_precision",
                condition=Q(dated__isnull=True, precision="")
                | Q(dated__isnull=False, precision__in=["day", "month", "year"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.text[:60]}"

    @property
    def known_date(self) -> KnownDate | None:
        """Its date as far as it is known."""
        return KnownDate(self.dated, self.precision) if self.dated else None


class UpdateNotice(Recorded):
    """A date that others should know: a campaign, a contract, a deep dive, an inspection."""

    update = models.ForeignKey(QuarterlyUpdate, on_delete=models.CASCADE, related_name="notices")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=list(NOTICE_KINDS.items()))
    title = models.CharField(max_length=200)
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True, blank=True)
    # False where only the month is known, which stands as its first day.
    day_known = models.BooleanField(default=True)

    class Meta:
        ordering = ["order"]
        verbose_name = "dated notice"
        constraints = [
            models.UniqueConstraint(fields=["update", "order"], name="one_notice_a_place"),
            models.CheckConstraint(
                name="notice_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """Its day or days in words; the month alone where no more is known."""
        if not self.day_known:
            last = f" to {self.ends:%B %Y}" if self.ends else ""
            return f"{self.starts:%B %Y}{last}"
        if self.ends and self.ends != self.starts:
            return f"{spell_day(self.starts)} to {spell_day(self.ends)}"
        return spell_day(self.starts)
