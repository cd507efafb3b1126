"""How long a sign-in holds and how often a secret may be tried, as the settings say."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as as_started
from django.test import Client

from frankpledge.accounts.rules import BY_ACCOUNT, BY_ADDRESS, IDLE, LONGEST
from frankpledge.config import variables
from frankpledge.shared import clock
from tests.accounts.test_second_step import enter, is_in


def test_where_nothing_is_set_it_is_as_ever():
    assert (as_started.SESSION_LONGEST, as_started.SESSION_IDLE) == (LONGEST, IDLE)
    tries = (as_started.TRIES_BY_ACCOUNT, as_started.TRIES_BY_ADDRESS)
    assert tries == (BY_ACCOUNT.tries, BY_ADDRESS.tries)


@pytest.mark.parametrize(
    ("name", "wrong", "range_"),
    [
        ("FRANKPLEDGE_SESSION_HOURS", "13", "from 1 to 12"),
        ("FRANKPLEDGE_SESSION_HOURS", "0", "from 1 to 12"),
        ("FRANKPLEDGE_SESSION_MINUTES", "121", "from 5 to 120"),
        ("FRANKPLEDGE_SESSION_MINUTES", "4", "from 5 to 120"),
        ("FRANKPLEDGE_TRIES", "11", "from 3 to 10"),
        ("FRANKPLEDGE_TRIES_FROM_ADDRESS", "many", "from 10 to 300"),
    ],
)
def test_a_setting_out_of_its_bounds_stops_the_start_in_words(name, wrong, range_, capsys):
    with pytest.raises(SystemExit):
        variables.read({name: wrong})
    assert f"{name} is “{wrong}”. Write a whole number {range_}." in capsys.readouterr().err


@pytest.mark.django_db
def test_a_shorter_sign_in_ends_sooner_and_the_pages_say_so(officer, settings):
    settings.SESSION_LONGEST, settings.SESSION_IDLE = timedelta(hours=1), timedelta(minutes=30)
    browser = Client()
    assert "1 hour at most, and for 30 minutes" in browser.get("/account/sign-in/").content.decode()
    with time_machine.travel(clock.real_moment(), tick=False) as moment:
        enter(browser)
        moment.shift(29 * 60)
        assert "30 minutes after the last page" in browser.get("/account/where/").content.decode()
        moment.shift(29 * 60)
        assert is_in(browser)
        moment.shift(3 * 60)
        assert "over=longest" in browser.get("/about/")["Location"], "an hour is over"
        enter(browser)
        moment.shift(30 * 60)
        assert "over=idle" in browser.get("/about/")["Location"], "half an hour without a page"


@pytest.mark.django_db
def test_fewer_tries_are_enough_to_wait(officer, settings):
    settings.TRIES_BY_ACCOUNT = 3
    browser = Client()
    sent = {"username": "officer", "password": "wrong"}
    codes = [browser.post("/account/sign-in/", sent).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
