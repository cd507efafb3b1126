"""Real servers of the pages on this machine, and people who use them by HTTP alone."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 90
STOPS_WITHIN = 90
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def served(environment: dict[str, str], *, log: Path, root: Path = ROOT) -> Iterator[int]:
    """Run `frankpledge serve` and give its port once it answers; stop it, gracefully, at the end.

    `root` is where the code stands that serves.

    Raises AssertionError, with its log, where it does not start, or does not stop with 0.
    """
    port = free_port()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "frankpledge.cli", "serve"],
            cwd=root,
            env={**os.environ, **environment, "PORT": str(port), "PYTHONPATH": str(root)},
            stdout=out,
            stderr=out,
        )
    try:
        _wait(port, process, log)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = -1
    assert code == 0, f"It stopped with {code}:\n{log.read_text(encoding='utf-8')[-2000:]}"


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if asked(port, "/about/").status in (200, 301):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"It did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


class Answer:
    """What a request was answered."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def token(self) -> str:
        """The token that the page's forms carry; nothing where it has none."""
        found = TOKEN.search(self.text)
        return found[1] if found else ""


class Person:
    """Somebody with a browser: keeps cookies and the line, and sends forms with their token."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, address: str, **headers: str) -> Answer:
        """Fetch an address. Redirects are not followed."""
        return self._ask("GET", address, None, headers)

    def post(self, address: str, **fields: str) -> Answer:
        """Send a form with the token of the page that was last shown."""
        form = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self._ask(
            "POST", address, form, {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def enter(self, username: str) -> Answer:
        """Come in by the open door of a demonstration's account."""
        self.get("/account/sign-in/")
        return self.post("/account/demonstration/", username=username)

    def _ask(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent = {**headers, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        try:
            answer = self._once(method, address, body, sent)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server closes a line that was idle, or when a process is renewed.
            self.line.close()
            answer = self._once(method, address, body, sent)
        for told in answer.headers.get_all("Set-Cookie", []):
            for name, kept in SimpleCookie(told).items():
                self.cookies[name] = kept.value
        self.token = answer.token or self.token
        return answer

    def _once(self, method: str, address: str, body: str | None, sent: dict[str, str]) -> Answer:
        self.line.request(method, address, body, sent)
        return Answer(self.line.getresponse())


def asked(port: int, address: str, **headers: str) -> Answer:
    """Fetch one address by a line that is closed again."""
    person = Person(port)
    try:
        return person.get(address, **headers)
    finally:
        person.line.close()


def leads_to(answer: Answer) -> str:
    """The path that a redirect leads to."""
    return urlsplit(answer.headers.get("Location", "")).path
