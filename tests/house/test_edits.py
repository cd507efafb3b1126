"""Every form that changes what is there is one that two people may have open at once.

A POST of the table of routes that changes a record which was there before must carry the version
that it was opened at, or stand in edits.txt with the reason why it need not.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.db import models, transaction
from django.db.models import F
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.history.models import Entry
from frankpledge.shared.opened import EditForm
from tests.support import sample
from tests.support.conflicts import chosen
from tests.support.letting_go import let_go
from tests.support.pages import InspectingClient
from tests.support.routes_table import ACCOUNTS, read_table

LIST = Path(__file__).with_name("edits.txt")
TABLE = read_table()
LOADED = "as loaded"


def listed(heading: str) -> dict[str, list[str]]:
    """The lines of edits.txt under a heading: a route, and the words behind it."""
    found: dict[str, list[str]] = {}
    here = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = line.strip("[] ")
        elif line and not line.startswith("#") and here == heading:
            route, _, rest = line.partition(" ")
            found[route] = rest.split(maxsplit=1) if heading == "version" else [rest.strip()]
    return found


VERSIONED, WITHOUT = listed("version"), listed("without")


def test_a_route_stands_once():
    assert not VERSIONED.keys() & WITHOUT.keys()
    assert all(reason for [reason] in WITHOUT.values())
    assert {*VERSIONED, *WITHOUT} <= {line.route for line in TABLE}


@pytest.fixture
def made(demo):
    return sample.as_loaded()


def client_of(username):
    client = InspectingClient()
    client.query_ceiling = 90
    client.force_login(Account.objects.get(username=username))
    return client


def test_whatever_changes_a_record_knows_the_version_it_was_opened_at(made):
    """Each POST that does what it asks is done, and undone; the history says what it changed."""
    found = set()
    for line in TABLE:
        role = next((one for one in ACCOUNTS if line.expected(one) == "done"), "")
        if line.method != "POST" or line.stage != LOADED or not role:
            continue
        client = Client()
        client.force_login(Account.objects.get(username=role))
        with transaction.atomic():
            last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            let_go(line.ask(client, made))
            if Entry.objects.filter(pk__gt=last, action="changed").exists():
                found.add(line.route)
            transaction.set_rollback(True)
    unknown = found - VERSIONED.keys() - WITHOUT.keys()
    assert not unknown, f"Give these an EditForm, or a reason in {LIST.name}: {sorted(unknown)}"


def somebody_saves(form):
    """Somebody else has saved what the form was opened on."""
    record = form.record
    models.QuerySet(type(record)).filter(pk=record.pk).update(version=F("version") + 1)


@pytest.mark.parametrize("route", sorted(VERSIONED))
def test_who_saves_second_sees_both_and_loses_nothing(made, route):
    username, address = VERSIONED[route]
    for name, key in made.keys.items():
        address = address.replace(f"{{{name}}}", key)
    path, _, query = address.partition("?")
    typed = dict(parse_qsl(query))
    client = client_of(username)
    opened = client.get(path)
    form = opened.context["form"]
    assert isinstance(form, EditForm)
    version = str(form["version"].value())
    assert f'name="version" value="{version}"' in opened.content.decode()

    somebody_saves(form)
    before = Entry.objects.count()
    page = client.post(path, {**typed, "version": version})
    assert page.status_code == 409
    assert Entry.objects.count() == before
    said = page.content.decode()
    for word in typed.values():
        assert word in said, f"“{word}” is lost"

    somebody_saves(form)
    again = client.post(path, chosen(page))
    assert again.status_code == 409, "a second conflict shows both again"
    assert Entry.objects.count() == before

    let_go(client.post(path, chosen(again)))
    assert Entry.objects.count() > before
