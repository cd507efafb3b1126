"""What somebody would try who wants to see, to do or to break what is not theirs.

Who may have which page is in the table of routes; here are the tricks: odd addresses, forged
forms, redirects that lead away, and words made to be obeyed. Files are in `test_intruder_files.py`.
"""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from frankpledge.accounts.models import Account
from frankpledge.answering.links.operations import Wanted, give_links, withdraw_link
from frankpledge.answering.links.rules import covers
from frankpledge.answering.links.tokens import token_of
from frankpledge.meetings.models import Paper
from frankpledge.outbox.models import Message
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from frankpledge.web.routes import verbs_of
from tests.support.county import OCTOBER, SECRETARY, board
from tests.support.letting_go import let_go
from tests.support.reading import words
from tests.support.routes_table import TO_SIGN_IN, answer, read_table
from tests.support.sample import NOTHING, PAPER

MEETING = "/meetings/county-board/2018-10-11/"
PAPERS = f"{MEETING}papers/"
HUGE = "99999999999999999999"
LONGER_THAN_PYTHON_READS = "9" * 5000
pytestmark = pytest.mark.usefixtures("demo")


def statuses(client, addresses, method="get", **sent):
    found = {}
    for address in addresses:
        response = getattr(client, method)(address, **sent)
        found[address] = answer(response)
        let_go(response)
    return found


# ---------------------------------------------------------------- addresses


def test_a_link_opens_no_neighbour_by_any_spelling_of_its_address(holder):
    tricks = [
        f"{PAPER}../road-safety-2/",
        f"{PAPER}%2e%2e/road-safety-2/",
        f"{PAPER}..%2froad-safety-2/",
        f"{PAPER}/write/",
        f"/{PAPER}",
        f"/{PAPER}write/",
        f"{PAPERS}road-safety-2/",
        f"{PAPERS}road-safety-partnership/",
        f"{PAPERS}road-safety%2Fwrite/../../road-safety-2/",
        f"{PAPERS}ROAD-SAFETY/",
        f"{PAPER[:-1]}%00/",
        f"{PAPER[:-1]};/",
    ]
    assert set(statuses(holder, tricks).values()) == {"404"}


@pytest.mark.parametrize("nothing", ["", "/", "//"])
def test_a_link_to_nothing_is_no_link_to_everything(nothing):
    assert not covers(nothing, nothing or "/")
    assert not covers(nothing, PAPER)


def test_a_link_sends_nothing_elsewhere(holder, link):
    elsewhere = [
        f"{PAPERS}road-safety-2/write/",
        f"{PAPERS}road-safety-partnership/state/",
        f"{MEETING}circulate/",
        f"{MEETING}items/road-safety/commission/",
        "/answer/word/",
        f"/answer/links/{link.pk}/withdraw/",
        "/actions/county-board/add/",
    ]
    sent = {"data": {"title": "Mine", "state": "published", "version": "1"}}
    assert set(statuses(holder, elsewhere, "post", **sent).values()) == {TO_SIGN_IN}
    assert statuses(holder, [f"{PAPER}withhold/", f"{PAPER}revise/", f"{PAPER}more-time/"]) == {
        f"{PAPER}withhold/": "404",
        f"{PAPER}revise/": "404",
        f"{PAPER}more-time/": "404",
    }


def test_a_withdrawn_link_takes_no_form_that_was_opened_before(holder, link):
    found = Paper.objects.get(slug="road-safety")
    withdraw_link(by=SECRETARY, link=link)
    sent = {"title": "Mine", "text": "Late.", "recommendations": "", "version": found.version}
    assert answer(holder.post(f"{PAPER}write/", sent)) == TO_SIGN_IN
    assert Paper.objects.get(slug="road-safety").title == "Speed"


def with_numbers(address: str, number: str) -> str | None:
    """The address with this number for each of its whole numbers; None where it has none."""
    match = resolve(address)
    numbers = {name for name, value in match.kwargs.items() if isinstance(value, int)}
    if not numbers:
        return None
    try:
        return reverse(match.view_name, kwargs={**match.kwargs, **dict.fromkeys(numbers, number)})
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("number", [HUGE, LONGER_THAN_PYTHON_READS], ids=["huge", "longer"])
def test_no_number_in_an_address_is_too_large_to_be_not_found(signed_in, number):
    """The database keeps numbers of 64 bits, and Python reads none of over 4300 digits."""
    client = signed_in("secretary")
    paths = {line.path(NOTHING) for line in read_table() if line.stage == "as loaded"}
    wanted = sorted(filter(None, (with_numbers(path, "7") for path in paths)))
    wanted = [path.replace("/7/", f"/{number}/") for path in wanted if "/7/" in path]
    wanted += [f"{MEETING}circulations/{number}/pack/addendum.html"]
    assert len(wanted) > 15
    for method in ("get", "post"):
        found = statuses(client, wanted, method)
        assert set(found.values()) <= {"404", "405"}, found


@pytest.mark.parametrize("parts", [("day", HUGE), ("month", LONGER_THAN_PYTHON_READS)])
def test_no_number_in_a_form_is_too_large_to_be_refused_in_words(signed_in, parts):
    name, number = parts
    sent = {"asked_day": "1", "asked_month": "10", "asked_year": "2018", f"asked_{name}": number}
    page = signed_in("secretary").post("/actions/county-board/add/", {"text": "Do it", **sent})
    assert page.status_code == 200
    assert f"must have a {name} from 1 to" in words(page)


# ---------------------------------------------------------------- forged forms, redirects


def test_no_form_is_taken_that_another_site_sends(demo):
    """Every address that takes a form, by somebody signed in, without our own pages’ token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="secretary"))
    taking = [line for line in read_table() if "POST" in verbs_of(line.route)]
    paths = sorted({line.path(NOTHING) for line in taking})
    found = statuses(client, paths, "post")
    assert set(found.values()) == {"403"}, found


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org/",
        "\\\\example.org/",
        "javascript:alert(1)",
        " https://example.org/",
        "https:example.org",
    ],
)
def test_nothing_leads_away_from_here(browse, elsewhere):
    sent = {"username": "secretary", "password": "frankpledge", "next": elsewhere}
    for address in ("/account/sign-in/", "/account/demonstration/"):
        assert browse.post(address, sent)["Location"] == "/"
    refused = browse.post(f"{MEETING}publish/", headers={"Referer": elsewhere})
    assert refused.status_code == 409
    assert "Location" not in refused


def test_a_page_that_refuses_to_be_shown_does_not_lead_to_itself(signed_in):
    """Questions are not open before the papers are out: the way back is not this very page."""
    address = f"{MEETING}items/road-safety/ask/"
    client = signed_in("member")
    page = client.get(address, headers={"Referer": f"http://testserver{address}"})
    assert page.status_code == 409
    back = client.post(address, headers={"Referer": f"http://testserver{MEETING}"})
    assert back["Location"] == f"http://testserver{MEETING}"


def test_every_answer_tells_the_browser_to_run_nothing_but_ours(signed_in):
    client = signed_in("secretary")
    for address in ("/", MEETING, f"{MEETING}pack/members.html", "/no/such/page/", "/oparl/"):
        response = client.get(address)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy.replace("; ", ";").split(";")
        let_go(response)


# ---------------------------------------------------------------- words made to be obeyed


def test_no_title_begins_another_heading_of_a_mail(browse):
    what = "Speed\r\nBcc: everybody@example.org"
    wanted = Wanted(body_named("road-safety"), PAPER, what, OCTOBER, board())
    given = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]
    sent = browse.post(f"/answer/{token_of(given)}/pass/", {"email": "colleague@example.org"})
    assert sent.status_code == 302
    message = Message.objects.get()
    assert message.to == "colleague@example.org"
    assert message.subject == "Passed on to you: Speed Bcc: everybody@example.org"


@pytest.mark.parametrize("email", ["a@example.org\nBcc: b@example.org", "a@example.org, b@c.org"])
def test_no_address_carries_a_second_one(browse, link, email):
    page = browse.post(f"/answer/{token_of(link)}/pass/", {"email": email})
    assert page.status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"])
def test_no_cell_of_a_download_is_run_as_a_formula(signed_in, asked, cell):
    asked(text=cell, asked_at=cell)
    page = signed_in("secretary").get("/actions/county-board/actions.csv")
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert [one for one in rows[1] if one.lstrip("\t").startswith(("=", "+", "-", "@"))] == []
