"""What is too large is dropped as it arrives: a real server, and bodies that it may not keep."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from frankpledge.shared.uploads.handler import DroppedFile

pytestmark = pytest.mark.once("the server keeps nothing in a database")
ROOT = Path(__file__).parents[3]
SERVER = ROOT / "tests" / "support" / "upload_server.py"
MB = 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Our field and handlers behind gunicorn; the folder is where files would be written."""
    folder, port = tmp_path_factory.mktemp("temporary"), _free_port()
    environment = os.environ | {
        "FRANKPLEDGE_DATA": str(tmp_path_factory.mktemp("data")),
        "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    started = subprocess.Popen(
        [sys.executable, str(SERVER), f"127.0.0.1:{port}", str(folder)], env=environment
    )
    try:
        until = time.monotonic() + 60
        while not _listens(port):
            assert started.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        yield port, folder
    finally:
        started.terminate()
        started.wait(30)


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _listens(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/up/")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
FOOT = b"\r\n--x--\r\n"
TYPE = {"Content-Type": "multipart/form-data; boundary=x"}


def pieces(size: int) -> Iterator[bytes]:
    yield HEAD
    for start in range(0, size, MB):
        yield b"a" * min(MB, size - start)
    yield FOOT


def send(port: int, size: int, **more: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = TYPE | {name.replace("_", "-"): value for name, value in more.items()}
    try:
        # The server may hang up on what it was not told of; its answer has gone out before.
        with suppress(BrokenPipeError, ConnectionResetError):
            line.request(
                "POST",
                "/up/",
                body=pieces(size),
                headers=headers,
                encode_chunked="Transfer-Encoding" in headers,
            )
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def largest_written(folder: Path, stop: threading.Event, seen: list[int]) -> None:
    while not stop.wait(0.005):
        for one in folder.iterdir():
            try:
                seen.append(one.stat().st_size)
            except FileNotFoundError:
                continue


def test_60_mb_are_refused_beside_the_field_and_never_written(server):
    port, folder = server
    stop, seen = threading.Event(), [0]
    watching = threading.Thread(target=largest_written, args=(folder, stop, seen))
    watching.start()
    length = 60 * MB + len(HEAD) + len(FOOT)
    status, told = send(port, 60 * MB, Content_Length=str(length))
    stop.set()
    watching.join()
    assert status == 200
    assert "“a.txt” is 60 MB. Files up to 50 MB can be taken: send it in parts." in told
    assert max(seen) == 0
    assert not list(folder.iterdir())


def test_what_may_be_kept_is_kept(server):
    port, folder = server
    length = 3 * MB + len(HEAD) + len(FOOT)
    assert send(port, 3 * MB, Content_Length=str(length)) == (200, "kept")
    # The file goes when the server is done with the request, a moment after it has answered.
    deadline = time.monotonic() + 10
    while list(folder.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(folder.iterdir())


def test_a_body_that_says_it_is_small_is_cut_where_it_said(server):
    port, folder = server
    # A byte more than it says: the last line of the form is not whole, so there is no file in it.
    length = MB + len(HEAD) + len(FOOT)
    assert send(port, MB, Content_Length=str(length - len(FOOT) - 1))[0] == 200
    assert not list(folder.iterdir())


def test_a_body_without_a_length_brings_no_file(server):
    port, folder = server
    status, told = send(port, 2 * MB, Transfer_Encoding="chunked")
    assert status == 200
    assert "This field is required" in told
    assert not list(folder.iterdir())


def request(*sizes: int) -> HttpRequest:
    files = [SimpleUploadedFile(f"{n}.txt", b"a" * size) for n, size in enumerate(sizes)]
    return RequestFactory().post("/", {"file": files})


def test_files_too_large_together_are_all_dropped(settings):
    settings.LARGEST_UPLOAD = 10 * MB
    found = request(6 * MB, 6 * MB, 6 * MB).FILES.getlist("file")
    assert [type(one) for one in found] == [DroppedFile] * 3
    assert [one.size for one in found] == [6 * MB] * 3


def test_one_file_too_large_is_dropped_and_the_others_are_kept(settings):
    settings.LARGEST_UPLOAD = 3 * MB
    found = request(4 * MB, MB).FILES.getlist("file")
    assert [isinstance(one, DroppedFile) for one in found] == [True, False]
    found[1].close()


def test_a_body_many_times_too_large_is_not_read(settings):
    settings.LARGEST_UPLOAD = MB
    with pytest.raises(RequestDataTooBig):
        _ = request(18 * MB).FILES
