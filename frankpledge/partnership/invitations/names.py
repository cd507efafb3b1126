"""A user name that nobody has, from the name of a post."""

from django.utils.text import slugify

from frankpledge.accounts.models import Account

LONGEST = 50


def free_name(post: str) -> str:
    """Such as deputy-chair, or deputy-chair-2 where somebody is called so."""
    first = slugify(post)[:LONGEST].strip("-_") or "post"
    alike = Account.objects.filter(username__startswith=first)
    taken = set(alike.values_list("username", flat=True))
    names = (first, *(f"{first}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
