"""Somebody of whom something is held: mail, a contact, a link that was passed on, an account."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import open_account
from frankpledge.answering.links.operations import Wanted, give_links, pass_on
from frankpledge.answering.models import AnswerLink
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import Draft, queue
from frankpledge.partnership.contacts.operations import add_contact, end_contact
from frankpledge.partnership.invitations.operations import Offer, invite
from frankpledge.partnership.models import Contact, Invitation
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.queries.register import body_named
from frankpledge.publication.operations import make_address
from tests.support.county import OCTOBER, SECRETARY, board
from tests.support.taking import saved

ANN = "ann.example@fire.example.org"
OTHER = f"jo{ANN}"
LATER = date(2021, 1, 1)
UNDER = "Request of 3 May 2021"


def sent(number: int, to: str = ANN, state: str = "sent") -> Message:
    """Mail that was sent, or came to another end."""
    one: Message
    (one,) = queue(
        by=SECRETARY,
        messages=[Draft(f"test:{number}", to, f"Reminder {number}", f"Dear {to}", "digest")],
    )
    one.state, one.next_try = state, one.next_try if state == "queued" else None
    if state == "failed":
        one.error = f"550 {to} is unknown"
    saved(one, by=SECRETARY)
    return one


def contact(email: str = ANN, ended: date | None = None) -> Contact:
    """A contact of the fire service, ended where a day is given."""
    one = add_contact(
        by=SECRETARY,
        body=body_named("fire-and-rescue"),
        purpose="papers",
        post="Area commander",
        email=email,
        starts=OCTOBER,
    )
    if ended:
        end_contact(by=SECRETARY, contact=one, on=ended)
    return one


def passed_on(to: str = ANN) -> AnswerLink:
    """A signed link that was passed on to an address."""
    wanted = Wanted(body_named("fire-and-rescue"), "/actions/1/", "Action 1", None, board())
    link = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=OCTOBER)[wanted.key]
    return pass_on(by=SECRETARY, link=link, email=to)


def invited(to: str = ANN) -> Invitation:
    """An invitation to a post of the fire service, not taken up."""
    offer = Offer(body_named("fire-and-rescue"), "member", "Area commander")
    return invite(by=SECRETARY, offer=offer, email=to)


def session_of(account: Account, days: int = 1) -> str:
    """The key of a session of an account, which expires in so many days."""
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store.set_expiry(datetime.now(UTC) + timedelta(days=days))
    store.save()
    return str(store.session_key)


def somebody() -> Account:
    """Somebody with an account, and all that comes with one."""
    account = open_account(
        by=SECRETARY, username="ann-example", post="Area commander", password="long enough it is"
    )
    give_post(by=SECRETARY, account=account, body=body_named("fire-and-rescue"), duty="member")
    make_address(by=account.actor, account=account)
    session_of(account)
    return account
