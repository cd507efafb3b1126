"""Too many tries must wait, whichever process they reach."""

import subprocess
import sys

import pytest
import time_machine

from frankpledge.accounts.models import Attempt
from frankpledge.accounts.rules import BY_ACCOUNT, BY_ADDRESS
from frankpledge.shared import clock
from tests.accounts.conftest import GOOD
from tests.support.other_process import ROOT, database_url, environment


def try_in(browse, username="officer", password="wrong", **more):
    given = {"username": username, "password": password}
    return browse.post("/account/sign-in/", given, **more)


@pytest.mark.django_db
def test_an_account_is_closed_to_guessing_even_to_the_right_password(browse, officer):
    for _ in range(BY_ACCOUNT.tries):
        assert try_in(browse).status_code == 200
    page = try_in(browse, password=GOOD)
    assert page.status_code == 429
    assert "Try again in 5 minutes" in page.content.decode()
    assert 0 < int(page["Retry-After"]) <= 300


@pytest.mark.django_db
def test_after_the_wait_the_right_password_is_taken(browse, officer):
    begun = clock.real_moment()
    with time_machine.travel(begun, tick=False) as traveller:
        for _ in range(BY_ACCOUNT.tries):
            try_in(browse)
        wait = int(try_in(browse)["Retry-After"])
        traveller.shift(wait)
        assert try_in(browse, password=GOOD).status_code == 302


@pytest.mark.django_db
def test_a_name_that_nobody_has_waits_as_long(browse):
    """Nobody learns here which accounts there are."""
    for _ in range(BY_ACCOUNT.tries):
        assert try_in(browse, "nobody").status_code == 200
    assert try_in(browse, "nobody").status_code == 429


@pytest.mark.django_db
def test_capitals_give_no_further_tries(browse, officer):
    for number in range(BY_ACCOUNT.tries):
        try_in(browse, "OFFICER" if number % 2 else "Officer")
    assert try_in(browse).status_code == 429


@pytest.mark.django_db
def test_an_address_that_tries_many_names_waits(browse):
    for number in range(BY_ADDRESS.tries):
        assert try_in(browse, f"name-{number}").status_code == 200
    assert try_in(browse, "one-more").status_code == 429
    assert try_in(browse, "one-more", REMOTE_ADDR="192.0.2.9").status_code == 200


@pytest.mark.django_db
def test_an_address_that_a_browser_makes_up_is_not_believed(browse):
    for number in range(BY_ADDRESS.tries):
        made_up = f"203.0.113.{number}, 192.0.2.1"
        try_in(browse, f"name-{number}", headers={"X-Forwarded-For": made_up})
    again = {"X-Forwarded-For": "203.0.113.99, 192.0.2.1"}
    assert try_in(browse, "one-more", headers=again).status_code == 429


@pytest.mark.django_db
def test_who_knows_the_password_starts_afresh(browse, officer):
    for _ in range(3):
        for _ in range(BY_ACCOUNT.tries - 1):
            try_in(browse)
        assert try_in(browse, password=GOOD).status_code == 302
        browse.post("/account/sign-out/")


@pytest.mark.django_db
def test_neither_names_nor_addresses_are_kept(browse, officer):
    try_in(browse, REMOTE_ADDR="192.0.2.7")
    kept = str(list(Attempt.objects.values()))
    assert "officer" not in kept
    assert "192.0.2.7" not in kept


TRY = """
import django; django.setup()
from frankpledge.accounts.operations.attempts import TooManyTries, take_try
from frankpledge.accounts.rules import BY_ACCOUNT
import sys
sys.stdin.readline()
through = 0
for _ in range(20):
    try:
        take_try(("password:officer", BY_ACCOUNT))
        through += 1
    except TooManyTries:
        pass
print(through)
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together(tmp_path):
    """Both try at the same moment, and together get no more than one would alone."""
    env = environment(database_url(tmp_path), tmp_path)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", TRY],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    through = [int(one.communicate(timeout=120)[0]) for one in both]
    assert 1 <= sum(through) <= BY_ACCOUNT.tries


@pytest.mark.django_db
def test_a_whole_office_signs_in_from_one_address(browse, officer):
    for _ in range(BY_ADDRESS.tries + 1):
        assert try_in(browse, password=GOOD).status_code == 302
        browse.post("/account/sign-out/")
