"""The whole table of who may have what, each of its requests sent: tests/house/route_table.tsv.

Every route and verb, by every kind of person, of this board or with the same duty elsewhere, and
papers and records of every marking. No route is left out, and no answer is one that a shared cache
keeps.
"""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.meetings.models import Paper
from frankpledge.web.routes import RULES, every_address, route_rules
from scripts.routes import FILE
from tests.house.test_routes import bring_to
from tests.support import sample
from tests.support.county import SECRETARY
from tests.support.letting_go import let_go
from tests.support.marked import add_marked_papers, add_people_elsewhere
from tests.support.marked_records import add_marked_records
from tests.support.route_table import (
    MARKED_STAGE,
    OTHERS,
    WHO,
    Row,
    as_text,
    whole_table,
)
from tests.support.routes_table import ACCOUNTS, LINK, answer
from tests.support.sample import Sample

DUTIES = {
    "secretary": "secretary",
    "chair": "chair",
    "csp-manager": "manager",
    "member": "member",
    "scrutiny": "scrutiny",
    "analyst": "analyst",
}
# The stages that rows stand at. None tells people apart best once the papers are published: what is
# read then, the papers of every marking show.
TRIED = ("as loaded", "circulated", "after the meeting", MARKED_STAGE)


def test_no_route_is_unclassified_and_none_is_listed_that_is_gone():
    known = {one.name for one in every_address()}
    assert "" not in known, "A route has no name."
    missing = "\n".join(sorted(known - route_rules().keys()))
    assert not missing, f"Say in frankpledge/web/routes.txt who may have:\n{missing}"
    assert not route_rules().keys() - known


def test_every_rule_is_one_that_some_route_has():
    assert {one.rule for one in route_rules().values()} == RULES.keys()


def test_the_table_is_what_the_declarations_come_to():
    assert FILE.read_text(encoding="utf-8") == as_text(whole_table()), "Run scripts/routes.py"


def test_every_row_stands_at_a_stage_that_is_tried():
    assert {row.stage for row in whole_table()} == {*TRIED}


@pytest.fixture
def quick_packs(monkeypatch):
    """Here it is who may have a pack that matters; making it is tested elsewhere."""
    for views in ("files", "minutes"):
        here = f"frankpledge.meetings.views.{views}"
        monkeypatch.setattr(f"{here}.pack_pdf", lambda content: b"%PDF")
        monkeypatch.setattr(f"{here}.pack_docx", lambda content: b"PK")


def brought_to(stage: str, on_day) -> Sample:
    if stage != MARKED_STAGE:
        return bring_to(stage, on_day)
    made = sample.as_loaded()
    add_marked_papers()
    add_marked_records()
    sample.send_to_members(made)
    sample.make_public()
    return made


def come_as(who: str, made: Sample) -> Client:
    """A client for this kind of person, who has signed in or opened the link."""
    client = Client()
    if who in {*ACCOUNTS, *OTHERS}:
        client.force_login(Account.objects.get(username=who))
    if who == LINK:
        let_go(client.get(f"/answer/{made.keys['link']}/"))
    return client


def asked(row: Row, made: Sample, client: Client) -> tuple[str, str]:
    """What a request is answered, and what may be kept of that."""
    response = row.line.ask(client, made)
    told = answer(response), response.get("Cache-Control", "")
    let_go(response)
    return told


def faults(who: str, row: Row, made: Sample, client: Client) -> list[str]:
    """What of one answer is not as the table says, or may be kept where others read it."""
    if row.is_refused_unseen:
        got, kept = asked(row, made, client)
    else:
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            got, kept = asked(row, made, client)
            transaction.set_rollback(True)
        # What the request did to the session is undone: so is what the client holds of it.
        client.cookies = cookies
    found = []
    if got != (wanted := row.expected(who)):
        found.append(f"{row}\n    {who}: {wanted} expected, {got} answered")
    if not {"private", "no-store"} & {*kept.replace(",", " ").split()} or "public" in kept:
        found.append(f"{row}: {who} is answered with Cache-Control {kept!r}")
    return found


@pytest.mark.row(90)
@pytest.mark.parametrize("stage", TRIED)
def test_every_cell_is_answered_as_the_table_says(demo, on_day, quick_packs, stage):
    """Real requests: each route, verb and marking by each kind of person, here and elsewhere."""
    rows = [row for row in whole_table() if row.stage == stage]
    made = brought_to(stage, on_day)
    elsewhere = zip(OTHERS, ACCOUNTS, strict=True)
    duties = {name: DUTIES[duty] for name, duty in elsewhere}
    add_people_elsewhere(by=SECRETARY, duties=duties)
    if stage == MARKED_STAGE:
        assert Paper.objects.filter(title__startswith="Marked ").count() == 4
    found = []
    for who in WHO:
        client = come_as(who, made)
        for row in rows:
            found += faults(who, row, made, client)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)
