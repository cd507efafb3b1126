"""The secret address of a person's calendar: signed, so that it can neither be guessed nor made."""

from django.core.signing import BadSignature, Signer

from frankpledge.accounts.models import Account
from frankpledge.partnership.people import holds_a_post
from frankpledge.publication.models import CalendarAddress
from frankpledge.shared import clock

_signer = Signer(salt="frankpledge.publication.calendar")


def token_of(address: CalendarAddress) -> str:
    """What stands in the address of this issue."""
    return _signer.sign(f"{address.pk}-{address.issue}")


def account_behind(token: str) -> Account | None:
    """Whose calendar a token opens: nobody's once it was renewed or stopped, or they left."""
    try:
        key, _, issue = _signer.unsign(token).partition("-")
    except BadSignature:
        return None
    found: CalendarAddress | None = (
        CalendarAddress.objects.select_related("account")
        .filter(pk=int(key), issue=int(issue), live=True, account__is_active=True)
        .first()
    )
    if found is None or not holds_a_post(found.account, clock.today()):
        return None
    return found.account
