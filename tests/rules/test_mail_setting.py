"""FRANKPLEDGE_MAIL as it is read, and what is said when it is wrong."""

import pytest

from frankpledge.outbox.setting import (
    NOTIFY_URL,
    MailSettingWrong,
    Notify,
    Smtp,
    read_mail,
)

KEY = "our_key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@pytest.mark.parametrize("given", [{}, {"FRANKPLEDGE_MAIL": ""}, {"FRANKPLEDGE_MAIL": "  "}])
def test_nothing_means_that_mail_waits(given):
    assert read_mail(given) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "smtp://mail.example.org?from=a@example.org",
            Smtp("smtp", "mail.example.org", 25, "a@example.org"),
        ),
        (
            "starttls://user:p%40ss@mail.example.org?from=Board+<a@example.org>",
            Smtp("starttls", "mail.example.org", 587, "Board <a@example.org>", "user", "p@ss"),
        ),
        (
            "smtps://mail.example.org:2465?from=a%2Bb@example.org",
            Smtp("smtps", "mail.example.org", 2465, "a+b@example.org"),
        ),
        (
            "smtp://user:pass@127.0.0.1:1025?from=a@example.org",
            Smtp("smtp", "127.0.0.1", 1025, "a@example.org", "user", "pass"),
        ),
    ],
)
def test_a_mail_server(given, expected):
    assert read_mail({"FRANKPLEDGE_MAIL": given}) == expected


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("mail.example.org", "begins with “mail.example.org”"),
        ("http://mail.example.org?from=a@example.org", "begins with “http”"),
        ("smtp://mail.example.org", "does not say whom mail is from"),
        ("smtp://mail.example.org?from=board", "does not say whom mail is from"),
        ("smtp://?from=a@example.org", "names no mail server"),
        ("smtp://mail.example.org:99999?from=a@example.org", "port"),
        ("smtp://user:secret@mail.example.org?from=a@example.org", "password unprotected"),
    ],
)
def test_a_mail_server_that_is_wrong(given, says):
    with pytest.raises(MailSettingWrong, match=says) as wrong:
        read_mail({"FRANKPLEDGE_MAIL": given})
    assert "secret" not in str(wrong.value)


def test_notify():
    given = {"FRANKPLEDGE_MAIL": "notify", "NOTIFY_API_KEY": KEY, "NOTIFY_TEMPLATE": TEMPLATE}
    assert read_mail(given) == Notify(KEY, TEMPLATE, NOTIFY_URL)
    elsewhere = "http://127.0.0.1:9"
    assert read_mail(given | {"NOTIFY_URL": elsewhere}) == Notify(KEY, TEMPLATE, elsewhere)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"NOTIFY_API_KEY": ""}, "NOTIFY_API_KEY is missing or cut short"),
        ({"NOTIFY_API_KEY": KEY[:-1]}, "NOTIFY_API_KEY is missing or cut short"),
        ({"NOTIFY_TEMPLATE": ""}, "NOTIFY_TEMPLATE"),
        ({"NOTIFY_TEMPLATE": "digest"}, r"\(\(subject\)\)"),
    ],
)
def test_notify_that_is_wrong(change, says):
    given = {"FRANKPLEDGE_MAIL": "notify", "NOTIFY_API_KEY": KEY, "NOTIFY_TEMPLATE": TEMPLATE}
    with pytest.raises(MailSettingWrong, match=says) as wrong:
        read_mail(given | change)
    assert KEY[:-1] not in str(wrong.value)


def test_what_is_shown_of_a_setting_holds_no_secret():
    server = read_mail({"FRANKPLEDGE_MAIL": "smtps://user:secret@a.example.org?from=a@example.org"})
    notify = Notify(KEY, TEMPLATE)
    assert "secret" not in repr(server)
    assert KEY not in repr(notify)
