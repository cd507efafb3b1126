"""Health, readiness and metrics: what machines are told, when, and who else may not know."""

import shutil
from collections import namedtuple
from ipaddress import ip_network

import pytest
from django.db import connection

from frankpledge.config.settings import MIDDLEWARE
from frankpledge.monitoring import readiness
from frankpledge.outbox.operations import queue
from tests.outbox.conftest import BY, draft

TOKEN = "a-token-of-at-least-twenty-characters"
Usage = namedtuple("Usage", "total used free")


def test_health_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"up": True})


def test_machines_ask_by_any_host_and_are_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["board.example.org"]
    for address in ("/health/", "/ready/"):
        assert client.get(address, headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.get("/", headers={"host": "10.1.2.3:8000"}).status_code in (301, 400)


@pytest.mark.parametrize("address", ["/health/", "/ready/", "/metrics"])
def test_no_answer_is_kept_by_anybody(client, settings, address):
    settings.METRICS_TOKEN = TOKEN
    response = client.get(address, headers={"authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert client.post(address).status_code in (404, 405)


def test_ready_once_every_migration_is_applied(client, monkeypatch):
    monkeypatch.setattr(readiness, "_migrated", set())
    assert client.get("/ready/").json() == {"ready": True, "wrong": {}}
    monkeypatch.setattr(readiness, "_migrated", set())
    monkeypatch.setattr(readiness, "pending", lambda: ["outbox.0009_more", "places.0002_more"])
    response = client.get("/ready/")
    assert response.status_code == 503
    assert response.json()["wrong"] == {
        "migrations": "Run `frankpledge migrate`: outbox.0009_more and 1 more must be applied."
    }


def test_a_migration_that_was_not_applied_is_found(db, monkeypatch):
    from django.db.migrations.recorder import MigrationRecorder

    last = MigrationRecorder.Migration.objects.filter(app="outbox").order_by("-name").first()
    assert readiness.pending() == []
    name = f"outbox.{last.name}"
    last.delete()
    assert readiness.pending() == [name]


def test_not_ready_without_a_database(client, monkeypatch):
    from django.db import OperationalError

    def gone(*given):
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        response = client.get("/ready/")
        assert client.get("/health/").status_code == 200
    assert response.status_code == 503
    assert response.json()["wrong"]["database"] == (
        "The database does not answer (OperationalError)."
    )


def test_not_ready_without_room(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**9, 10**9, 10**6))
    said = client.get("/ready/").json()["wrong"]["data folder"]
    assert said == "0.0 GB free for the data folder. Make room: 200 MB at the least."


def test_metrics_are_for_nobody_unless_a_setting_says_so(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize(
    ("token", "says"),
    [(TOKEN, 200), (TOKEN[:-1], 404), ("", 404), ("é" * 25, 404)],
)
def test_metrics_by_token(client, settings, token, says):
    settings.METRICS_TOKEN = TOKEN
    said = client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert said.status_code == says


def test_no_token_is_no_way_in(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_metrics_by_address(client, settings):
    settings.METRICS_FROM = (ip_network("10.1.0.0/16"),)
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.2.2.3").status_code == 404
    # Nobody becomes one of them by saying so through the proxy, or past it.
    told = {"HTTP_X_FORWARDED_FOR": "10.1.2.3, 203.0.113.9"}
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1", **told).status_code == 404
    told = {"HTTP_X_FORWARDED_FOR": "10.1.2.3"}
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9", **told).status_code == 404


def test_metrics_tell_what_happens(demo, client, settings):
    settings.METRICS_TOKEN = TOKEN
    queue(by=BY, messages=[draft("m1", to="officer.one@example.org")])
    client.get("/about/")
    client.get("/no-such-page/")
    said = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    for line in (
        'frankpledge_request_seconds_count{method="GET",route="web:about",status="200"}',
        'frankpledge_request_seconds_count{method="GET",route="unknown",status="404"}',
        'frankpledge_request_queries_count{route="web:about"}',
        "frankpledge_database_up 1.0",
        'frankpledge_mail{state="queued"} 1.0',
        "frankpledge_mail_waiting_seconds",
        "frankpledge_alarms",
        "frankpledge_jobs_failed 0.0",
        "frankpledge_disk_free_bytes",
    ):
        assert line in said
    assert "@" not in said
    assert "officer" not in said


def test_the_two_outermost_know_who_asks():
    outermost = [one.rpartition(".")[2] for one in MIDDLEWARE[:2]]
    assert outermost == ["Proxied", "Watched"]


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "10.9.9.9, 203.0.113.9, 127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
    ],
)
def test_only_a_proxy_is_believed(rf, peer, told, found):
    from frankpledge.monitoring.middleware import Proxied

    request = rf.get(
        "/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told, HTTP_X_FORWARDED_PROTO="https"
    )
    Proxied(lambda request: None)(request)
    assert request.META["REMOTE_ADDR"] == found
    believed = peer in ("", "127.0.0.1")
    assert ("HTTP_X_FORWARDED_PROTO" in request.META) == believed


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "TRACK"])
def test_no_other_method_is_answered(client, method):
    assert client.generic(method, "/about/").status_code == 405


def test_what_is_too_large_is_refused_unread(client, settings):
    settings.LARGEST_REQUEST = 1000
    response = client.post("/account/sign-in/", {"username": "x" * 2000})
    assert response.status_code == 413
    assert "Nothing of it was read or kept" in response.content.decode()
