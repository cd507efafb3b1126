"""What need not be kept goes, out of the history too; public record and chain stay whole."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from frankpledge.accounts.models import Account
from frankpledge.answering.models import AnswerLink
from frankpledge.history.models import Entry, Erasure
from frankpledge.history.verifying import verify
from frankpledge.outbox.models import Message
from frankpledge.partnership.models import Contact, Invitation, PostHolding
from frankpledge.publication.models import CalendarAddress
from frankpledge.retention.due import due, stays
from frankpledge.retention.operations import erase_subject, let_go
from frankpledge.retention.schedule import SCHEDULE
from frankpledge.retention.subject import holdings, subject_named
from tests.support.county import OCTOBER, SECRETARY
from tests.support.held import (
    ANN,
    LATER,
    OTHER,
    UNDER,
    contact,
    invited,
    passed_on,
    sent,
    session_of,
    somebody,
)

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def ann():
    return somebody()


def everywhere(text):
    """Every table and column in which a text stands, read whole: slow, and misses nothing."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.values():
            found |= {
                f"{model._meta.label}.{name}"
                for name, value in row.items()
                if text.lower() in str(value).lower()
            }
    return found


# ---- The schedule --------------------------------------------------------------------------------


def test_a_dry_run_says_what_would_go_and_changes_nothing():
    sent(1), sent(2, state="failed"), sent(3, state="queued"), passed_on(), invited(OTHER)
    contact(ended=date(2018, 12, 1))
    before = Entry.objects.count()
    assert {one.rule.name: one.count for one in due(LATER)} == {
        "mail-texts": 2,
        "mail-addresses": 2,
        "link-addresses": 1,
        "invitation-addresses": 1,
        "ended-contacts": 1,
        "sessions": 0,
        "sign-ins": 0,
    }
    assert {one.count for one in due(OCTOBER)} == {0}
    assert Entry.objects.count() == before
    assert stays()["meetings.decision"] == apps.get_model("meetings.Decision").objects.count()


@pytest.fixture
def as_it_was(monkeypatch):
    """The history told the addresses of mail once: such entries stand in older databases."""
    monkeypatch.setattr(Message, "secret_fields", frozenset({"text"}))


def test_what_is_over_goes_and_the_rest_stays(as_it_was):
    old, broken, waits = sent(1), sent(2, state="failed"), sent(3, state="queued")
    link, ended, used = passed_on(), contact(ended=date(2018, 12, 1)), contact("new@example.org")
    offer = invited("offered@example.org")
    decisions = everywhere("decision")
    assert let_go(by=SECRETARY, on=LATER) == {
        "mail-texts": 2,
        "mail-addresses": 2,
        "link-addresses": 1,
        "invitation-addresses": 1,
        "ended-contacts": 1,
        "sessions": 0,
        "sign-ins": 0,
    }
    for one in (old, broken):
        kept = Message.objects.get(pk=one.pk)
        assert (kept.subject, kept.queued, kept.state) == (one.subject, one.queued, one.state)
        assert ANN not in str(vars(kept))
        assert "Dear" not in kept.text
    assert Message.objects.get(pk=waits.pk).to == ANN
    assert AnswerLink.objects.get(pk=link.pk).passed_to == ""
    assert Invitation.objects.get(pk=offer.pk).email == ""
    assert not Contact.objects.filter(pk=ended.pk).exists()
    assert Contact.objects.get(pk=used.pk).email == "new@example.org"
    # What waits holds the address still; nothing else does, the history's other entries neither.
    about = Entry.objects.exclude(kind="outbox.message", record=waits.pk)
    assert ANN not in str(list(about.values()))
    assert everywhere("decision") == decisions
    assert verify().whole
    assert {one.why.split(":")[0] for one in Erasure.objects.all()} == {
        "the retention schedule, mail-addresses",
        "the retention schedule, ended-contacts",
    }
    # Once is enough.
    before = Entry.objects.count()
    assert set(let_go(by=SECRETARY, on=LATER).values()) == {0}
    assert Entry.objects.count() == before


def test_expired_sessions_go(settings):
    account = Account.objects.get(username="secretary")
    old, live = session_of(account, -1), session_of(account, 9)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert let_go(by=SECRETARY, on=tomorrow)["sessions"] == 1
    assert set(Session.objects.values_list("pk", flat=True)) == {live} != {old}


def test_every_address_that_a_record_keeps_is_in_the_schedule():
    """Whoever adds a column of addresses says how long they stay."""
    kept = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("frankpledge.")
        for column in model._meta.concrete_fields
        if isinstance(column, models.EmailField | models.GenericIPAddressField)
    }
    assert kept == {"partnership.Contact", "partnership.Invitation", "answering.AnswerLink"}
    assert kept <= {rule.kind for rule in SCHEDULE}


def test_many_go_in_strides(monkeypatch):
    monkeypatch.setattr("frankpledge.retention.operations.AT_ONCE", 2)
    for number in range(5):
        sent(number)
    assert let_go(by=SECRETARY, on=LATER)["mail-addresses"] == 5
    assert Erasure.objects.count() == 3
    assert verify().whole


# ---- Somebody ------------------------------------------------------------------------------------


def test_an_address_is_erased_from_everywhere_and_the_chain_is_whole(as_it_was):
    sent(1), sent(2, ANN.upper()), sent(3, state="queued"), contact(), passed_on(), sent(9, OTHER)
    offer = invited()
    assert erase_subject(by=SECRETARY, subject=subject_named(ANN), why=UNDER, on=LATER).left == ()
    assert (
        everywhere(ANN)
        == everywhere(OTHER)
        == {
            "outbox.Message.to",
            "outbox.Message.text",
            "history.Entry.fields",
        }
    )
    assert holdings(subject_named(ANN)).records == ()
    assert holdings(subject_named(ANN)).named_in == {}
    assert Message.objects.get(key="test:3").state == "withdrawn"
    assert AnswerLink.objects.get(passed_from__isnull=False).withdrawn
    assert Invitation.objects.get(pk=offer.pk).state == "withdrawn"
    found = verify()
    assert found.whole
    assert [one.why for one in found.erased] == [UNDER]


def test_an_address_with_an_accent_is_found_in_the_history_too():
    contact("ann@bücher.example")
    found = holdings(subject_named("ann@bücher.example"))
    assert [one.columns for one in found.records] == [("email",)]
    assert list(found.named_in.values()) == [("fields.email",)]
    erase_subject(by=SECRETARY, subject=found.subject, why=UNDER, on=LATER)
    assert everywhere("bücher") == set()


def test_an_account_is_erased_and_its_posts_doings_stay(ann, browse):
    browse.force_login(ann)
    entries = Entry.objects.filter(account=ann).count()
    done = erase_subject(by=SECRETARY, subject=subject_named("ann-example"), why=UNDER, on=LATER)
    assert done.sessions == 2
    assert everywhere("ann-example") == set()
    kept = Account.objects.get(pk=ann.pk)
    assert (kept.post, kept.is_active) == ("Area commander", False)
    assert not kept.has_usable_password()
    assert Entry.objects.filter(account=ann).count() == entries
    assert Session.objects.count() == 0
    assert not CalendarAddress.objects.get(account=ann).live
    assert not PostHolding.objects.on(OCTOBER).filter(account=ann).exists()
    assert verify().whole
    with pytest.raises(LookupError, match="No account and no contact"):
        subject_named("ann-example")
