"""`frankpledge account open`."""

import io
import json

import pytest

from frankpledge.accounts.models import Account
from frankpledge.cli import main
from frankpledge.partnership.models import PostHolding

OPEN = ["account", "open", "ann", "--post", "Analyst", "--body", "fenland-csp", "--duty", "manager"]

pytestmark = pytest.mark.usefixtures("demo_county")


def test_an_account_is_opened_with_its_duty(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough a password\n"))
    assert main([*OPEN, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["body"] == "fenland-csp"
    account = Account.objects.get(username="ann")
    assert account.check_password("long enough a password")
    assert not account.demonstration
    assert PostHolding.objects.get(account=account).duty == "manager"


def test_a_short_password_opens_nothing(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(OPEN) == 1
    assert "at least 12 characters" in capsys.readouterr().err
    assert not Account.objects.filter(username="ann").exists()


def test_the_same_duty_is_given_once(monkeypatch):
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO("long enough a password\n"))
        assert main(OPEN) == 0
    assert PostHolding.objects.filter(account__username="ann").count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"), [("Ann Smith", "lower-case letters"), ("ann_b", "lower-case letters")]
)
def test_a_user_name_is_plain(capsys, wrong, told):
    assert main([*OPEN[:2], wrong, *OPEN[3:]]) == 1
    assert told in capsys.readouterr().err


def test_a_closed_account_cannot_sign_in(monkeypatch, client, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough a password\n"))
    assert main(OPEN) == 0
    assert client.login(username="ann", password="long enough a password")
    assert main(["account", "close", "ann"]) == 0
    assert not client.login(username="ann", password="long enough a password")
    assert client.get("/").context["viewer"].is_public
    assert main(["account", "close", "nobody"]) == 1
    assert "no account" in capsys.readouterr().err
