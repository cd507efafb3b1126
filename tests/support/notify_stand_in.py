"""A stand-in for GOV.UK Notify's HTTP API on this machine, as its documentation describes it.

It checks the token, keeps what it accepts, answers a look-up by reference or by status, and
misbehaves when told to.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"frankpledge_tests-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
PATIENCE = 60.0
FAILURES = {"permanent-failure", "temporary-failure", "technical-failure"}
ERRORS = {
    400: ("BadRequestError", "Can’t send to this recipient using a team-only API key"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: ("RateLimitError", "Exceeded rate limit for key type live of 3000 requests per 60 s"),
    500: ("Exception", "Internal server error"),
}


@dataclass(frozen=True)
class Manner:
    """How one message is treated: kept or not, and the status given, None for a dead line."""

    keeps: bool = True
    status: int | None = 201
    holds: bool = False


DROPS_KEPT = Manner(keeps=True, status=None)
DROPS_LOST = Manner(keeps=False, status=None)
HOLDS_KEPT = Manner(keeps=True, status=None, holds=True)
HOLDS_LOST = Manner(keeps=False, status=None, holds=True)


def refuses(status: int) -> Manner:
    """Answers with this error, and keeps nothing."""
    return Manner(keeps=False, status=status)


@dataclass
class NotifyStandIn:
    """What came in, and what is to be done with what comes: `manners` are used up one by one."""

    url: str = ""
    accepted: list[dict[str, Any]] = field(default_factory=list)
    manners: deque[Manner] = field(default_factory=deque)
    asked: int = 0
    mute: bool = False
    """Look-ups are answered with an error."""
    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a process that sends its mail here."""
        return {
            "FRANKPLEDGE_MAIL": "notify",
            "NOTIFY_API_KEY": API_KEY,
            "NOTIFY_TEMPLATE": TEMPLATE,
            "NOTIFY_URL": self.url,
        }

    @property
    def references(self) -> list[str]:
        """The reference of each message kept, in order."""
        return [one["reference"] for one in self.accepted]

    def take(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Keep a message as the API would, and return it."""
        kept = {"id": str(uuid.uuid4()), "status": "sending", **sent}
        self.accepted.append(kept)
        return kept

    def found(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        """What a look-up finds, newest first."""
        reference, status = query.get("reference"), query.get("status")
        return [
            one
            for one in reversed(self.accepted)
            if (not reference or one["reference"] in reference)
            and (not status or one["status"] in FAILURES)
        ]


class _Handler(BaseHTTPRequestHandler):
    stand_in: NotifyStandIn

    def do_POST(self) -> None:
        """Take a message, in the manner that is next."""
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._trusted():
            return self._refuse(403)
        assert self.path == "/v2/notifications/email"
        assert (sent["template_id"], set(sent["personalisation"])) == (
            TEMPLATE,
            {"subject", "body"},
        )
        manner = self.stand_in.manners.popleft() if self.stand_in.manners else Manner()
        kept = self.stand_in.take(sent) if manner.keeps else {}
        if manner.holds:
            self.stand_in.reached.set()
            self.stand_in.released.wait(PATIENCE)
        if manner.status is None:
            self.close_connection = True
            return None
        if manner.status != 201:
            return self._refuse(manner.status)
        return self._answer(201, {"id": kept["id"], "reference": kept["reference"]})

    def do_GET(self) -> None:
        """Look messages up."""
        where = urlsplit(self.path)
        assert where.path == "/v2/notifications"
        self.stand_in.asked += 1
        if not self._trusted():
            return self._refuse(403)
        if self.stand_in.mute:
            return self._refuse(500)
        found = self.stand_in.found(parse_qs(where.query))
        return self._answer(200, {"notifications": found, "links": {"current": self.path}})

    def _trusted(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            return bool(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE)
        except jwt.InvalidTokenError:
            return False

    def _refuse(self, status: int) -> None:
        error, message = ERRORS[status]
        told = {"status_code": status, "errors": [{"error": error, "message": message}]}
        self._answer(status, told)

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Tests print nothing."""


@contextmanager
def notify_stand_in() -> Iterator[NotifyStandIn]:
    """Run the server; stop it and its threads at the end."""
    stand_in = NotifyStandIn()
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
