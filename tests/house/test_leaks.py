"""What is not yours does not exist: not in a page, a count, a file, a feed, an error or the time.

Words that nobody may read are looked for in everything that somebody can reach; and the answer to
what is not yours is held, byte for byte and query for query, against that to what is not there.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.accounts.models import Account
from frankpledge.meetings.models import AgendaItem, Paper
from frankpledge.meetings.operations import (
    change_paper_state,
    circulate,
    commission_paper,
    mark_paper,
    publish,
    write_paper,
)
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from frankpledge.shared.door import operation
from frankpledge.shared.marking import Audience, Classification, Marking
from tests.support import sample
from tests.support.county import SECRETARY, meeting, paper
from tests.support.leaks import said_by, whole
from tests.support.marked import hold

pytestmark = pytest.mark.usefixtures("demo")
MEETING = "/meetings/county-board/2018-10-11/"
NOBODYS = ("Zwingli", "zwingli")
HANDLING = "Zwingli rules apply"


def secret_paper(*named: str) -> Paper:
    """A paper for the named bodies alone, whose every word and name says so; it has gone out."""
    item = AgendaItem.objects.get(meeting=meeting(), slug="road-safety")
    made = commission_paper(
        by=SECRETARY, item=item, author_body=body_named("offender"), title="Zwingli holdings"
    )
    made = paper(made.slug)
    write_paper(by=SECRETARY, paper=made, title=made.title, text="Zwingli bids.", asked=["Zwingli"])
    mark_paper(
        by=SECRETARY,
        paper=made,
        marking=Marking(Classification.SENSITIVE, HANDLING),
        audience=Audience.NAMED if len(named) > 1 else Audience.ONE,
        named=[body_named(one) for one in named],
    )
    change_paper_state(by=SECRETARY, paper=made, state="received", on=clock.today())
    circulate(by=SECRETARY, meeting=meeting(), on=clock.today())
    publish(by=SECRETARY, meeting=meeting(), on=clock.today())
    return made


def come(who: str) -> Client:
    client = Client()
    if who != "public":
        client.force_login(Account.objects.get(username=who))
    return client


def said(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    data = whole(response)
    return response.status_code, said_by(response, data)


# Lists, counts, exports, feeds, packs and open data in which a paper could show.
REACHED = (
    "/",
    "/meetings/",
    "/meetings/county-board/",
    MEETING,
    f"{MEETING}items/road-safety/",
    f"{MEETING}circulations/0/",
    f"{MEETING}circulations/0/pack/addendum.html",
    f"{MEETING}circulations/0/pack/addendum.docx",
    f"{MEETING}pack/members.html",
    f"{MEETING}pack/members.docx",
    f"{MEETING}pack/members.pdf",
    f"{MEETING}pack/public.html",
    f"{MEETING}pack/public.docx",
    f"{MEETING}pack/public.pdf",
    f"{MEETING}questions/",
    f"{MEETING}status/",
    "/meetings/county-board/decisions/",
    "/meetings/county-board/plan/",
    "/boards/county-board/",
    "/partnership/bodies/county-board/",
    "/partnership/bodies/offender/",
    "/calendar/county-board.ics",
    "/actions/county-board/",
    "/screen/county-board/",
    "/requests/county-board/",
)


@pytest.mark.parametrize("who", ["public", "csp-manager", "scrutiny", "analyst"])
def test_a_paper_for_one_body_is_in_nothing_that_others_reach(who):
    made = secret_paper("huntingdonshire-council")
    client = come(who)
    open_data = [
        f"/oparl/body/{made.item.meeting.body.area_id}/{what}/"
        for what in ("paper", "meeting", "file", "agenda-item", "consultation")
    ]
    own = [
        f"/oparl/paper/{made.pk}/",
        f"/oparl/file/paper-{made.pk}/",
        made.get_absolute_url(),
        f"{made.get_absolute_url()}sent/0/",
    ]
    shown = 0
    for address in (*REACHED, *open_data, *own):
        status, text = said(client, address)
        shown += status == 200
        # Where a page says back what it was asked for, it says no more than the asker knew.
        text = text.replace(address, "")
        assert not [word for word in NOBODYS if word in text], address
    assert shown > 8
    assert all(said(client, one)[0] in {302, 404} for one in own)


def test_the_body_that_is_named_and_the_secretary_have_it():
    made = secret_paper("huntingdonshire-council")
    for who in ("member", "secretary"):
        client = come(who)
        for address in (made.get_absolute_url(), f"{MEETING}pack/members.docx"):
            assert "Zwingli bids" in said(client, address)[1]


@pytest.mark.row(82)
def test_the_policing_panel_cannot_open_what_the_councils_committee_scrutinises():
    """The panel scrutinises the local policing body; partnerships are the councils' committees'."""
    made = secret_paper("south-cambridgeshire-scrutiny")
    on_the_panel(by=SECRETARY)
    panel, committee = come("panel"), come("scrutiny")
    page = made.get_absolute_url()
    assert said(committee, page)[0] == 200
    assert "Zwingli bids" in said(committee, page)[1]
    assert said(panel, page)[0] == 404
    assert page in said(committee, MEETING)[1]
    for address in (MEETING, f"{MEETING}items/road-safety/", f"{MEETING}pack/public.html"):
        assert not [word for word in NOBODYS if word in said(panel, address)[1]], address


@operation("Gave somebody a seat on the panel, for a test")
def on_the_panel(*, by) -> None:
    account = Account(username="panel", post="Member of the panel")
    account.save()
    hold(by=by, account=account, body=body_named("police-and-crime-panel"), duty="scrutiny")


# What is there and is not theirs, and the like of it that is not there.
PAIRS = (
    ("/meetings/county-board/2018-10-11/papers/housing-related-support/", "papers/nothing-here/"),
    ("/meetings/county-board/2018-10-11/papers/road-safety/marking/", "papers/nothing/marking/"),
    ("/meetings/county-board/2018-07-19/minutes/", f"{MEETING}minutes/"),
    ("/actions/county-board/1/", "/actions/county-board/999/"),
    ("/risks/county-board/1/", "/risks/county-board/999/"),
    ("/requests/county-board/1/", "/requests/county-board/999/"),
    ("/oparl/paper/{paper}/", "/oparl/paper/99999/"),
    ("/oparl/file/paper-{paper}/", "/oparl/file/paper-99999/"),
)


def bare(client: Client, address: str) -> tuple[int, bytes, int]:
    """Status, body without its one-time token, and how many questions the database was asked."""
    client.get(address)  # what is looked up once and remembered is looked up now
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    data = whole(response)
    if address.startswith("/oparl/"):
        # Open data says back what it was asked for, which whoever asked knew.
        data = data.replace(address.strip("/").rpartition("/")[2].encode(), b"")
    data = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", data)
    return response.status_code, data, len(asked)


@pytest.mark.parametrize("who", ["public", "scrutiny", "analyst"])
def test_not_yours_and_not_there_are_one_answer_in_the_same_time(who):
    """Byte for byte the same page, after as many questions to the database."""
    made = sample.as_loaded()
    client = come(who)
    told_apart = []
    for theirs, nothing in PAIRS:
        address = theirs.format(**made.keys)
        other = nothing if nothing.startswith("/") else f"{MEETING}{nothing}"
        first, second = bare(client, address), bare(client, other)
        if first[0] == 302:
            assert second[0] == 302
            continue
        assert first[0] == 404, address
        if first != second:
            told_apart.append(f"{address}: {first[2]} queries; {other}: {second[2]}")
    assert not told_apart
