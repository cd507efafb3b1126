"""What has happened to an account: to itself, and to who its holder is to single sign-on."""

from typing import Any

from django.db.models import Q

from frankpledge.accounts.life import tells_lives
from frankpledge.accounts.models import Account, Identity
from frankpledge.history.models import Entry
from frankpledge.history.queries import entries_about


@tells_lives
def account_entries(account: Account) -> list[dict[str, Any]]:
    """The newest entries of an account and of its identities, those unlinked since included."""
    of_it = Q(fields__account_id=[None, account.pk]) | Q(fields__account_id=[account.pk, None])
    linked = Entry.objects.filter(of_it, kind=Identity._meta.label_lower)
    keys = set(linked.values_list("record", flat=True))
    return entries_about(account, *[Identity(pk=key) for key in keys])
