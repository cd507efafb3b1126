"""Every page, as the kinds of person see it, at every stage of a meeting: tests/house/routes/.

A route that is not in the table fails, and so does a line about a route that is no more. Every
page shown on the way goes through the inspector, and none that is only looked at changes anything.
"""

import re
from copy import deepcopy

import pytest
from django.db import connection, transaction
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.history.models import Entry
from tests.support import sample
from tests.support.letting_go import let_go
from tests.support.pages import InspectingClient, PageFaultError
from tests.support.routes import every_route
from tests.support.routes_table import (
    ACCOUNTS,
    LINK,
    PUBLIC,
    Line,
    answer,
    read_table,
    sign_in_is_where_we_think,
)
from tests.support.sample import NOTHING, Sample

TABLE = read_table()
LOADED, CIRCULATED, PUBLISHED = "as loaded", "circulated", "published"
AFTER, EMPTY = "after the meeting", "no area loaded"
STAGES = (LOADED, CIRCULATED, PUBLISHED, AFTER)
# Whose pages are looked at here. What each kind of person is answered, test_route_table.py asks.
INSPECTED = (PUBLIC, "secretary", "csp-manager", LINK)
# Opening a signed link is kept in its log: the one page that is looked at and leaves a trace.
LEAVES_A_TRACE = "answering:open"
# The sample owes something of every kind, and each kind is asked of the database by itself.
EVERY_KIND_OF_DUTY = 75


def test_every_route_is_in_the_table_by_get_and_by_post():
    classified = {(line.route, line.method) for line in TABLE}
    missing = [
        f"{route} by {method}"
        for route in every_route()
        for method in ("GET", "POST")
        if (route.name, method) not in classified
    ]
    assert not missing, "Say in tests/house/routes/ who may have:\n" + "\n".join(missing)


def test_the_table_names_no_route_that_is_gone():
    known = {route.name for route in every_route()}
    gone = [f"{line.place}: {line.route}" for line in TABLE if line.route not in known]
    assert not gone, "\n".join(gone)


def test_each_address_in_the_table_leads_to_its_route():
    from django.urls import resolve

    wrong = [
        f"{line.place}: {line.address} is {found}, not {line.route}"
        for line in TABLE
        if (found := resolve(line.path(NOTHING)).view_name) != line.route
    ]
    assert not wrong, "\n".join(wrong)
    assert sign_in_is_where_we_think()


def disagreements(
    client: InspectingClient, role: str, lines: list[Line], made: Sample = NOTHING
) -> list[str]:
    """Send each line's request as it stands, undo what it changed, and say what differs."""
    plain = Client()
    found = []
    for line in lines:
        # What is refused looks the same everywhere; only a page that is shown is inspected.
        asking = client if line.expected(role) == "200" else plain
        asking.cookies = deepcopy(client.cookies)
        kept = deepcopy(client.cookies)
        try:
            found += _disagreement(asking, role, line, made)
        except PageFaultError as fault:
            found.append(f"{line.place}, {role}: {fault}")
        finally:
            client.cookies = kept
            connection.queries_log.clear()
    return found


def _disagreement(client: Client, role: str, line: Line, made: Sample) -> list[str]:
    found = []
    with transaction.atomic():
        before = _last_entry()
        response = line.ask(client, made)
        got = answer(response)
        let_go(response)
        if line.method == "GET" and line.route != LEAVES_A_TRACE and _last_entry() != before:
            found.append(f"{line.place}: GET {line.address} by {role} changed something")
        transaction.set_rollback(True)
    if got != (wanted := line.expected(role)):
        found.append(
            f"{line.place}: {line.method} {line.address}\n"
            f"    {role}: {wanted} expected, {got} answered"
        )
    return found


def _last_entry() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.fixture
def quick_packs(monkeypatch):
    """Here it is who may have a pack that matters; making it is tested elsewhere."""
    for views in ("files", "minutes"):
        here = f"frankpledge.meetings.views.{views}"
        monkeypatch.setattr(f"{here}.pack_pdf", lambda content: b"%PDF")
        monkeypatch.setattr(f"{here}.pack_docx", lambda content: b"PK")


def bring_to(stage: str, on_day) -> Sample:
    """One of everything, and the meeting at that stage."""
    made = sample.as_loaded()
    if stage != LOADED:
        sample.send_to_members(made)
    if stage in {PUBLISHED, AFTER}:
        sample.make_public()
    if stage == AFTER:
        on_day("2018-10-12")
        sample.hold_the_meeting()
    return made


def come_as(role: str, made: Sample) -> InspectingClient:
    """A client for this kind of person: a visitor, an account's holder, or who holds the link."""
    client = InspectingClient()
    client.query_ceiling = EVERY_KIND_OF_DUTY
    if role in ACCOUNTS:
        client.force_login(Account.objects.get(username=role))
    if role == LINK:
        let_go(client.get(f"/answer/{made.keys['link']}/"))
    return client


@pytest.mark.row(90)
@pytest.mark.parametrize("stage", STAGES)
def test_every_page_is_well_made_and_answers_as_the_table_says(demo, on_day, quick_packs, stage):
    """What is shown passes the inspector, and what is only looked at changes nothing."""
    made = bring_to(stage, on_day)
    lines = [line for line in TABLE if line.stage == stage]
    found = [
        fault
        for role in INSPECTED
        for fault in disagreements(come_as(role, made), role, lines, made)
    ]
    assert not found, "\n".join(found)


def test_an_empty_service_answers_too(browse):
    found = disagreements(browse, PUBLIC, [line for line in TABLE if line.stage == EMPTY])
    assert not found, "\n".join(found)


def test_every_line_stands_under_a_stage_that_is_tried():
    assert {line.stage for line in TABLE} == {*STAGES, EMPTY}


def test_every_answer_is_one_that_can_be_given():
    words = re.compile(r"200|40[345]|409|410|in|done")
    wrong = [line.place for line in TABLE if not all(map(words.fullmatch, line.answers))]
    assert not wrong
