"""Asking a virus scanner about a file: ClamAV's clamd, where FRANKPLEDGE_CLAMD names one.

The file is sent along the connection (INSTREAM), so clamd may run on another machine and needs no
right to read our files. No answer is not taken for a good one: the file is refused, and an alarm
says so.
"""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

from django.conf import settings

from frankpledge.shared.alarms import Alarm, raises_alarms
from frankpledge.shared.uploads.kinds import NotTaken

_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
CONNECT_SECONDS: Final = 3.0
ANSWER_SECONDS: Final = 60.0
"""clamd takes some seconds for a large archive."""


class ScannerWrong(ValueError):
    """FRANKPLEDGE_CLAMD cannot be read; the message says what it should be."""


class NoScanner(OSError):
    """clamd does not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where clamd listens: a socket's path, or a host and port."""

    path: str = ""
    host: str = ""
    port: int = 0

    def __str__(self) -> str:
        return f"unix:{self.path}" if self.path else f"tcp://{self.host}:{self.port}"


def read_scanner(setting: str) -> Scanner | None:
    """The scanner that a setting names; None for nothing. Raises ScannerWrong."""
    given = setting.strip()
    if not given:
        return None
    if found := re.fullmatch(r"unix:(/.+)", given):
        return Scanner(path=found[1])
    if found := re.fullmatch(r"tcp://(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})", given):
        return Scanner(host=found[1].strip("[]"), port=int(found[2]))
    raise ScannerWrong(
        f"FRANKPLEDGE_CLAMD is “{given}”. Give where clamd listens, as unix:/run/clamav/clamd.ctl "
        "or tcp://host:3310."
    )


def scan(file: IO[bytes]) -> None:
    """Raises NotTaken where the scanner finds something, or is set up and does not answer."""
    scanner: Scanner | None = settings.CLAMD
    if scanner is None:
        return
    try:
        answer = _ask(scanner, file)
    except OSError as error:
        raise NotTaken(
            "Files are scanned for viruses before they are taken, and the scanner does not answer. "
            "Nothing was kept. Try again in a few minutes; if it stays so, tell whoever runs this "
            "service."
        ) from error
    finally:
        file.seek(0)
    if found := re.fullmatch(r"stream: (.+) FOUND", answer):
        raise NotTaken(
            f"The virus scanner found “{found[1]}” in this file. Nothing was kept. Tell your IT "
            "support, and send a file that is clean."
        )


def _ask(scanner: Scanner, file: IO[bytes]) -> str:
    """What clamd says of a file: “stream: OK”, or what it found. Raises NoScanner."""
    file.seek(0)
    with _connected(scanner) as line:
        try:
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(_PIECE):
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
        except BrokenPipeError:
            # Too large for clamd: it says so, and hangs up.
            pass
        answer = _answer(line)
    if answer != "stream: OK" and not answer.endswith(" FOUND"):
        raise NoScanner(f"clamd said “{answer}”")
    return answer


@contextmanager
def _connected(scanner: Scanner) -> Iterator[socket.socket]:
    family = socket.AF_UNIX if scanner.path else socket.AF_INET
    if scanner.path:
        line = socket.socket(family)
        line.settimeout(CONNECT_SECONDS)
    else:
        line = socket.create_connection((scanner.host, scanner.port), CONNECT_SECONDS)
    with line:
        if scanner.path:
            line.connect(scanner.path)
        line.settimeout(ANSWER_SECONDS)
        yield line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace")


def answers(scanner: Scanner) -> bool:
    """Whether clamd is there."""
    try:
        with _connected(scanner) as line:
            line.settimeout(CONNECT_SECONDS)
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except OSError:
        return False


@raises_alarms
def scanner_alarm(on: date) -> Iterator[Alarm]:
    """The scanner is set up and does not answer: until it does, no file is taken."""
    scanner: Scanner | None = settings.CLAMD
    if scanner is not None and not answers(scanner):
        yield Alarm(
            "The virus scanner does not answer, so no file is taken",
            None,
            "/",
            f"Ask whoever runs the service to start clamd at {scanner}, or to change "
            "FRANKPLEDGE_CLAMD.",
        )
