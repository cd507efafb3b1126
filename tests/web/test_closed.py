"""While the records are moved or put back, everybody is kept out, in words, and nobody for ever."""

import json

import pytest

from frankpledge.outbox.worker import one_round
from frankpledge.shared.closed import (
    MOVING,
    AlreadyClosed,
    closing,
    database_name,
    moved_file,
    restore_file,
    why_closed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_pages_say_so_and_open_again(client):
    with closing(MOVING):
        page = client.get("/")
        assert page.status_code == 503
        assert MOVING in page.content.decode()
        assert page["Retry-After"]
        assert list(one_round("worker", lambda: False)) == []
    assert client.get("/").status_code == 200


def test_one_at_a_time():
    with closing(MOVING), pytest.raises(AlreadyClosed), closing(MOVING):
        pass
    assert why_closed() == ""


def test_a_restore_that_is_decided_keeps_everybody_out():
    restore_file().write_text("{}")
    assert "interrupted" in why_closed()


def test_only_the_database_that_was_left_is_closed():
    moved_file().write_text(json.dumps({"from": "sqlite:///elsewhere", "to": "x"}))
    assert why_closed() == ""
    moved_file().write_text(json.dumps({"from": database_name(), "to": "x"}))
    assert "another place" in why_closed()
