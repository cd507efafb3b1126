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

from frankpledge.accounts.models import Account
from frankpledge.answering.links.operations import withdraw_link
from frankpledge.answering.models import AnswerLink
from frankpledge.history.chain import FIELD
from frankpledge.history.models import Entry
from frankpledge.history.operations import erase
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import withdraw
from frankpledge.partnership.models import Contact
from frankpledge.publication.models import CalendarAddress
from frankpledge.retention.due import GONE, let_go_by
from frankpledge.retention.schedule import SCHEDULE, Rule
from frankpledge.retention.subject import Held, Subject, holdings
from frankpledge.shared.door import Actor, Recorded, operation
from frankpledge.shared.verdict import Verdict, require

AT_ONCE = 500


def let_go(*, by: Actor, on: date) -> dict[str, int]:
    """Do what the schedule says, in strides that each stand whole. Rule → how many records."""
    return {rule.name: _by_rule(by, rule, on) for rule in SCHEDULE}


def _by_rule(by: Actor, rule: Rule, on: date) -> int:
    done, why = 0, f"the retention schedule, {rule.name}: {rule.source}"
    while stride := list(let_go_by(rule, on)[:AT_ONCE]):
        with transaction.atomic():
            keys = [one.pk for one in stride]
            if rule.blanks:
                empty(by=by, records=stride, values=dict.fromkeys(rule.blanks))
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
    """Put these values into the records, None standing for nothing.

    The history is told that these columns changed, and neither from what nor to what.
    """
    for record in records:
        record.keep_quiet_about(values)
        for column, value in values.items():
            may_be_empty = getattr(record._meta.get_field(column), "blank", False)
            nothing = "" if may_be_empty else GONE
            setattr(record, column, nothing if value is None else value)
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

    The account is closed and loses its user name and password, its sign-in records and sessions go,
    contacts are removed, mail and links lose address and text, and the history loses every value
    that holds an address or the user name. Raises Refused without a reason.
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
    match held.record:
        case Account() as account:
            nobody = {"username": f"erased-{account.pk}", "password": make_password(None)}
            empty(by=by, records=[account], values={**nobody, "is_active": False})
        case Contact() as contact:
            take_away(by=by, records=[contact], hides=["email"])
        case Message() as message:
            if message.state == "queued":
                withdraw(by=by, message=message)
            empty(by=by, records=[message], values=dict.fromkeys({*held.columns, "text"}))
        case AnswerLink() as link:
            empty(by=by, records=[link], values={"passed_to": None})
            withdraw_link(by=by, link=link)
        case CalendarAddress() as address:
            empty(by=by, records=[address], values={"live": False})
        case Recorded():
            return False
        case record:
            # Sign-in's own, such as an address or a second factor.
            take_away(by=by, records=[record], hides=())
    return True
