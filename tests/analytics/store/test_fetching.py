"""Downloads against a real server that has bad days."""

from __future__ import annotations

import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from email.message import Message
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.analytics.store import Progress, fetching
from frankpledge.analytics.store.fetching import ATTEMPTS, FetchFailed, Redirects, fetch, shown
from tests.support.file_server import FileServer, Manner, file_server

pytestmark = pytest.mark.once("pure: no database")

BODY = bytes(range(256)) * 4000

# Joined here, for no file of the project names a place on a machine.
LOCAL = "file:" + "//" + "/etc/hostname"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    monkeypatch.setenv("no_proxy", "*")
    with file_server() as server:
        server.files["/data/2024-03.zip"] = BODY
        yield server


def get(server: FileServer, folder: Path, path: str = "/data/2024-03.zip") -> Path:
    return fetch(server.url + path, folder, wait=lambda seconds: None)


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_comes_whole_with_its_notes(server: FileServer, tmp_path: Path):
    said: list[Progress] = []
    path = fetch(
        f"{server.url}/data/2024-03.zip",
        tmp_path / "new",
        say=said.append,
    )
    assert path.read_bytes() == BODY
    assert files(path.parent) == {"2024-03.zip", "2024-03.zip.fetched.json"}
    notes = json.loads((path.parent / "2024-03.zip.fetched.json").read_text())
    assert notes["sha256"] == sha256(BODY).hexdigest()
    assert notes["bytes"] == len(BODY)
    assert said[0] == Progress("Fetching 2024-03.zip", 0, len(BODY))
    assert said[-1] == Progress("Fetching 2024-03.zip", len(BODY), len(BODY))


def test_goes_on_where_the_line_broke(server: FileServer, tmp_path: Path):
    server.manners.extend([Manner(drop_after=300_000), Manner(drop_after=400_000)])
    assert get(server, tmp_path).read_bytes() == BODY
    assert server.sent == [300_000, 400_000, len(BODY) - 700_000]
    assert [one.get("range") for one in server.asked] == [
        None,
        "bytes=300000-",
        "bytes=700000-",
    ]
    assert server.asked[1]["if-range"].startswith('"')


def test_a_line_that_falls_silent_is_given_up_and_taken_up_again(
    server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    done = threading.Event()
    server.manners.append(Manner(drop_after=300_000, hangs=done))
    try:
        assert get(server, tmp_path).read_bytes() == BODY
    finally:
        done.set()
    assert server.asked[1]["range"] == "bytes=300000-"


def test_two_never_write_one_file_at_once(server: FileServer, tmp_path: Path):
    part = tmp_path / "2024-03.zip.part"
    with part.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(FetchFailed, match="being fetched by someone else"):
            get(server, tmp_path)
        assert part.read_bytes() == b""
    assert get(server, tmp_path).read_bytes() == BODY


def test_a_later_call_goes_on_from_what_the_earlier_kept(server: FileServer, tmp_path: Path):
    server.manners.append(Manner(drop_after=300_000))
    server.always = Manner(status=503)
    with pytest.raises(FetchFailed, match=r"answered 503.*300,000 bytes are kept"):
        get(server, tmp_path)
    server.always = Manner()
    server.asked.clear()
    assert get(server, tmp_path).read_bytes() == BODY
    assert [one.get("range") for one in server.asked] == ["bytes=300000-"]


def test_a_file_changed_between_the_parts_comes_anew(server: FileServer, tmp_path: Path):
    later = b"later" * 200_000

    def change() -> None:
        server.files["/data/2024-03.zip"] = later

    server.manners.extend([Manner(drop_after=300_000), Manner(before=change)])
    assert get(server, tmp_path).read_bytes() == later


@pytest.mark.parametrize(
    "second",
    [
        Manner(ignores_range=True),
        Manner(wrong_range=True),
        Manner(tag='"a server that ignores If-Range"'),
    ],
)
def test_a_server_poor_at_ranges_still_gives_the_right_file(
    server: FileServer, tmp_path: Path, second: Manner
):
    server.manners.extend([Manner(drop_after=300_000), second])
    assert get(server, tmp_path).read_bytes() == BODY


@pytest.mark.parametrize("tag", ["", 'W/"weak"'])
def test_without_a_strong_version_nothing_is_pieced_together(
    server: FileServer, tmp_path: Path, tag: str
):
    server.manners.extend([Manner(drop_after=300_000, tag=tag), Manner(tag=tag)])
    assert get(server, tmp_path).read_bytes() == BODY
    assert "range" not in server.asked[1]


def test_a_part_longer_than_the_file_is_given_up(server: FileServer, tmp_path: Path):
    server.manners.append(Manner(drop_after=300_000))
    server.always = Manner(status=503)
    with pytest.raises(FetchFailed):
        get(server, tmp_path)
    part = tmp_path / "2024-03.zip.part"
    part.write_bytes(BODY + b"too much")
    server.always = Manner()
    assert get(server, tmp_path).read_bytes() == BODY


def test_a_file_shorter_than_announced_is_no_file(server: FileServer, tmp_path: Path):
    server.always = Manner(too_long=10, ignores_range=True)
    with pytest.raises(FetchFailed, match="ended after 1,024,000 of 1,024,010 bytes"):
        get(server, tmp_path)
    assert len(server.asked) == ATTEMPTS + 1
    assert not (tmp_path / "2024-03.zip").exists()


def test_comes_without_a_length_too(server: FileServer, tmp_path: Path):
    server.always = Manner(no_length=True)
    assert get(server, tmp_path).read_bytes() == BODY


def test_waits_longer_from_attempt_to_attempt(server: FileServer, tmp_path: Path):
    server.manners.extend([Manner(status=500), Manner(status=429), Manner(status=503)])
    waited: list[float] = []
    fetch(f"{server.url}/data/2024-03.zip", tmp_path, wait=waited.append)
    assert waited == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such file"), (401, "not open to everyone"), (418, "418")]
)
def test_what_will_not_change_is_not_asked_again(
    server: FileServer, tmp_path: Path, status: int, words: str
):
    server.always = Manner(status=status)
    with pytest.raises(FetchFailed, match=words):
        get(server, tmp_path)
    assert len(server.asked) == 1
    assert files(tmp_path) == set()


def test_asks_whether_a_file_changed_and_keeps_it_if_not(server: FileServer, tmp_path: Path):
    first = get(server, tmp_path)
    again = get(server, tmp_path)
    assert again == first
    assert server.sent == [len(BODY)]
    server.files["/data/2024-03.zip"] = b"the next release"
    assert get(server, tmp_path).read_bytes() == b"the next release"


def test_a_file_spoilt_here_comes_anew(server: FileServer, tmp_path: Path):
    get(server, tmp_path).write_bytes(b"spoilt")
    assert get(server, tmp_path).read_bytes() == BODY


def test_a_failed_update_leaves_the_earlier_file(server: FileServer, tmp_path: Path):
    get(server, tmp_path)
    server.files["/data/2024-03.zip"] = b"x" * 1000
    server.always = Manner(drop_after=0)
    with pytest.raises(FetchFailed):
        get(server, tmp_path)
    assert (tmp_path / "2024-03.zip").read_bytes() == BODY


def test_follows_to_where_a_file_moved(server: FileServer, tmp_path: Path):
    server.redirects["/latest.zip"] = f"{server.url}/data/2024-03.zip"
    server.manners.extend([Manner(), Manner(drop_after=300_000)])
    path = get(server, tmp_path, "/latest.zip")
    assert path.name == "latest.zip"
    assert path.read_bytes() == BODY
    assert server.asked[-1]["range"] == "bytes=300000-"


@pytest.mark.parametrize("to", [LOCAL, "ftp://127.0.0.1/a.csv", "data:,hello"])
def test_follows_nowhere_but_the_web(server: FileServer, tmp_path: Path, to: str):
    server.redirects["/latest.csv"] = to
    with pytest.raises(FetchFailed, match="not safe"):
        get(server, tmp_path, "/latest.csv")
    assert files(tmp_path) == set()


def test_follows_from_a_safe_line_to_no_open_one():
    asked = urllib.request.Request("https://data.police.uk/latest.zip")
    with pytest.raises(FetchFailed, match="not safe"):
        Redirects().redirect_request(
            asked, io.BytesIO(), 302, "", Message(), "http://data.police.uk/latest.zip"
        )


def test_does_not_run_in_a_circle(server: FileServer, tmp_path: Path):
    server.redirects["/a.zip"] = f"{server.url}/a.zip"
    with pytest.raises(FetchFailed, match="circle"):
        get(server, tmp_path, "/a.zip")


def test_a_web_page_is_not_a_file(server: FileServer, tmp_path: Path):
    server.always = Manner(kind="text/html; charset=utf-8")
    with pytest.raises(FetchFailed, match="web page, not with the file"):
        get(server, tmp_path)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (LOCAL, "only http and https"),
        ("ftp://example.org/a.zip", "only http and https"),
        ("nonsense", "only http and https"),
        ("https://someone:secret@example.org/a.zip", "name or password"),
        ("https://example.org/", "names no file"),
    ],
)
def test_addresses_that_are_not_fetched(tmp_path: Path, url: str, words: str):
    with pytest.raises(FetchFailed, match=words) as failure:
        fetch(url, tmp_path)
    assert "secret" not in str(failure.value)


def test_no_message_shows_a_key(server: FileServer, tmp_path: Path):
    with pytest.raises(FetchFailed) as failure:
        get(server, tmp_path, "/missing.zip?key=secret")
    assert "secret" not in str(failure.value)
    server.files["/open.zip"] = b"open"
    get(server, tmp_path, "/open.zip?key=secret")
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.iterdir())
    get(server, tmp_path, "/open.zip?key=another")
    assert "if-none-match" not in server.asked[-1]
    assert shown("https://u:secret@a.org:8/x.zip?key=secret#secret") == "https://a.org:8/x.zip"


def test_no_name_leads_out_of_the_folder(server: FileServer, tmp_path: Path):
    server.files["/a/..%2f..%2fetc%2fpasswd"] = b"hello"
    path = get(server, tmp_path, "/a/..%2f..%2fetc%2fpasswd")
    assert path == tmp_path / "passwd"


def test_nobody_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("no_proxy", "*")
    with file_server() as server:
        url = server.url
    with pytest.raises(FetchFailed, match="could not be reached"):
        fetch(f"{url}/a.zip", tmp_path, wait=lambda seconds: None)


def test_a_kill_leaves_a_part_that_the_next_call_ends(server: FileServer, tmp_path: Path):
    """The process is killed while the publisher is slow; nothing bears the file's own name."""
    slow = server.files["/data/2024-03.zip"]
    server.manners.append(Manner(drop_after=300_000))
    server.always = Manner(status=503)
    program = (
        "import sys; from pathlib import Path; from frankpledge.analytics.store import fetch;"
        "fetch(sys.argv[1], Path(sys.argv[2]))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, f"{server.url}/data/2024-03.zip", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    while len(server.asked) < 2 and child.poll() is None:
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert files(tmp_path) == {"2024-03.zip.part", "2024-03.zip.part.fetched.json"}
    server.always = Manner()
    assert get(server, tmp_path).read_bytes() == slow
    assert server.asked[-1]["range"] == "bytes=300000-"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_whatever_happens_on_the_way_the_file_is_right(
    server: FileServer, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    body = data.draw(st.binary(min_size=1, max_size=400))
    manner = st.builds(
        Manner,
        status=st.sampled_from([None, None, 500, 503]),
        drop_after=st.none() | st.integers(0, 400),
        ignores_range=st.booleans(),
        wrong_range=st.booleans(),
        tag=st.sampled_from([None, '"other"', "", 'W/"weak"']),
    )
    server.files["/some.csv"] = body
    server.manners.clear()
    server.manners.extend(data.draw(st.lists(manner, max_size=4)))
    folder = tmp_path_factory.mktemp("fetched")
    assert get(server, folder, "/some.csv").read_bytes() == body
