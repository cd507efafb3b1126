"""What was typed and could not be saved comes back to whoever typed it, and to nobody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.accounts.models import Account
from frankpledge.meetings.models import Paper
from frankpledge.shared import clock
from frankpledge.web import kept as keeping
from tests.support.conflicts import hidden_in
from tests.support.pages import InspectingClient
from tests.support.reading import form_of, title, words

WRITE = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/write/"
MINE = {"title": "A review", "text": "Every word of mine."}


def paper():
    return Paper.objects.get(slug="drug-and-alcohol-review")


def sign_in(client, username, then="/"):
    return client.post("/account/demonstration/", {"username": username, "next": then}, follow=True)


@pytest.fixture
def typing(demo):
    """A client of the secretary's whose session ended while they were writing a paper."""
    client = InspectingClient()
    sign_in(client, "secretary")
    client.get(WRITE)
    Session.objects.all().delete()
    return client


def send(client, **more):
    came = {"Referer": f"http://testserver{WRITE}"}
    return client.post(WRITE, {**MINE, "version": paper().version, **more}, headers=came)


def test_who_was_signed_out_finds_every_word_in_the_form(typing):
    answer = send(typing)
    assert answer["Location"] == f"/account/sign-in/?next={WRITE}"
    page = sign_in(typing, "secretary", WRITE)
    assert form_of(page)["text"].strip() == MINE["text"]
    assert "was not saved. It stands in the form again" in words(page)
    assert paper().text == ""
    typing.post(WRITE, form_of(page))
    assert paper().text == MINE["text"]
    assert "was not saved" not in words(typing.get(WRITE))


def test_nobody_else_who_signs_in_sees_them(typing):
    send(typing)
    page = sign_in(typing, "member", "/kept/")
    assert "Every word" not in page.content.decode()
    assert "Nothing waits" in words(page)
    typing.post("/account/sign-out/")
    page = sign_in(typing, "secretary", WRITE)
    assert "Every word" not in page.content.decode()


def test_they_wait_for_twelve_hours_and_no_longer(typing, monkeypatch):
    send(typing)
    later = clock.now() + timedelta(hours=13)
    monkeypatch.setattr("frankpledge.shared.clock.now", lambda: later)
    page = sign_in(typing, "secretary", WRITE)
    assert "Every word" not in page.content.decode()


def test_nothing_is_kept_of_a_visitor_who_never_signed_in_or_of_too_much(demo, typing):
    visitor = InspectingClient()
    visitor.post(WRITE, MINE)
    assert not Session.objects.exists()
    send(typing, text="x" * keeping.LARGEST)
    assert keeping.SESSION_KEY not in typing.session


def test_a_password_is_never_kept(typing):
    send(typing, password="secret", new_password="secret")
    assert "secret" not in str(typing.session[keeping.SESSION_KEY])
    Session.objects.all().delete()
    typing.post("/account/sign-in/", {"username": "secretary", "password": "a wrong one"})
    assert keeping.SESSION_KEY not in typing.session


def test_words_can_be_seen_by_themselves_sent_and_thrown_away(typing):
    send(typing)
    page = sign_in(typing, "secretary", "/")
    assert "See what you typed" in words(page)
    page = typing.get("/kept/")
    assert MINE["text"] in words(page)
    typing.post("/kept/")
    assert "Nothing waits" in words(typing.get("/kept/"))
    assert "See what you typed" not in words(typing.get("/"))


def test_a_form_of_another_page_leads_to_its_words(demo):
    """A comment stands on a page of its own kind: there is no form to fill, so all is shown."""
    client = InspectingClient()
    sign_in(client, "secretary")
    sent = form_of(client.get(WRITE)) | MINE
    Session.objects.all().delete()
    answer = client.post(WRITE, sent, headers={"Referer": "http://testserver/meetings/"})
    assert answer["Location"] == "/account/sign-in/?next=/kept/"
    page = sign_in(client, "secretary", "/kept/")
    assert "Every word of mine." in words(page)
    client.post(WRITE, hidden_in(page))
    assert paper().text == MINE["text"]


def test_what_is_refused_comes_back_in_its_form(demo):
    client = InspectingClient()
    sign_in(client, "secretary")
    at = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/more-time/"
    sent = form_of(client.get(at)) | {
        "until_day": "1",
        "until_month": "9",
        "until_year": "2018",
        "reason": "Figures come late",
    }
    came = {"Referer": f"http://testserver{at}"}
    page = client.post(at, sent, headers=came, follow=True)
    assert "Not done" in words(page)
    assert form_of(page)["reason"] == "Figures come late"


def test_a_token_of_an_earlier_sign_in_loses_nothing(demo):
    client = InspectingClient(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="secretary"))
    sent = form_of(client.get(WRITE)) | MINE | {"csrfmiddlewaretoken": "a" * 64}
    ours = {"Origin": "http://testserver"}
    page = client.post(WRITE, sent, headers=ours)
    assert page.status_code == 403
    assert title(page) == "Your answers were not sent"
    assert MINE["text"] in words(page)
    assert client.post(WRITE, hidden_in(page), headers=ours).status_code == 302
    assert paper().text == MINE["text"]


@pytest.mark.parametrize("origin", ["https://example.org", "null"])
def test_a_strangers_words_are_never_one_press_away(demo, origin):
    client = InspectingClient(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="secretary"))
    page = client.post(WRITE, MINE, headers={"Origin": origin})
    assert page.status_code == 403
    assert "Every word" not in page.content.decode()


def test_the_browser_is_told_which_draft_is_saved(demo, signed_in):
    client = signed_in("secretary")
    sent = form_of(client.get(WRITE)) | MINE | {"draft": "a1b2"}
    assert keeping.SAVED not in client.post(WRITE, sent | {"title": ""}).cookies
    assert client.post(WRITE, sent).cookies[keeping.SAVED].value == "a1b2"
    sent = form_of(client.get(WRITE)) | {"draft": "<script>"}
    assert keeping.SAVED not in client.post(WRITE, sent).cookies


def test_drafts_can_be_switched_off(demo, signed_in, settings):
    page = signed_in("secretary").get(WRITE).content.decode()
    assert 'data-drafts="' in page
    settings.DRAFTS = False
    assert 'data-drafts="' not in signed_in("secretary").get(WRITE).content.decode()


def test_a_file_that_was_chosen_is_named_when_it_must_be_chosen_again(demo, signed_in):
    client = signed_in("analyst")
    file = SimpleUploadedFile("noise.csv", b"a,b\n1,2\n")
    page = client.post("/evidence/releases/mappings/new/", {"title": "", "sample": file})
    assert "You chose “noise.csv”" in words(page)
