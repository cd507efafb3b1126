"""A second step that somebody has lost: who resets it for them, and whom they may not."""

import dataclasses
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import mark_break_glass, open_account, reset_second_step
from frankpledge.cli import main
from frankpledge.history.models import Entry
from frankpledge.outbox.models import Message
from frankpledge.partnership.contacts.operations import add_contact
from frankpledge.partnership.models import Body, BodyName, PostHolding
from frankpledge.partnership.operations import give_post
from frankpledge.shared import clock
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.accounts.conftest import BY, GOOD
from tests.accounts.test_second_step import code_of, enter, is_in, moment, set_up

__all__ = ["moment"]
pytestmark = pytest.mark.django_db


def holder(name, duty, body=None):
    body = body or Body.objects.get(slug="small-board")
    account = Account.objects.filter(username=name).first() or open_account(
        by=BY, username=name, post=name.title(), password=GOOD
    )
    give_post(by=BY, account=account, body=body, duty=duty)
    return account


def browser_of(account):
    browser = Client()
    browser.force_login(account)
    return browser


def page_of(account, slug="small-board"):
    post = PostHolding.objects.get(account=account, body__slug=slug)
    return f"/partnership/bodies/{slug}/people/{post.pk}/sign-in/"


@operation("Added a body")
def another_body(*, by):
    body = Body(area=Body.objects.get().area, slug="other-board")
    body.save()
    BodyName(body=body, name="Other board").save()
    return body


@pytest.fixture
def lost(officer, moment):
    """An officer who has set up one-time codes, and the browser in which they are signed in."""
    browser = Client()
    set_up(browser)
    return browser


@pytest.fixture
def secretary(officer):
    return holder("secretary", "secretary")


def test_a_secretary_resets_it_and_the_password_alone_opens_until_a_new_one(
    officer, lost, secretary, settings, moment
):
    settings.SIGN_IN = dataclasses.replace(settings.SIGN_IN, second_step_required=True)
    browse = browser_of(secretary)
    people = browse.get("/partnership/bodies/small-board/people/").content.decode()
    assert f'href="{page_of(officer)}"' in people
    page = browse.get(page_of(officer)).content.decode()
    assert "One-time codes" in page
    assert "Reset the second step" in page
    done = browse.post(page_of(officer), follow=True).content.decode()
    assert "No address is kept" in done
    assert not Authenticator.objects.exists()
    assert not is_in(lost), "signed out everywhere"
    again = Client()
    enter(again)
    assert again.get("/partnership/")["Location"] == "/account/second-step/"
    entry = Entry.objects.filter(kind="accounts.account").latest("pk")
    assert (entry.by, entry.what) == ("Secretary", "Reset the second step")
    assert entry.fields["second_step"] == ["one-time codes", ""]
    assert "Reset the second step: Support officer" in browse.get(page_of(officer)).content.decode()


def test_its_holder_is_told_where_an_address_is_kept_under_the_posts_name(officer, lost, secretary):
    body = Body.objects.get()
    for post, email in (("Support officer", "o@example.org"), ("Another", "a@example.org")):
        add_contact(
            by=BY, body=body, purpose="answers", post=post, email=email, starts=clock.today()
        )
    done = browser_of(secretary).post(page_of(officer), follow=True).content.decode()
    assert "told by mail" in done
    (mail,) = Message.objects.all()
    assert mail.to == "o@example.org"
    assert "Support officer, was reset on" in mail.text
    assert "/account/second-step/" in mail.text


def test_nobody_resets_their_own(secretary, moment):
    browser = Client()
    browser.post("/account/sign-in/", {"username": "secretary", "password": GOOD})
    asked = browser.get("/account/second-step/code/")
    browser.post(asked["Location"], {"password": GOOD})
    page = browser.get("/account/second-step/code/").content.decode()
    (secret,) = re.findall(r"Key: <code>(\w+)</code>", page)
    browser.post("/account/second-step/code/", {"code": code_of(secret)})
    answer = browser.post(page_of(secretary))
    assert answer.status_code == 409
    assert Authenticator.objects.filter(user=secretary).exists()
    with pytest.raises(Refused):
        reset_second_step(by=secretary.actor, account=secretary)


def test_who_keeps_one_post_of_somebody_does_not_open_the_others(officer, lost, secretary):
    holder("officer", "secretary", another_body(by=BY))
    browse = browser_of(secretary)
    assert (
        "Its holder has posts that others keep too" in browse.get(page_of(officer)).content.decode()
    )
    assert browse.post(page_of(officer)).status_code == 409
    assert Authenticator.objects.exists()


def test_a_chair_resets_those_whose_duty_the_chair_gives_and_no_others(officer, lost, secretary):
    chair, outsider = holder("chair", "chair"), holder("member", "member")
    assert browser_of(outsider).get(page_of(officer)).status_code == 403
    assert browser_of(outsider).post(page_of(officer)).status_code == 403
    assert browser_of(chair).post(page_of(secretary)).status_code == 409
    assert browser_of(chair).post(page_of(officer)).status_code == 302
    assert not Authenticator.objects.exists()
    assert Client().post(page_of(officer)).status_code == 302


def test_break_glass_is_not_reset_by_a_page(officer, lost, secretary):
    mark_break_glass(by=BY, account=Account.objects.get(username="officer"))
    assert browser_of(secretary).post(page_of(officer)).status_code == 409
    assert Authenticator.objects.exists()


def test_the_command_line_resets_it_and_says_when_there_is_none(officer, lost, capsys):
    assert main(["account", "reset", "officer"]) == 0
    assert "no second step any more" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert not is_in(lost)
    assert main(["account", "reset", "officer"]) != 0
    assert "nothing to reset" in capsys.readouterr().err
