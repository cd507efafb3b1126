"""Every route by every kind of person, at every stage of a meeting: tests/house/routes.txt.

A route that is not in the table fails, and so does a line about a route that is no more. Every
page fetched on the way goes through the inspector.
"""

import re
from copy import deepcopy

import pytest
from django.db import transaction

from frankpledge.accounts.models import Account
from frankpledge.meetings.operations import circulate, publish
from frankpledge.shared import clock
from tests.support.county import SECRETARY, meeting
from tests.support.letting_go import let_go
from tests.support.pages import InspectingClient, PageFaultError
from tests.support.routes import every_route
from tests.support.routes_table import (
    PUBLIC,
    ROLES,
    Line,
    answer,
    read_table,
    sign_in_is_where_we_think,
)

TABLE = read_table()
LOADED, CIRCULATED, PUBLISHED, EMPTY = "as loaded", "circulated", "published", "no area loaded"


def test_every_route_is_in_the_table_by_get_and_by_post():
    classified = {(line.route, line.method) for line in TABLE}
    missing = [
        f"{route} by {method}"
        for route in every_route()
        for method in ("GET", "POST")
        if (route.name, method) not in classified
    ]
    assert not missing, "Say in routes.txt who may have:\n" + "\n".join(missing)


def test_the_table_names_no_route_that_is_gone():
    known = {route.name for route in every_route()}
    gone = [f"line {line.number}: {line.route}" for line in TABLE if line.route not in known]
    assert not gone, "\n".join(gone)


def test_each_address_in_the_table_leads_to_its_route():
    from django.urls import resolve

    wrong = [
        f"line {line.number}: {line.address} is {found}, not {line.route}"
        for line in TABLE
        if (found := resolve(line.address.partition("?")[0]).view_name) != line.route
    ]
    assert not wrong, "\n".join(wrong)
    assert sign_in_is_where_we_think()


def disagreements(client: InspectingClient, role: str, lines: list[Line]) -> list[str]:
    """Send each line's request as it stands, undo what it changed, and say what differs."""
    found = []
    for line in lines:
        cookies = deepcopy(client.cookies)
        try:
            with transaction.atomic():
                response = line.ask(client)
                got = answer(response)
                let_go(response)
                if line.method == "POST":
                    transaction.set_rollback(True)
        except PageFaultError as fault:
            found.append(f"line {line.number}, {role}: {fault}")
            continue
        finally:
            client.cookies = cookies
        if got != line.expected(role):
            wanted = line.expected(role)
            found.append(
                f"line {line.number}: {line.method} {line.address}\n"
                f"    {role}: {wanted} expected, {got} answered"
            )
    return found


@pytest.fixture
def quick_packs(monkeypatch):
    """Here it is who may have a pack that matters; making it is tested elsewhere."""
    monkeypatch.setattr("frankpledge.meetings.views.files.pack_pdf", lambda content: b"%PDF")
    monkeypatch.setattr("frankpledge.meetings.views.files.pack_docx", lambda content: b"PK")


@pytest.mark.row(90)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", [LOADED, CIRCULATED, PUBLISHED])
def test_every_route_answers_every_role_as_the_table_says(demo, browse, quick_packs, stage, role):
    """Only those whom the table names get a paper, a pack or a form, before it is out or after."""
    today = clock.today()
    if stage in (CIRCULATED, PUBLISHED):
        circulate(by=SECRETARY, meeting=meeting(), on=today)
    if stage == PUBLISHED:
        publish(by=SECRETARY, meeting=meeting(), on=today)
    if role != PUBLIC:
        browse.force_login(Account.objects.get(username=role))
    found = disagreements(browse, role, [line for line in TABLE if line.stage == stage])
    assert not found, "\n".join(found)


def test_an_empty_service_answers_too(browse):
    found = disagreements(browse, PUBLIC, [line for line in TABLE if line.stage == EMPTY])
    assert not found, "\n".join(found)


def test_every_line_stands_under_a_stage_that_is_tried():
    assert {line.stage for line in TABLE} == {LOADED, CIRCULATED, PUBLISHED, EMPTY}


def test_every_answer_is_one_that_can_be_given():
    words = re.compile(r"200|40[345]|409|in|done")
    wrong = [line.number for line in TABLE if not all(map(words.fullmatch, line.answers))]
    assert not wrong
