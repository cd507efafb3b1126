"""Settings from the environment: read, all mistakes at once, no secret repeated."""

import pytest

from frankpledge.config.environment import shown
from frankpledge.config.variables import VARIABLES, read, unknown

NAMED = {one.name: one for one in VARIABLES}
KEY = "8f3Qz-KkT0v1xYw2Rr5mNn7pLl9sJh4gUb6dCaEeWiOoPqMX-Zt"


def refused(capsys, **given):
    """What is said where these settings cannot be read, a sentence each."""
    with pytest.raises(SystemExit) as stopped:
        read(given)
    assert stopped.value.code == 2
    first, *sentences = capsys.readouterr().err.splitlines()
    assert first == "Frankpledge cannot start with these settings:"
    return [one.strip() for one in sentences]


def test_a_laptop_needs_none():
    found = read({})
    assert found["PORT"] == 8000
    assert found["FRANKPLEDGE_SECURE"] is False
    assert found["TODAY"] is None
    assert found["MAIL"] is None
    assert found.given == frozenset()


def test_what_is_set_to_nothing_is_not_set():
    assert read({"PORT": " ", "SECRET_KEY": "", "TODAY": "now"})["PORT"] == 8000


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("TODAY", "1 October", "Give a day such as TODAY=2018-10-01"),
        ("PORT", "http", "Write a whole number from 1 to 65535"),
        ("PORT", "70000", "Write a whole number from 1 to 65535"),
        ("FRANKPLEDGE_PROCESSES", "0", "Write a whole number from 1 to 64"),
        ("FRANKPLEDGE_SECURE", "false", "Write 1 for yes, or 0 for no"),
        ("DATABASE_URL", "mysql://a/b", "begin with postgres://"),
        ("DATABASE_URL", "postgres://user@host", "names no database"),
        ("DATABASE_URL", "postgres://user:p[w@host/name", "with % codes"),
        ("ALLOWED_HOSTS", "https://board.example.org", "without https://"),
        ("ALLOWED_HOSTS", "board.example.org:443", "without a port"),
        ("FRANKPLEDGE_URL", "board.example.org", "such as https://board.example.org"),
        ("FRANKPLEDGE_PROXIES", "proxy", "Write addresses or networks"),
        ("FRANKPLEDGE_METRICS_FROM", "10.0.0.1/8", "Write addresses or networks"),
        ("FRANKPLEDGE_METRICS_TOKEN", "short", "at least 20 random characters"),
        ("SECRET_KEY", "secret", "50 random characters or more"),
        ("SECRET_KEY", "a" * 80, "too plain"),
        ("FRANKPLEDGE_LOG", "xml", "“json” or “words”"),
        ("FRANKPLEDGE_ENGINE", "duckbd", "a Spark cluster as spark://host:port"),
        ("FRANKPLEDGE_MAIL", "notify", "NOTIFY_API_KEY is missing"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_with_what_to_write(capsys, name, given, says):
    sentences = refused(capsys, **{name: given})
    assert len(sentences) == 1
    assert says in sentences[0]


def test_every_mistake_is_said_at_once(capsys):
    given = {"TODAY": "x", "PORT": "y", "FRANKPLEDGE_SECURE": "yes", "FRANKPLEDGE_MAIL": "ftp://z"}
    assert len(refused(capsys, **given)) == len(given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("DATABASE_URL", "mysql://user:hunter2@host/name"),
        ("SECRET_KEY", "hunter2"),
        ("FRANKPLEDGE_METRICS_TOKEN", "hunter2"),
        ("FRANKPLEDGE_MAIL", "smtp://name:hunter2@mail.example.org"),
    ],
)
def test_no_secret_is_repeated(capsys, name, given):
    assert NAMED[name].secret
    assert "hunter2" not in " ".join(refused(capsys, **{name: given}))
    assert "hunter2" not in shown(NAMED[name], given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("DATABASE_URL", "postgres://frankpledge:p%2Fw@db.example.org:5432/frankpledge"),
        ("DATABASE_URL", "postgresql://frankpledge@%2Frun%2Fpostgresql/frankpledge"),
        ("DATABASE_URL", "sqlite:////tmp/a.sqlite3"),
        ("ALLOWED_HOSTS", "board.example.org, [::1] ,localhost"),
        ("SECRET_KEY", KEY),
        ("FRANKPLEDGE_URL", "https://board.example.org/"),
    ],
)
def test_what_can_be_read_is(name, given):
    assert read({name: given})[name]


def test_a_slip_of_the_hand_is_noticed():
    said = unknown(read({"FRANKPLEDGE_MIAL": "x", "HOME": "y"}))
    assert said == [
        "FRANKPLEDGE_MIAL is set, and nothing reads a setting of that name. "
        "Is FRANKPLEDGE_MAIL meant?"
    ]


def test_each_default_is_told_and_each_example_can_be_read():
    for one in VARIABLES:
        if not one.example.startswith("("):
            one.read(one.example)
        assert one.meaning.endswith("."), one.name
        assert one.default in ("", None) or one.without, one.name
