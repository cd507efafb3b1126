"""Signed links: one body, one thing, for a time."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded, RecordedQuerySet


class LinkQuerySet(RecordedQuerySet):
    """Questions about links."""

    def working(self, now: datetime) -> Self:
        """Those that open something at a moment."""
        return self.filter(withdrawn__isnull=True, expires__gt=now)


class AnswerLink(Recorded):
    """Lets whoever holds it answer one thing for one body, until it expires or is withdrawn.

    `opens` is the address of the thing: the link gives the body's rights there and below it, and
    nowhere else. What is sent is this record's key, signed; the secret itself is never stored.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="answer_links")
    opens = models.CharField("address it opens", max_length=300)
    what = models.CharField("what is asked", max_length=300)
    # The board that asked: its secretary can withdraw the link, and is whom its holder can ask.
    asked_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="links_given"
    )
    issued = models.DateTimeField()
    expires = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    # A link that somebody passed to a colleague: both then work, side by side.
    passed_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="passed_on"
    )
    passed_to = models.EmailField(blank=True)

    objects: ClassVar = LinkQuerySet.as_manager()
    # A colleague's address is nobody's business but theirs who may withdraw the link.
    secret_fields = frozenset({"passed_to"})

    class Meta:
        indexes = [models.Index(fields=["body", "opens"], name="link_of_a_body_to_a_thing")]

    def __str__(self) -> str:
        return f"Link to {self.what}"

    def works_at(self, moment: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.withdrawn is None and moment < self.expires


class LinkUse(Recorded):
    """A link was opened, or something was sent through it."""

    link = models.ForeignKey(AnswerLink, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    did = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link}: {self.did}"
