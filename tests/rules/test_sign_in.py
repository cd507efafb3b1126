"""How people may sign in, as the environment says it; and the sums of sessions and tries."""

from datetime import UTC, datetime, timedelta

import pytest

from frankpledge.accounts.rules import BY_ACCOUNT, IDLE, LONGEST, Limit, device_of, ended, wait
from frankpledge.accounts.setting import SignInSettingWrong, read_sign_in

COUNCIL = {
    "FRANKPLEDGE_OIDC": "council",
    "FRANKPLEDGE_OIDC_COUNCIL_ISSUER": "https://login.microsoftonline.com/1234/v2.0",
    "FRANKPLEDGE_OIDC_COUNCIL_CLIENT_ID": "an-id",
    "FRANKPLEDGE_OIDC_COUNCIL_SECRET": "very-secret",
    "FRANKPLEDGE_OIDC_COUNCIL_NAME": "County Council",
}
ISSUER, SUBJECT = "FRANKPLEDGE_OIDC_COUNCIL_ISSUER", "FRANKPLEDGE_OIDC_COUNCIL_SUBJECT"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_nothing_said_is_local_passwords_alone():
    setting = read_sign_in({})
    assert (setting.providers, setting.passwords) == ((), True)
    assert not setting.second_step_required


def test_a_provider_is_read_whole_and_its_secret_never_shown():
    (provider,) = read_sign_in(COUNCIL).providers
    assert (provider.slug, provider.name, provider.subject) == ("council", "County Council", "sub")
    assert provider.origin == "https://login.microsoftonline.com"
    assert "very-secret" not in repr(provider)


def test_several_providers_stand_beside_each_other():
    police = {name.replace("COUNCIL", "POLICE"): value for name, value in COUNCIL.items()}
    setting = read_sign_in({**police, **COUNCIL, "FRANKPLEDGE_OIDC": "council, police"})
    assert [provider.slug for provider in setting.providers] == ["council", "police"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"FRANKPLEDGE_OIDC": "Council"}, "lower-case"),
        ({"FRANKPLEDGE_OIDC": "council,council"}, "twice"),
        ({ISSUER: "http://login.example.org"}, "https://"),
        ({ISSUER: "https://login.example.org/?a=b"}, "question mark"),
        ({ISSUER: "https://name:word@login.example.org"}, "password"),
        ({ISSUER: "login.example.org"}, "https://"),
        ({ISSUER: "https://login.microsoftonline.com/common/v2.0"}, "your own tenant"),
        ({ISSUER: "https://login.microsoftonline.com/organizations/v2.0"}, "your own tenant"),
        ({ISSUER: ""}, "ISSUER is missing"),
        ({"FRANKPLEDGE_OIDC_COUNCIL_SECRET": " "}, "SECRET is missing"),
        ({SUBJECT: "email"}, "pass to another person"),
        ({SUBJECT: "preferred_username"}, "pass to another person"),
        ({"FRANKPLEDGE_PASSWORDS": "no"}, "“on” or “off”"),
        ({"FRANKPLEDGE_SECOND_STEP": "yes"}, "“required” or “optional”"),
        ({"FRANKPLEDGE_OIDC": "", "FRANKPLEDGE_PASSWORDS": "off"}, "nobody could sign in"),
        ({"FRANKPLEDGE_RESPONSIBLE": "board"}, "no e-mail address"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(given, told):
    with pytest.raises(SignInSettingWrong) as wrong:
        read_sign_in({**COUNCIL, **given})
    assert told in str(wrong.value)
    assert "very-secret" not in str(wrong.value)


def test_this_machine_may_be_asked_without_encryption():
    assert read_sign_in({**COUNCIL, ISSUER: "http://localhost:9400"}).providers


def test_those_responsible_are_read():
    given = {"FRANKPLEDGE_RESPONSIBLE": "board@example.org, it@example.org"}
    assert read_sign_in(given).responsible == ("board@example.org", "it@example.org")


def minutes_ago(*numbers):
    return [NOW - timedelta(minutes=number) for number in numbers]


def test_so_many_tries_are_free_and_the_next_waits_for_the_first_to_be_forgotten():
    limit = Limit(3, timedelta(minutes=5))
    assert not wait(minutes_ago(4, 2, 0), NOW, limit)
    assert wait(minutes_ago(4, 2, 1, 0), NOW, limit) == timedelta(minutes=1)
    assert not wait(minutes_ago(5, 2, 1, 0), NOW, limit)


def test_waiting_as_long_as_is_said_is_enough():
    tried = minutes_ago(4.5, 4, 3, 2, 1, 0)
    later = NOW + wait(tried, NOW, BY_ACCOUNT)
    # The refused try is not counted.
    assert not wait([*tried[:-1], later], later, BY_ACCOUNT)


@pytest.mark.parametrize(
    ("began", "seen", "why"),
    [
        (timedelta(hours=1), timedelta(), ""),
        (timedelta(hours=3), IDLE - timedelta(seconds=1), ""),
        (timedelta(hours=3), IDLE, "idle"),
        (LONGEST, timedelta(), "longest"),
    ],
)
def test_a_session_ends(began, seen, why):
    assert ended(NOW - began, NOW - seen, NOW, IDLE, LONGEST) == why


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox on Linux",
        ),
        ("curl/8.5", "A device that does not say what it is"),
        ("", "A device that does not say what it is"),
    ],
)
def test_only_the_kind_of_device_is_kept(agent, kind):
    assert device_of(agent) == kind
