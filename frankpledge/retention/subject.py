"""All that is held about somebody: an account's holder, or whoever has an e-mail address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import CharField, ForeignKey, JSONField, Model, Q, TextField
from django.db.models.functions import Cast, Lower

from frankpledge.accounts.models import Account
from frankpledge.history.chain import parts_of
from frankpledge.history.models import Entry
from frankpledge.partnership.models import Contact

# What nobody is given a copy of: it opens something.
NEVER_GIVEN = {"password", "session_key", "session_data", "session", "secret", "data"}


@dataclass(frozen=True)
class Subject:
    """Whom it is about: an account where there is one, and addresses."""

    account: Account | None
    addresses: frozenset[str]


@dataclass(frozen=True)
class Held:
    """One record that says something about the subject, and in which columns."""

    record: Model
    columns: tuple[str, ...]

    @property
    def values(self) -> dict[str, Any]:
        """All that it says, but for what opens something."""
        return {
            one.attname: "kept secret"
            if one.name in NEVER_GIVEN
            else one.value_to_string(self.record)
            for one in self.record._meta.concrete_fields
        }


@dataclass(frozen=True)
class Holdings:
    """What is held: records, sessions, and entries of the history with the parts that name them."""

    subject: Subject
    records: tuple[Held, ...] = ()
    sessions: tuple[Session, ...] = ()
    named_in: dict[int, tuple[str, ...]] = field(default_factory=dict)
    did: tuple[Entry, ...] = ()


def subject_named(given: str) -> Subject:
    """The subject of a user name, a post or an e-mail address.

    Raises LookupError, naming the choices, where a post is several people's or nobody is known.
    """
    if "@" in given:
        account = None
        addresses = {given.strip().lower()}
    else:
        found = list(Account.objects.filter(username=given.lower()))
        found = found or list(Account.objects.filter(post__iexact=given).order_by("username"))
        contacts = () if found else Contact.objects.filter(post__iexact=given).order_by("email")
        addresses = {one.email.lower() for one in contacts}
        choices = [one.username for one in found] or sorted(addresses)
        if len(choices) > 1:
            raise LookupError(f"Several are called “{given}”. Give one of: {', '.join(choices)}.")
        if not choices:
            raise LookupError(f"No account and no contact is called “{given}”.")
        account = found[0] if found else None
    return Subject(account, frozenset(addresses | _addresses_of(account)))


def _addresses_of(account: Account | None) -> set[str]:
    """The addresses that sign-in keeps for an account, in whatever table it keeps them."""
    if account is None:
        return set()
    return {
        str(getattr(record, column.attname)).lower()
        for record in _belonging_to(account)
        for column in record._meta.concrete_fields
        if column.name == "email" and getattr(record, column.attname)
    }


def _belonging_to(account: Account) -> Iterator[Model]:
    """Every record that points at the account; the history's entries are found apart."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            points = isinstance(column, ForeignKey) and column.related_model is Account
            if points and model is not Entry:
                yield from model._default_manager.filter(**{column.name: account})


def holdings(subject: Subject) -> Holdings:
    """All that is held about a subject, in every table that there is."""
    records: dict[tuple[type[Model], Any], Held] = {}
    if subject.account:
        records[Account, subject.account.pk] = Held(subject.account, ())
        for one in _belonging_to(subject.account):
            records[type(one), one.pk] = Held(one, ())
    for model in apps.get_models():
        if model in (Entry, Session):
            continue
        for held in _mentioning(model, subject.addresses):
            records[model, held.record.pk] = held
    return Holdings(
        subject,
        tuple(records.values()),
        tuple(_sessions(subject.account)),
        _named_in(subject.addresses),
        tuple(Entry.objects.filter(account=subject.account).order_by("place"))
        if subject.account
        else (),
    )


def _mentioning(model: type[Model], addresses: frozenset[str]) -> Iterator[Held]:
    """The records of a model that hold one of these addresses anywhere."""
    texts = (CharField, TextField, JSONField)
    columns = [one.attname for one in model._meta.concrete_fields if isinstance(one, texts)]
    told: dict[str, Any] = {f"{one}_told": Lower(Cast(one, TextField())) for one in columns}
    wanted = Q()
    for column in told:
        for address in addresses:
            wanted |= Q(**{f"{column}__contains": address})
    if not wanted:
        return
    for record in model._default_manager.alias(**told).filter(wanted).order_by("pk"):
        said = [one for one in columns if mentions(getattr(record, one), addresses)]
        if said:
            yield Held(record, tuple(said))


def mentions(value: Any, addresses: frozenset[str]) -> bool:
    """Whether a value holds one of these addresses: it itself, not one that it is the end of."""
    text = str(value).lower()
    return any(
        re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", text) for address in addresses
    )


def _named_in(addresses: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """Place of an entry → its parts that hold one of these addresses."""
    if not addresses:
        return {}
    told = Entry.objects.annotate(told=Lower(Cast("fields", TextField())))
    wanted = Q()
    for address in addresses:
        wanted |= Q(told__contains=address) | Q(name__icontains=address) | Q(by__icontains=address)
    found = {
        entry.place: tuple(
            part for part, value in parts_of(entry).items() if mentions(value, addresses)
        )
        for entry in told.filter(wanted).order_by("place")
    }
    return {place: parts for place, parts in found.items() if parts}


def _sessions(account: Account | None) -> Iterator[Session]:
    if account is None:
        return
    for session in Session.objects.order_by("pk").iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            yield session
