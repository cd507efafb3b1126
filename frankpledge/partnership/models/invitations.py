"""Invitations: a post and its duty, offered to an address for a time."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from frankpledge.accounts.models import Account
from frankpledge.partnership.models.bodies import Body
from frankpledge.partnership.models.seats import DUTIES, Membership
from frankpledge.shared.door import Recorded, RecordedQuerySet

INVITATION_STATES = {
    "open": "Invited",
    "taken-up": "Taken up",
    "withdrawn": "Withdrawn",
    "lapsed": "Lapsed",
}


class InvitationQuerySet(RecordedQuerySet):
    """Questions about invitations."""

    def open(self) -> Self:
        """Those that nobody has taken up, withdrawn or let lapse."""
        return self.filter(state="open")

    def over(self, now: datetime) -> Self:
        """Those that can no longer be taken up, and still keep an address."""
        return self.open().filter(expires__lte=now)


class Invitation(Recorded):
    """A post and its duty, offered to an address until it is taken up, withdrawn or has lapsed.

    The link that is sent is this record's key and issue, signed: the secret itself is never
    stored. A new issue makes every link before it useless. The address is kept only while open.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="invitations")
    duty = models.CharField(max_length=12, choices=list(DUTIES.items()))
    post = models.CharField(max_length=200)
    through = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name="because of a seat",
    )
    # From a later day, where one is given; else from the day on which it is taken up.
    starts = models.DateField("from", null=True, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    # As whose secretary, or as one of whose people, the inviter asked: who is told of the answer.
    asked_by = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_given"
    )
    invited_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    issue = models.PositiveIntegerField(default=1)
    issued = models.DateTimeField()
    expires = models.DateTimeField()
    state = models.CharField(max_length=10, default="open", choices=list(INVITATION_STATES.items()))
    settled = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )

    objects: ClassVar = InvitationQuerySet.as_manager()
    # The history outlives the address, which is nobody's business once the invitation is settled.
    secret_fields = frozenset({"email"})

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_address_only_while_open",
                condition=models.Q(state="open") | models.Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: invited as {self.duty} of {self.body}"
