"""Fetch a published file over HTTP: a broken download goes on where it stopped.

RFC 9110: `Range` and `If-Range` (sections 14.2, 13.1.5) ask for the rest of the same version,
`If-None-Match` (13.1.2) whether a file fetched earlier has changed. While it comes in, the file is
called NAME.part; its own name it has only once it is whole, by one rename. Beside it stands
NAME.fetched.json: the address, the version and the checksum.

Nothing about who asks is sent, and messages name an address without its query.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import http.client
import json
import os
import re
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import SplitResult, unquote, urlsplit

from frankpledge.analytics.store.nouns import Progress

ATTEMPTS = 5
"""So many times in a row an attempt may bring nothing new."""
PATIENCE = 60.0
"""Seconds without a byte after which the line counts as dead."""
CHUNK = 1 << 20
PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Answers that may be another in a minute (RFC 9110, section 15)."""
LEADS_ASTRAY = "it leads to an address that is not safe, or round in a circle"

Say = Callable[[Progress], object]
"""Told how it goes, in bytes; `of` is 0 where the publisher does not say how many there are."""


class FetchFailed(Exception):
    """The file is not here; the words say why, and what to do."""


class _Broken(Exception):
    """The attempt failed, another may not."""


@dataclass(frozen=True)
class Fetched:
    """What is known of a file that came: from where, which version, how long, which checksum.

    `address` is as messages name it; `mark` is the SHA-256 of the whole address, keys and all.
    """

    address: str
    mark: str
    version: str = ""
    modified: str = ""
    bytes: int | None = None
    sha256: str = ""

    @property
    def validator(self) -> str:
        """What `If-Range` may name: a strong entity tag, else the date of change, else nothing."""
        return self.modified if self.version.startswith("W/") else self.version or self.modified


def fetch(
    url: str,
    folder: Path,
    *,
    say: Say | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> Path:
    """Bring the file at this http(s) address into the folder, and return where it lies.

    A file that came whole before is asked after, and comes again only if it has changed. `wait`
    is called with the seconds to wait between attempts. Raises FetchFailed; what had come by then
    stays as NAME.part, so that the next call goes on from there.
    """
    target = folder / _name(_checked(url))
    folder.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    most = part.stat().st_size if part.exists() else 0
    idle = 0
    while True:
        try:
            return _attempt(url, target, part, say or (lambda progress: None))
        except _Broken as broken:
            here = part.stat().st_size if part.exists() else 0
            idle = 0 if here > most else idle + 1
            most = max(most, here)
            if idle >= ATTEMPTS:
                raise FetchFailed(
                    f"{shown(url)} did not come: {broken}. Tried {ATTEMPTS} times. "
                    f"{here:,} bytes are kept; try again later, and it goes on from there."
                ) from broken
            wait(min(2.0**idle, 30.0))


def shown(url: str) -> str:
    """The address as messages name it: without user, password, query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{_host(parts)}{parts.path}"


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchFailed(f"{shown(url)} cannot be fetched: only http and https addresses can.")
    if "@" in parts.netloc:
        raise FetchFailed(
            f"{shown(url)} was given with a name or password in it. Only files that are open to "
            "everyone are fetched: leave it out."
        )
    return parts


def _name(parts: SplitResult) -> str:
    """The file's name: the address's last piece, with nothing in it that leads elsewhere."""
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    name = re.sub(r"[^\w .()+-]", "_", last).lstrip(".")
    if not name:
        raise FetchFailed(f"{shown(parts.geturl())} names no file: give the file's own address.")
    return name


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http(s) only, and never from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        new: str,
    ) -> urllib.request.Request | None:
        if urlsplit(new).scheme not in {"https", req.type}:
            raise FetchFailed(f"{shown(req.full_url)} did not come: {LEADS_ASTRAY}.")
        return super().redirect_request(req, fp, code, msg, headers, new)


def _opener() -> urllib.request.OpenerDirector:
    """Only http and https: the usual opener also reads ftp, file and data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _attempt(url: str, target: Path, part: Path, say: Say) -> Path:
    """One request and its answer; raises _Broken when another attempt may do better."""
    before = _notes(target)
    if before and (before.mark != _mark(url) or before.sha256 != _checksum(target)):
        before = None
    begun = _notes(part)
    here = part.stat().st_size if begun and begun.mark == _mark(url) and part.exists() else 0
    if here and begun and begun.bytes == here:
        return _keep(target, part, begun)

    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
    if here and begun and begun.validator:
        request.add_header("Range", f"bytes={here}-")
        request.add_header("If-Range", begun.validator)
    elif before and before.version:
        request.add_header("If-None-Match", before.version)
    elif before and before.modified:
        request.add_header("If-Modified-Since", before.modified)
    try:
        with _opener().open(request, timeout=PATIENCE) as answer:
            came = _receive(url, answer, part, begun, here, say)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304 and before:
                return target
            if error.code == 416:
                _forget(part)
                raise _Broken("the file has changed since the last attempt") from error
            _refuse(url, error.code)
            raise _Broken(f"the server answered {error.code}") from error
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise FetchFailed(f"{part.name} cannot be written: {error.strerror}.") from error
        raise _Broken("the server could not be reached, or the line broke") from error
    return _keep(target, part, came)


def _refuse(url: str, status: int) -> None:
    """Raise FetchFailed for an answer that asking again does not change."""
    if status in PASSING:
        return
    why = {
        401: "it is not open to everyone",
        403: "the server will not give it out",
        404: "there is no such file; it may not be published yet, or have moved",
        410: "it has been withdrawn",
        **dict.fromkeys((301, 302, 303, 307, 308), LEADS_ASTRAY),
    }.get(status, f"the server answered {status}")
    raise FetchFailed(f"{shown(url)} did not come: {why}.")


def _receive(
    url: str,
    answer: http.client.HTTPResponse,
    part: Path,
    begun: Fetched | None,
    here: int,
    say: Say,
) -> Fetched:
    """Write what comes to the part file, after what is there or anew; the version that came."""
    length = answer.headers.get("Content-Length")
    whole = int(length) if length and length.isdigit() else None
    now = Fetched(
        shown(url),
        _mark(url),
        answer.headers.get("ETag", ""),
        answer.headers.get("Last-Modified", ""),
        whole,
    )
    if answer.status == 206:
        now = _rest(answer, now, begun, here, part)
    else:
        here = 0
        _right_sort(url, part, answer)
    room = shutil.disk_usage(part.parent).free
    if now.bytes is not None and now.bytes - here > room:
        raise FetchFailed(
            f"{shown(url)} is too large: {now.bytes:,} bytes, and the disk has {room:,} left."
        )
    words = f"Fetching {_name(urlsplit(url))}"
    with part.open("ab") as out:
        _lock(url, out)
        out.truncate(here)
        if answer.status != 206:
            _note(part, now)  # after the cut, so that no kill leaves old bytes beside new notes
        say(Progress(words, here, now.bytes or 0))
        while chunk := answer.read1(CHUNK):
            out.write(chunk)
            here += len(chunk)
            say(Progress(words, here, now.bytes or 0))
        out.flush()
        os.fsync(out.fileno())
    if now.bytes is not None and here != now.bytes:
        raise _Broken(f"it ended after {here:,} of {now.bytes:,} bytes")
    return now


def _lock(url: str, out: IO[bytes]) -> None:
    """Hold the part file until it is closed, so that two never write it at once."""
    try:
        fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        raise FetchFailed(f"{shown(url)} is being fetched by someone else right now.") from why


def _rest(
    answer: http.client.HTTPResponse, now: Fetched, begun: Fetched | None, here: int, part: Path
) -> Fetched:
    """The version that the part file began, once the answer is seen to be the rest of it."""
    place = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("Content-Range", ""))
    same = begun is not None and now.validator in {"", begun.validator}
    if begun is None or place is None or int(place[1]) != here or not same:
        _forget(part)
        raise _Broken("the server sent another part than was asked for")
    total = None if place[2] == "*" else int(place[2])
    if total is not None and begun.bytes not in {None, total}:
        _forget(part)
        raise _Broken("the file has changed since the last attempt")
    return replace(begun, bytes=total or begun.bytes)


def _right_sort(url: str, part: Path, answer: http.client.HTTPResponse) -> None:
    """Refuse a web page where a file was asked for: a proxy's notice, or a moved file's page."""
    kind = answer.headers.get_content_type()
    if kind == "text/html" and not part.name.endswith((".html.part", ".htm.part")):
        raise FetchFailed(
            f"{shown(url)} answered with a web page, not with the file. Open the address in a "
            "browser: the file may have moved, or your network may ask for something first."
        )


def _keep(target: Path, part: Path, came: Fetched) -> Path:
    """Give the whole file its own name; a kill at any moment leaves the part or the whole."""
    whole = replace(came, bytes=part.stat().st_size, sha256=_checksum(part))
    part.replace(target)
    _note(target, whole)
    _notes_beside(part).unlink(missing_ok=True)
    return target


def _mark(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _checksum(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _notes_beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.fetched.json")


def _notes(path: Path) -> Fetched | None:
    """What stands beside the file, or nothing where that is missing or spoilt."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        return Fetched(**json.loads(_notes_beside(path).read_text("utf-8")))
    return None


def _note(path: Path, what: Fetched) -> None:
    beside = _notes_beside(path)
    new = beside.with_name(f"{beside.name}.new")
    new.write_text(json.dumps(asdict(what), indent=1) + "\n", "utf-8")
    new.replace(beside)


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _notes_beside(part).unlink(missing_ok=True)
