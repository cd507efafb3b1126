"""Making, renewing and stopping the secret address of a person's calendar."""

from frankpledge.accounts.models import Account
from frankpledge.publication.models import CalendarAddress
from frankpledge.shared.door import Actor, operation


@operation("Made a calendar address")
def make_address(*, by: Actor, account: Account) -> CalendarAddress:
    """A new secret address. Whoever had the old one can no longer read the calendar."""
    found: CalendarAddress | None = CalendarAddress.objects.filter(account=account).first()
    if found is None:
        found = CalendarAddress(account=account)
    else:
        found.issue, found.live = found.issue + 1, True
    found.save()
    return found


@operation("Stopped a calendar address")
def stop_address(*, by: Actor, account: Account) -> None:
    """From now on nobody can read the calendar; nothing happens where nobody could."""
    for found in CalendarAddress.objects.filter(account=account):
        found.live = False
        found.save()
