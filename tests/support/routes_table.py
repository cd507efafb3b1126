"""Reads tests/house/routes/: what each route answers to each kind of person.

A line is a route's name, a method, an address and eight answers, one for each of ROLES. Lines
stand under a heading in brackets, the stage that the demonstration's meeting has reached. In an
address `{proposal}` is the key of the sample's proposal; a field `file=@log` sends its file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.sample import NOTHING, Sample

TABLE = Path(__file__).parents[1] / "house" / "routes"
PUBLIC, LINK = "public", "link"
ACCOUNTS = ("secretary", "chair", "csp-manager", "member", "scrutiny", "analyst")
ROLES = (PUBLIC, *ACCOUNTS, LINK)
SIGN_IN = "/account/sign-in/?next="
TO_SIGN_IN, ELSEWHERE = "in", "done"
# What a file of the sample is called when it is sent.
NAMES = {
    "log": "log.csv",
    "picture": "counts.png",
    "register": "risks.csv",
    "figures": "figures.csv",
    "weights": "weights.csv",
    "noise": "noise.csv",
    "survey": "a.csv",
}


@dataclass(frozen=True)
class Line:
    """One line of the table: a request, and the answer to it for each role."""

    place: str
    stage: str
    route: str
    method: str
    address: str
    answers: tuple[str, ...]

    def expected(self, role: str) -> str:
        """What this role is answered."""
        return self.answers[ROLES.index(role)]

    def path(self, made: Sample) -> str:
        """The address without its question, for these made things."""
        return self._filled(made).partition("?")[0]

    def ask(self, client: Any, made: Sample = NOTHING) -> Any:
        """Send the request: a POST sends as a form what stands behind its question mark."""
        if self.method == "GET":
            return client.get(self._filled(made))
        if self.method != "POST":
            return client.generic(self.method, self._filled(made))
        path, _, data = self._filled(made).partition("?")
        return client.post(path, {name: _sent(value, made) for name, value in parse_qsl(data)})

    def _filled(self, made: Sample) -> str:
        # What is not made yet has no key: 0 is nobody's.
        found = self.address
        for name in _names_in(self.address):
            found = found.replace(f"{{{name}}}", made.keys.get(name, "0"))
        return found


def _names_in(address: str) -> list[str]:
    return [part.partition("}")[0] for part in address.split("{")[1:]]


def _sent(value: str, made: Sample) -> Any:
    if not value.startswith("@"):
        return value
    name = value[1:]
    return SimpleUploadedFile(NAMES.get(name, f"{name}.docx"), made.files[name])


def read_table(folder: Path = TABLE) -> list[Line]:
    """Every line of the table. Raises ValueError for a line that is not whole."""
    return [line for file in sorted(folder.glob("*.txt")) for line in _lines(file)]


def _lines(file: Path) -> Iterator[Line]:
    stage = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if line.startswith("["):
            stage = line.strip("[] ")
            continue
        place = f"{file.name}:{number}"
        if len(words) != 3 + len(ROLES):
            raise ValueError(f"{place}: {len(words)} words, not {3 + len(ROLES)}")
        route, method, address, *answers = words
        yield Line(place, stage, route, method, address, tuple(answers))


def answer(response: Any) -> str:
    """A response as the table writes it: its status, `in` to sign in, `done` to another page."""
    if 300 <= response.status_code < 400:
        to_sign_in = response["Location"].startswith(SIGN_IN)
        return TO_SIGN_IN if to_sign_in else ELSEWHERE
    return str(response.status_code)


def sign_in_is_where_we_think() -> bool:
    """Whether SIGN_IN is still the sign-in page's address."""
    from django.urls import reverse

    return reverse(settings.LOGIN_URL) + "?next=" == SIGN_IN
