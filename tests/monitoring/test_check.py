"""`frankpledge check`: the settings without secrets, what was tried, what is unwise."""

import pytest

from frankpledge.accounts.setting import SignInSetting
from frankpledge.monitoring import attempts, readiness
from frankpledge.outbox.setting import Notify, read_mail
from tests.support.serving import free_port

pytestmark = pytest.mark.django_db
UUID = "f33517ff-2a88-4f6e-b855-c550268ce08a"


def test_all_is_well_on_a_laptop(frankpledge, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://frankpledge:hunter2@localhost/x")
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    said = frankpledge("check")
    assert said.status == 0
    assert "hunter2" not in said.out
    assert "postgres://…@localhost/x" in said.out
    for words in ("The database answers.", "Every migration is applied.", "GB free", "in London"):
        assert words in said.out
    assert said.out.rstrip().endswith("All is well.")


def test_what_fails_is_said_and_counted(frankpledge, settings, monkeypatch):
    settings.MAIL = read_mail(
        {"FRANKPLEDGE_MAIL": f"smtp://127.0.0.1:{free_port()}?from=board@example.org"}
    )
    settings.LEAST_ROOM = 10**18
    monkeypatch.setattr(readiness, "_migrated", set())
    monkeypatch.setattr(readiness, "pending", lambda: ["outbox.0009_more"])
    said = frankpledge("check", "--json")
    assert said.status == 1
    wrong = {one["what"]: one["words"] for one in said.data["tried"] if not one["well"]}
    assert set(wrong) == {"migrations", "data folder", "mail", "worker"}
    assert wrong["mail"].startswith("The mail server cannot be used:")
    assert wrong["worker"] == "No worker has run yet. Start `frankpledge work`."


def test_a_mail_server_is_greeted_and_sent_nothing(sink, settings):
    settings.MAIL = read_mail({"FRANKPLEDGE_MAIL": sink.setting})
    assert attempts.mail().words == "Mail can leave."
    assert sink.recipients == []


def test_notify_is_asked_for_its_template(settings):
    settings.MAIL = Notify(f"key-{UUID}-{UUID}", UUID, f"http://127.0.0.1:{free_port()}")
    found = attempts.mail()
    assert not found.well
    assert "GOV.UK Notify" in found.words


def test_a_folder_that_takes_no_file(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "nowhere"
    assert attempts.written().words == (
        "No file can be written in the data folder: No such file or directory."
    )


def test_worries_are_said_only_where_others_can_reach_it(settings):
    from frankpledge.monitoring.worries import worries

    settings.SECURE, settings.RUN_BY, settings.CONTACT = False, "", ""
    assert list(worries("127.0.0.1:8000", demonstration=True)) == []
    assert list(worries("unix:/run/frankpledge.sock", demonstration=True)) == []
    beyond = " ".join(worries("0.0.0.0:8000", demonstration=True))
    for words in (
        "without HTTPS",
        "may sign in as them",
        "names neither who runs",
        "A password alone",
    ):
        assert words in beyond
    settings.ALLOWED_HOSTS, settings.DEBUG = ["*"], True
    settings.DEMONSTRATION_TODAY = "2018-10-01"
    named = " ".join(worries("127.0.0.1:8000", demonstration=False))
    for words in ("DEBUG is on", "ALLOWED_HOSTS is *", "TODAY is set"):
        assert words in named
    assert "may sign in as them" not in named


def test_a_county_set_up_well_has_no_worry(settings, monkeypatch):
    from frankpledge.monitoring.worries import worries

    settings.SECURE, settings.RUN_BY, settings.CONTACT = True, "A council", "a@example.org"
    settings.SIGN_IN = SignInSetting(second_step_required=True)
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://board.example.org", ["board.example.org"]
    engine = "django.db.backends.postgresql"
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    assert list(worries("127.0.0.1:8000", demonstration=False)) == []
    settings.SITE_URL = "http://other.example.org"
    assert len(list(worries("127.0.0.1:8000", demonstration=False))) == 2
