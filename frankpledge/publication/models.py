"""Each person's own calendar: an address that only they know, and can make anew."""

from django.db import models

from frankpledge.accounts.models import Account
from frankpledge.shared.door import Recorded


class CalendarAddress(Recorded):
    """That a person's calendar may be read at a secret address, and which issue of it.

    The address itself is signed with the service's key and never stored: who can read the
    database cannot read anybody's calendar. A new issue makes every address before it useless.
    """

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, related_name="calendar_address"
    )
    issue = models.PositiveIntegerField(default=1)
    live = models.BooleanField("can be read", default=True)

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"Calendar of {self.account}"
