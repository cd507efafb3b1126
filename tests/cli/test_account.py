"""`frankpledge account open`."""

import io
import json

import pytest

from frankpledge.accounts.models import Account
from frankpledge.accounts.setting import Provider, SignInSetting
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


def test_an_account_for_single_sign_on_has_no_password_and_is_linked(capsys, settings):
    council = Provider("council", "https://login.example.org", "id", "County Council", "secret")
    settings.SIGN_IN = SignInSetting((council,))
    assert main([*OPEN, "--no-password"]) == 0
    link = ["account", "link", "ann", "--provider", "council", "--subject", "s-1"]
    assert main(link) == 0
    assert "may sign in with County Council" in capsys.readouterr().out
    account = Account.objects.get(username="ann")
    assert not account.has_usable_password()
    assert account.identities.get().subject == "s-1"
    assert main([*link[:4], "police", *link[5:]]) == 1
    assert "names no provider “police”" in capsys.readouterr().err


def test_an_account_is_made_break_glass_and_ordinary_again(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough a password\n"))
    assert main([*OPEN, "--break-glass"]) == 0
    assert Account.objects.get(username="ann").break_glass
    assert main(["account", "break-glass", "ann", "--off"]) == 0
    assert not Account.objects.get(username="ann").break_glass
