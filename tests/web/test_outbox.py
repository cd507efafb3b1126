"""The secretaries' page of reminders and mail, and alarms where they are seen."""

import pytest

from frankpledge.chasing.models import Chaser
from frankpledge.chasing.operations import CHASING, remind
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations import Draft, queue
from frankpledge.shared import clock
from tests.support.chasing import take_contacts
from tests.support.county import SECRETARY
from tests.support.reading import links, of_class, table_rows, words

OUTBOX, TODAY = "/chasing/outbox/", "/chasing/today/"


def fail_one():
    """A message that nobody can write to has failed from the start."""
    draft = Draft(key="a:b", to="no address", subject="Papers", text="Here.", about="moved")
    queue(by=SECRETARY, messages=[draft])


@pytest.mark.query_ceiling(55)  # every kind of duty is asked, the evidence's too
def test_before_anything_is_sent_it_says_what_belongs_there(demo, signed_in):
    client = signed_in("secretary")
    page = client.get(OUTBOX)
    assert "No mail has been sent yet" in words(page)
    page = client.get(links(page)["See what is still to go out today"])
    assert "Quarterly update is due today" in words(page)
    assert not Chaser.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.query_ceiling(55)  # every kind of duty is asked, the evidence's too
def test_todays_reminders_are_sent_by_a_button_that_says_how_many(demo, signed_in):
    client = signed_in("secretary")
    assert "Send 4 mails now" in words(client.get(TODAY))
    page = client.post(f"{TODAY}send/", follow=True)
    assert "4 mails put in the outbox" in words(page)
    assert "Nothing more is to be sent today" in words(client.get(TODAY))
    assert Message.objects.count() == 4
    again = client.post(f"{TODAY}send/", follow=True)
    assert "no mails put in the outbox" in words(again)
    assert Message.objects.count() == 4


def test_mail_is_narrowed_by_state(demo, signed_in):
    remind(by=CHASING, on=clock.today())
    fail_one()
    client = signed_in("secretary")
    page = client.get(OUTBOX)
    narrowed = client.get(links(page)["Not sent 1"])
    subjects = [row[0] for row in table_rows(narrowed)]
    assert "Papers" in subjects
    assert not [one for one in subjects if "Quarterly update" in one]
    assert client.get(f"{OUTBOX}?state=nonsense").status_code == 404


def test_what_was_not_sent_stands_first_and_is_withdrawn_or_sent_again(demo, signed_in):
    fail_one()
    client = signed_in("secretary")
    page = client.get(OUTBOX)
    assert words(page).index("This is not an e-mail address") < words(page).index(
        "Reminders go out"
    )
    refused = client.post(f"{OUTBOX}again/", {"key": "a:b"}, headers={"referer": OUTBOX})
    assert refused.status_code in (302, 409)
    assert Message.objects.get().state == "failed"
    client.post(f"{OUTBOX}withdraw/", {"key": "a:b"})
    assert Message.objects.get().state == "withdrawn"
    assert client.post(f"{OUTBOX}again/", {"key": "none"}).status_code == 404


def test_no_page_shows_the_text_of_a_mail(demo, signed_in):
    """It holds links that answer for other bodies."""
    remind(by=CHASING, on=clock.today())
    assert "/answer/" not in words(signed_in("secretary").get(OUTBOX))


@pytest.mark.parametrize("role", ["chair", "csp-manager", "member", "scrutiny"])
def test_others_know_of_no_outbox(demo, signed_in, role):
    client = signed_in(role)
    assert client.get(OUTBOX).status_code == client.get(TODAY).status_code == 404
    for path in (f"{TODAY}send/", f"{OUTBOX}again/", f"{OUTBOX}withdraw/"):
        assert client.post(path, {"key": "a:b"}).status_code == 404
    assert OUTBOX not in links(client.get("/")).values()


def test_alarms_stand_at_the_top_of_a_secretarys_home_page_and_of_no_others(demo, signed_in):
    take_contacts(by=SECRETARY, slug="road-safety")
    remind(by=CHASING, on=clock.today())
    page = signed_in("secretary").get("/")
    told = " ".join(of_class(page, "fp-news--error"))
    assert "Road Safety Partnership owes something, and nobody can be reminded of it" in told
    way = next(url for text, url in links(page).items() if text.startswith("Road Safety"))
    assert way == "/partnership/bodies/road-safety/contacts/"
    assert not of_class(signed_in("chair").get("/"), "fp-news--error")
