"""Seats on a body, who holds them and for whom, and what a signed-in person's post lets them do."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from frankpledge.accounts.models import Account
from frankpledge.partnership.models.bodies import ROLES, Body
from frankpledge.partnership.models.terms import TermsOfReference
from frankpledge.shared.dated import Dated, DatedQuerySet, ends_not_before_starts
from frankpledge.shared.words import spell_day

CAPACITIES = {
    "chair": "Chair",
    "co-chair": "Co-chair",
    "vice-chair": "Vice-chair",
    "member": "Member",
    "attends": "Attends as required",
}

# What the holder of a post does for a body, which is what lets them see and change things.
DUTIES = {
    "secretary": "Secretary: plans the agenda, gathers and circulates papers",
    "chair": "Chairs the body and answers for its updates",
    "manager": "Manages the body's work from day to day",
    "member": "Sits on the body or represents an organisation that does",
    "scrutiny": "Scrutinises, as a member of a scrutiny committee",
    "analyst": "Keeps the area’s evidence: loads data, finds, drafts assessments",
}


class Seat(Dated):
    """A place at a body's table that its terms of reference provide, and who may hold it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    slug = models.SlugField(max_length=60)
    sort = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, choices=list(CAPACITIES.items()))
    # Who may hold it: one named body, or any body that plays a role. Both empty: anyone.
    for_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="seats_elsewhere"
    )
    for_role = models.CharField(max_length=40, blank=True, choices=list(ROLES.items()))
    provided_by = models.ForeignKey(
        TermsOfReference, on_delete=models.PROTECT, related_name="seats_provided"
    )

    class Meta:
        ordering = ["sort", "slug"]
        constraints = [
            ends_not_before_starts("seat_ends_after_it_starts"),
            models.UniqueConstraint(fields=["body", "slug"], name="one_seat_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.body}"


class Membership(Dated):
    """A post holds a seat on behalf of a body for a time."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    represents = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField(max_length=200)
    decision = models.CharField("decision that appointed them", max_length=300, blank=True)

    class Meta:
        constraints = [
            ends_not_before_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["seat", "represents", "starts"], name="one_membership_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} in {self.seat}"


class PostQuerySet(DatedQuerySet):
    """Questions about posts: one that was taken back gives nothing on any day."""

    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return super().on(day).filter(taken_back=False)

    def lasting(self, day: date) -> Self:
        """Those that hold on `day`, or begin later."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), taken_back=False)


class PostHolding(Dated):
    """An account's holder does a duty for a body for a time. Ending it ends what it gave."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="post_holders")
    duty = models.CharField(max_length=12, choices=list(DUTIES.items()))
    # What the post is called while it is held; empty: as the account says.
    post = models.CharField(max_length=200, blank=True)
    # A post that a seat brought with it ends with the membership.
    through = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name="because of a seat",
    )
    # Ended at once on its first day, or before: the record stays, and it gives nothing.
    taken_back = models.BooleanField(default=False)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_not_before_starts("post_holding_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["account", "body", "duty", "starts"], name="one_post_holding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.duty} of {self.body}"

    @property
    def title(self) -> str:
        """What the post is called."""
        return self.post or self.account.post

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return super().holds_on(day) and not self.taken_back

    @property
    def over(self) -> date | None:
        """The last day on which it gave anything, or is to: None while no end is set."""
        if self.taken_back and self.starts:
            return self.starts - timedelta(days=1)
        return self.ends

    @property
    def period(self) -> str:
        """The period in words; one that was taken back held on no whole day."""
        if self.taken_back and self.starts:
            return f"from {spell_day(self.starts)}, and taken back"
        return super().period
