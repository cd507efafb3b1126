"""The mail that tells somebody that their second step was reset."""

from datetime import date, datetime

from django.urls import reverse

from frankpledge.accounts.models import Account
from frankpledge.outbox.operations import Draft
from frankpledge.partnership.models import Contact, PostHolding
from frankpledge.shared.address import absolute
from frankpledge.shared.words import spell_day, spell_time

WAS_RESET = """\
The second step of your sign-in, {post}, was reset on {day} at {time}.
Passkeys, one-time codes and recovery codes no longer work, and you are signed out everywhere.

Sign in and set up a new one:
{address}

If you did not ask for this, change your password at once and tell the body’s secretary.
"""


def was_reset(account: Account, on: date, now: datetime) -> list[Draft]:
    """One mail to each address that a body keeps under the name of one of the holder's posts."""
    posts = PostHolding.objects.on(on).filter(account=account)
    named = {(one.body_id, one.title.casefold()) for one in posts.select_related("account")}
    kept = Contact.objects.on(on).filter(body__in=[body for body, _ in named])
    found = {one.email.lower(): one for one in kept if (one.body_id, one.post.casefold()) in named}
    text = WAS_RESET.format(
        post=account.post,
        day=spell_day(now.date()),
        time=spell_time(now.time()),
        address=absolute(reverse("mfa_index")),
    )
    return [
        Draft(
            key=f"second-step-reset:{account.pk}:{now:%Y%m%d%H%M%S}:{contact.pk}",
            to=contact.email,
            to_name=contact.post,
            subject="Your second step was reset",
            text=text,
            about="second-step",
        )
        for contact in found.values()
    ]
