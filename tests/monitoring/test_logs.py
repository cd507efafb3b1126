"""The log of whatever people do names none of them; and what failed is found by its number."""

import io
import json
import logging.config
import re

import pytest
from django.apps import apps
from django.db import IntegrityError, models
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.answering.links.operations import Wanted, give_links
from frankpledge.answering.links.tokens import token_of
from frankpledge.areafile.operations import PASSWORD
from frankpledge.monitoring.logs import clean, set_up
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from tests.support.county import OCTOBER, SECRETARY, board
from tests.support.sample import PAPER

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
TYPED = "zebedee.quill@example.org"


@pytest.fixture
def lines(settings):
    """Give `lines()`: what the log holds, an object a line, as a collector reads it."""
    stream = io.StringIO()
    logging.config.dictConfig(set_up("json"))
    handler = logging.getLogger().handlers[-1]
    kept, handler.stream = handler.stream, stream

    def read():
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    yield read
    handler.stream = kept
    logging.config.dictConfig(settings.LOGGING)


def mail_addresses():
    """Every mail address that stands anywhere in the database."""
    found = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
        ]
        for row in model._base_manager.values_list(*texts) if texts else ():
            found |= set(MAIL.findall(" ".join(filter(None, row))))
    return found


def test_a_whole_run_names_nobody(demo, lines, settings, monkeypatch):
    settings.SECURE_SSL_REDIRECT = False
    wanted = Wanted(body_named("road-safety"), PAPER, "Speed", OCTOBER, board())
    link = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]
    token = token_of(link)
    for account in Account.objects.filter(demonstration=True):
        client = Client(raise_request_exception=False)
        client.post("/account/sign-in/", {"username": account.username, "password": "wrong"})
        client.post("/account/sign-in/", {"username": account.username, "password": PASSWORD})
        for address in ("/", "/meetings/county-board/2018-10-11/", "/chasing/outbox/", "/actions/"):
            client.get(address)
        client.get(f"/partnership/?q={TYPED}")
        client.post("/account/sign-out/")
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get(f"/answer/{token}/", follow=True)
    client.get(f"/answer/{token}/pass/")
    client.get(f"/answer/{token}x/")
    client.get(f"/calendar/mine/{token}.ics")
    client.post(f"/answer/{token}/pass/", {"email": TYPED})
    client.get("/", headers={"host": f"{TYPED}"})
    client.get("/", headers={"user-agent": TYPED, "referer": f"http://testserver/answer/{token}/"})

    def fail(*given, **more):
        raise IntegrityError(f"Key (email)=({TYPED}) already exists, {token}")

    monkeypatch.setattr("frankpledge.web.views.owed", fail)
    failed = client.get("/")
    assert failed.status_code == 500
    told = lines()
    assert len(told) > 50
    text = json.dumps(told, ensure_ascii=False)
    secrets = {TYPED, token, "zebedee", "quill", *mail_addresses()}
    assert len(secrets) > 10
    assert [one for one in secrets if one in text] == []
    names = set(Account.objects.values_list("username", flat=True))
    said = {str(value) for line in told for value in line.values()}
    assert names & said == set()
    assert {line["route"] for line in told if "route" in line} >= {
        *("web:home", "accounts:sign-in", "answering:open", "unknown"),
    }


def test_each_request_leaves_its_facts(demo, lines, client):
    response = client.get("/about/?name=x")
    (line,) = lines()
    assert line["event"] == "request"
    assert line["request"] == response["X-Request-ID"]
    assert (line["route"], line["method"], line["status"]) == ("web:about", "GET", 200)
    assert line["ms"] > 0
    assert line["queries"] in range(10)
    assert line["timestamp"].endswith("Z")
    assert set(line) == {
        *("event", "request", "route", "method", "status", "ms", "queries"),
        *("timestamp", "level", "logger"),
    }


def test_a_page_that_failed_is_found_by_its_number(demo, lines, monkeypatch):
    def fail(*given, **more):
        raise ValueError(TYPED)

    monkeypatch.setattr("frankpledge.web.views.owed", fail)
    response = Client(raise_request_exception=False).get("/")
    page = response.content.decode()
    number = response["X-Request-ID"]
    assert f"the error number {number}" in page
    assert TYPED not in page
    found = [line for line in lines() if line["request"] == number]
    assert [line["event"] for line in found] == ["Internal Server Error", "request"]
    assert found[0]["error"][0] == "ValueError"
    assert any("web/views.py" in frame for frame in found[0]["error"])


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Sent: Due soon, to Ann <ann.b@example.org>", "Sent: Due soon, to Ann <[mail address]>"),
        ("GET /partnership/?q=ann&on=2018-01-01 failed", "GET /partnership/ failed"),
        ("at /answer/abc:1sT/pass/", "at /answer/[link]/pass/"),
        ("Invalid request from ip=203.0.113.9: bad", "Invalid request from ip=[hidden] bad"),
        ("key digest:road-safety:2018-10-01", "key digest:road-safety:2018-10-01"),
        ("Is this a question? Yes", "Is this a question? Yes"),
    ],
)
def test_what_is_cleaned_and_what_is_left(said, written):
    assert clean(said) == written


def test_what_a_library_says_is_cleaned_too(lines):
    logging.getLogger("some.library").warning("Could not send to %s", TYPED)
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/answer/abc/?x=1")
    first, second = lines()
    assert first["event"] == "Could not send to [mail address]"
    assert second["event"] == "Error handling request"
    logging.getLogger("some.library").warning("two\nlines \x1b[31m")
    assert lines()[-1]["event"] == "two\nlines \x1b[31m"
