"""The one door for writes: nothing changes outside it, and everything inside it is told."""

import pytest
from django.db import DatabaseError, transaction

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import close_account, open_account
from frankpledge.history.models import Entry
from frankpledge.meetings.models import Paper
from frankpledge.partnership.models import Body, BodyName
from frankpledge.places.models import Area
from frankpledge.planning.models import Agreement, LeadBoard, Priority
from frankpledge.shared.door import Actor, StaleRecord, WriteOutsideOperation, operation
from tests.support.county import SECRETARY
from tests.support.demonstration import our_models

ANN = Actor("Support officer")


@operation("Tried something")
def do(what, *, by):
    return what()


def last():
    return Entry.objects.latest("pk")


def since(entry):
    return list(Entry.objects.filter(pk__gt=entry.pk).order_by("pk"))


def some_name():
    return BodyName.objects.get(body__slug="fire-and-rescue")


def test_a_write_outside_is_refused(demo_county):
    name = some_name()
    name.name = "Fire"
    for write in (name.save, name.delete, Area(slug="a", name="A").save):
        with pytest.raises(WriteOutsideOperation):
            write()
    with pytest.raises(WriteOutsideOperation):
        Area.objects.create(slug="a", name="A")
    with pytest.raises(WriteOutsideOperation):
        Area.objects.get_or_create(slug="a")
    assert some_name().name != "Fire"


# The history itself; and what sign-in notes for a while, which is no record of the partnership's.
NO_RECORDS = {"history.Entry", "accounts.SignIn", "accounts.Attempt", "accounts.Shared"}
RECORDED = [model for model in our_models() if model._meta.label not in NO_RECORDS]


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model.__name__)
def test_no_record_is_written_many_at_once(db, model):
    """Even inside an operation: the history sees records one by one. Holds for every model."""
    found = model._default_manager.all()
    for write in (
        lambda: found.update(version=1),
        found.delete,
        lambda: found.bulk_create([]),
        lambda: found.bulk_update([], ["version"]),
    ):
        with pytest.raises(WriteOutsideOperation):
            do(write, by=ANN)


def test_a_related_manager_refuses_too(demo_county):
    body = Body.objects.get(slug="fire-and-rescue")
    with pytest.raises(WriteOutsideOperation):
        do(lambda: body.names.update(name="Fire"), by=ANN)
    with pytest.raises(WriteOutsideOperation):
        do(lambda: body.names.all().delete(), by=ANN)


@pytest.mark.parametrize("given", [{}, {"by": None}, {"by": "Support officer"}])
def test_who_does_it_is_required(given):
    with pytest.raises(TypeError, match="who is doing this"):
        do(lambda: None, **given)


def test_a_change_is_told_from_what_to_what(demo_county):
    name, before = some_name(), last()
    name.short = "Fire"
    do(name.save, by=ANN)
    (entry,) = since(before)
    assert (entry.by, entry.what, entry.action) == ("Support officer", "Tried something", "changed")
    assert entry.fields == {"short": ["Fire and Rescue", "Fire"]}
    assert entry.name == name.name


def test_saving_what_has_not_changed_tells_nothing(demo_county):
    name, before = some_name(), last()
    do(name.save, by=ANN)
    assert since(before) == []
    assert some_name().version == name.version == 1


def test_what_is_added_and_removed_is_told(db):
    area = Area(slug="a", name="A")
    do(area.save, by=ANN)
    assert last().fields == {"slug": [None, "a"], "name": [None, "A"]}
    pk = area.pk
    do(area.delete, by=ANN)
    assert (last().action, last().record, last().name) == ("removed", pk, "A")
    assert last().fields == {"slug": ["a", None], "name": ["A", None]}


def needed_by_nobody():
    """A priority that no risk and no indicator points at."""
    return Priority.objects.filter(risks=None, indicators=None).first()


def test_what_goes_with_a_record_is_told_too(demo_county):
    priority, before = needed_by_nobody(), last()
    leads = priority.leads.count()
    assert leads
    do(priority.delete, by=ANN)
    told = [(entry.kind, entry.action) for entry in since(before)]
    assert sorted(told) == [("planning.leadboard", "removed")] * leads + [
        ("planning.priority", "removed")
    ]
    assert not LeadBoard.objects.filter(priority_id=priority.pk).exists()


def test_a_list_changed_in_place_is_saved_and_told(demo_county):
    agreement = Agreement.objects.get()
    agreement.notes.append("A seventh note")
    do(agreement.save, by=ANN)
    assert Agreement.objects.get().notes[-1] == "A seventh note"
    assert "notes" in last().fields


def test_two_steps_of_one_operation_are_one_entry(demo_county):
    name, before = some_name(), last()
    was = name.name

    def twice():
        name.name = "Fire 1"
        name.save()
        name.name, name.short = "Fire 2", "Fire"
        name.save()

    do(twice, by=ANN)
    (entry,) = since(before)
    assert entry.fields == {"name": [was, "Fire 2"], "short": ["Fire and Rescue", "Fire"]}


def test_steps_that_undo_each_other_tell_nothing(demo_county):
    name, before = some_name(), last()
    was = name.name

    def there_and_back():
        name.name = "Fire"
        name.save()
        name.name = was
        name.save()
        area = Area(slug="a", name="A")
        area.save()
        area.delete()

    do(there_and_back, by=ANN)
    assert since(before) == []


def test_only_the_named_fields_are_saved_and_told(demo_county):
    name = some_name()
    name.name, name.short = "Fire", "F"
    do(lambda: name.save(update_fields=["short"]), by=ANN)
    assert (some_name().name, some_name().short) == ("Cambridgeshire Fire and Rescue Service", "F")
    assert set(last().fields) == {"short"}
    do(name.save, by=ANN)
    assert (some_name().name, some_name().version) == ("Fire", 3)
    assert set(last().fields) == {"name"}


def test_a_failed_operation_leaves_nothing(demo_county):
    before = last()

    def fail():
        Area(slug="a", name="A").save()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        do(fail, by=ANN)
    assert not Area.objects.filter(slug="a").exists()
    assert since(before) == []


def test_an_operation_inside_another_stands_or_falls_with_it(demo_county):
    before = last()

    def outer(fails):
        do(Area(slug="inner", name="Inner").save, by=SECRETARY)
        Area(slug="outer", name="Outer").save()
        if fails:
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        do(lambda: outer(True), by=ANN)
    assert since(before) == []
    do(lambda: outer(False), by=ANN)
    assert [(one.name, one.by) for one in since(before)] == [
        ("Inner", "Board secretary"),
        ("Outer", "Support officer"),
    ]


def test_after_an_operation_the_door_is_shut_again(db):
    do(Area(slug="a", name="A").save, by=ANN)
    with pytest.raises(ValueError, match="no"):
        do(lambda: (_ for _ in ()).throw(ValueError("no")), by=ANN)
    with pytest.raises(WriteOutsideOperation):
        Area(slug="b", name="B").save()


def test_the_second_to_save_is_told(demo_county):
    mine, yours = some_name(), some_name()
    mine.name = "Mine"
    do(mine.save, by=ANN)
    before = last()
    yours.name = "Yours"
    with pytest.raises(StaleRecord):
        do(yours.save, by=SECRETARY)
    assert some_name().name == "Mine"
    assert since(before) == []
    # The form can be tried again on what is there now.
    fresh = some_name()
    fresh.name = "Yours"
    do(fresh.save, by=SECRETARY)
    assert (some_name().name, some_name().version) == ("Yours", 3)


def test_a_record_removed_meanwhile_is_stale(demo_county):
    note = needed_by_nobody()
    do(needed_by_nobody().delete, by=ANN)
    note.name = "Another name"
    with pytest.raises((StaleRecord, DatabaseError)), transaction.atomic():
        do(note.save, by=ANN)
    assert not Priority.objects.filter(pk=note.pk).exists()


def test_a_password_is_kept_secret(db):
    account = open_account(by=ANN, username="ann", post="Officer", password="first")
    assert last().fields["password"] == ["kept secret", "kept secret"]
    account.set_password("second")
    do(account.save, by=ANN)
    assert last().fields == {"password": ["kept secret", "kept secret"]}
    assert "first" not in str(list(Entry.objects.values()))
    assert account.password not in str(list(Entry.objects.values()))


def test_checking_a_password_never_writes(db, settings):
    """A hash that a newer Django would make stronger does not stop anybody signing in."""
    open_account(by=ANN, username="ann", post="Officer", password="first")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert Account.objects.get().check_password("first")
    assert not Account.objects.get().check_password("second")


def test_a_closed_account_keeps_its_past(db):
    account = open_account(by=ANN, username="ann", post="Officer", password="first")
    close_account(by=account.actor, account=account)
    assert (last().account, last().by) == (account, "Officer")
    assert last().fields == {"is_active": [True, False]}
    assert Account.objects.get_by_natural_key("ANN") == account


def test_a_long_text_is_told_by_its_length_and_digest(demo_county):
    paper = Paper.objects.get(slug="road-safety-partnership")
    paper.text = "x" * 3_000
    do(paper.save, by=ANN)
    assert last().fields["text"][1].startswith("3,000 characters (sha256 ")
