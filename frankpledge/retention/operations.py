"""Letting go what the schedule lets go, and erasing what is held about somebody.

Each step is two operations in one transaction: the records change first, then the history loses the
values that went, those just written down among them. Neither is ever done without the other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

from frankpledge.accounts.models import Account, Identity
from frankpledge.accounts.operations import unlink_identity
from frankpledge.answering.links.operations import withdraw_link
from frankpledge.answering.models import AnswerLink
from frankpledge.history.chain import FIELD
from frankpledge.history.models import Entry
from frankpledge.history.operations import erase
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import forget
from frankpledge.partnership.invitations.operations import withdraw_invitation
from frankpledge.partnership.models import Contact, Invitation
from frankpledge.partnership.posts.operations import close_with_posts
from frankpledge.publication.models import CalendarAddress
from frankpledge.publication.operations import stop_address
from frankpledge.retention.due import let_go_by
from frankpledge.retention.schedule import SCHEDULE, Rule
from frankpledge.retention.subject import Held, Subject, holdings
from frankpledge.shared.door import Actor, Recorded, operation
from frankpledge.shared.verdict import Verdict, require

AT_ONCE = 500


def let_go(*, by: Actor, on: date) -> dict[str, int]:
    """Do what the schedule says, in strides that each stand whole. Rule → how many records."""
    return {rule.name: _by_rule(by, rule, on) for rule in SCHEDULE}


def let_go_by_itself(*, by: Actor, on: date) -> dict[str, int]:
    """Do what of the schedule nobody need ask for. Rule → how many records."""
    return {rule.name: _by_rule(by, rule, on) for rule in SCHEDULE if rule.by_itself}


def _by_rule(by: Actor, rule: Rule, on: date) -> int:
    done, why = 0, f"the retention schedule, {rule.name}: {rule.source}"
    while stride := list(let_go_by(rule, on)[:AT_ONCE]):
        with transaction.atomic():
            keys = [one.pk for one in stride]
            if rule.blanks:
                empty(by=by, records=stride, values=dict.fromkeys(rule.blanks, ""))
            else:
                take_away(by=by, records=stride, hides=rule.columns)
            if rule.parts:
                erase(by=by, why=why, on=on, parts=entries_of(stride[0], keys, rule.parts))
        done += len(stride)
    return done


def entries_of(
    kind: Model, keys: Collection[Any], parts: Collection[str]
) -> dict[int, Collection[str]]:
    """The place of every entry about these records of a kind → the parts that go from each."""
    found = Entry.objects.filter(kind=kind._meta.label_lower, record__in=keys)
    return dict.fromkeys(found.values_list("place", flat=True), parts)


@operation("Let go what need not be kept")
def take_away(*, by: Actor, records: Iterable[Model], hides: Collection[str]) -> None:
    """Remove the records. The history is told that these columns had values, and not which."""
    for record in records:
        if isinstance(record, Recorded):
            record.keep_quiet_about(hides)
        record.delete()


@operation("Emptied what need not be kept")
def empty(*, by: Actor, records: Iterable[Recorded], values: Mapping[str, Any]) -> None:
    """Put these values into the records, an empty text as a rule.

    The history is told that these columns changed, and neither from what nor to what.
    """
    for record in records:
        record.keep_quiet_about(values)
        for column, value in values.items():
            setattr(record, column, value)
        record.save()


@dataclass(frozen=True)
class Erased:
    """What an erasure came to. `left`: records of the public record that still say an address."""

    records: int
    sessions: int
    entries: int
    left: tuple[Held, ...]


def erase_subject(*, by: Actor, subject: Subject, why: str, on: date) -> Erased:
    """Take away what is personal about somebody; what their post did stays on record.

    The account's posts end, it is closed and loses its user name and password, its sign-in records
    and sessions go, contacts are removed, mail, links and invitations lose address and text, and
    the history every value that holds an address or the user name. Raises Refused without a reason.
    """
    require(Verdict(bool(why.strip()), "Say under what it is erased."))
    with transaction.atomic():
        found = holdings(subject)
        done = sum(_erased(by, held) for held in found.records)
        take_away(by=by, records=found.sessions, hides=())
        # Asked anew: what was just done has been written down too.
        parts: dict[int, Collection[str]] = dict(holdings(subject).named_in)
        if subject.account:
            own = entries_of(subject.account, [subject.account.pk], {FIELD + "username"})
            parts = {
                place: {*parts.get(place, ()), *own.get(place, ())} for place in {*parts, *own}
            }
        erase(by=by, why=why, on=on, parts=parts)
        left = tuple(one for one in holdings(subject).records if one.columns)
    return Erased(done, len(found.sessions), len(parts), left)


def _erased(by: Actor, held: Held) -> bool:
    """Erase what is personal in one record; whether anything was. The public record stays."""
    # Read anew: what went before may have changed it, or taken it along.
    match type(held.record)._default_manager.filter(pk=held.record.pk).first():
        case Account() as account:
            close_with_posts(by=by, account=account)
            nobody = {"username": f"erased-{account.pk}", "password": make_password(None)}
            empty(by=by, records=[account], values=nobody)
        case Identity() as identity:
            unlink_identity(by=by, identity=identity)
        case CalendarAddress() as address:
            stop_address(by=by, account=address.account)
        case Contact() as contact:
            take_away(by=by, records=[contact], hides=["email"])
        case Message() as message:
            forget(by=by, keys=[message.key])
        case AnswerLink() as link:
            empty(by=by, records=[link], values={"passed_to": ""})
            withdraw_link(by=by, link=link)
        case Invitation(state="open") as invitation:
            withdraw_invitation(by=by, invitation=invitation)
        case Recorded() | None:
            return False
        case record:
            # Sign-in's own, of which the history keeps nothing.
            take_away(by=by, records=[record], hides=())
    return True
