"""A real file server on this machine for downloads: ranges, versions, and bad days.

It serves what `files` holds, with an ETag, and answers Range, If-Range and If-None-Match as
RFC 9110 says. `manners` are used up one by one, one a request; then it behaves.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Manner:
    """How one request is treated."""

    status: int | None = None
    drop_after: int | None = None
    """The line breaks after so many bytes of the body."""
    too_long: int = 0
    """The length announced is so much too great, and then the line ends."""
    ignores_range: bool = False
    wrong_range: bool = False
    no_length: bool = False
    tag: str | None = None
    kind: str | None = None
    hangs: threading.Event | None = None
    """The line stays open and silent after the body until this is set."""
    before: Callable[[], object] | None = None
    """Done before the answer: the publisher changes the file."""


@dataclass
class FileServer:
    """What it serves, how it behaves, and what was asked of it."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    manners: deque[Manner] = field(default_factory=deque)
    always: Manner = Manner()
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@contextlib.contextmanager
def file_server() -> Iterator[FileServer]:
    """Serve on a free port of this machine until the block ends."""
    server = FileServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            server.asked.append({name.lower(): value for name, value in self.headers.items()})
            manner = server.manners.popleft() if server.manners else server.always
            if manner.before:
                manner.before()
            self.close_connection = True
            path = self.path.partition("?")[0]
            if path in server.redirects:
                self._head(302, {"Location": server.redirects[path], "Content-Length": "0"})
            elif manner.status:
                self._head(manner.status, {"Content-Length": "0"})
            elif path not in server.files:
                self._head(404, {"Content-Length": "0"})
            else:
                self._serve(server.files[path], manner)

        def _serve(self, body: bytes, manner: Manner) -> None:
            tag = _tag(body) if manner.tag is None else manner.tag
            if tag and self.headers.get("If-None-Match") == tag:
                return self._head(304, {"ETag": tag})
            headers = {"ETag": tag} if tag else {}
            headers["Content-Type"] = manner.kind or "application/octet-stream"
            asked = self.headers.get("Range", "")
            same = self.headers.get("If-Range", tag) == tag
            status, start = 200, 0
            if asked and same and not manner.ignores_range:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                if start >= len(body):
                    return self._head(416, {"Content-Range": f"bytes */{len(body)}"})
                status = 206
                said = start + 1 if manner.wrong_range else start
                headers["Content-Range"] = f"bytes {said}-{len(body) - 1}/{len(body)}"
            rest = body[start:]
            if not manner.no_length:
                headers["Content-Length"] = str(len(rest) + manner.too_long)
            self._head(status, headers)
            gives = rest if manner.drop_after is None else rest[: manner.drop_after]
            self.wfile.write(gives)
            server.sent.append(len(gives))
            if manner.hangs:
                self.wfile.flush()
                manner.hangs.wait(30)
            return None

        def _head(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
