"""Reads tests/house/routes.txt: what each route answers to each kind of person.

A line is a route's name, a method, an address and six answers, one for each of ROLES. Lines stand
under a heading in brackets, the stage that the demonstration's meeting has reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

TABLE = Path(__file__).parents[1] / "house" / "routes.txt"
PUBLIC = "public"
ROLES = (PUBLIC, "secretary", "chair", "csp-manager", "member", "scrutiny")
SIGN_IN = "/account/sign-in/?next="
TO_SIGN_IN, ELSEWHERE = "in", "done"


@dataclass(frozen=True)
class Line:
    """One line of the table: a request, and the answer to it for each role."""

    number: int
    stage: str
    route: str
    method: str
    address: str
    answers: tuple[str, ...]

    def expected(self, role: str) -> str:
        """What this role is answered."""
        return self.answers[ROLES.index(role)]

    def ask(self, client: Any) -> Any:
        """Send the request: a POST sends as a form what stands behind its question mark."""
        if self.method == "GET":
            return client.get(self.address)
        path, _, data = self.address.partition("?")
        return client.post(path, dict(parse_qsl(data)))


def read_table(path: Path = TABLE) -> list[Line]:
    """Every line of the table. Raises ValueError for a line that is not whole."""
    return list(_lines(path.read_text(encoding="utf-8").splitlines()))


def _lines(written: list[str]) -> Iterator[Line]:
    stage = ""
    for number, line in enumerate(written, start=1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if line.startswith("["):
            stage = line.strip("[] ")
            continue
        if len(words) != 3 + len(ROLES):
            raise ValueError(f"routes.txt line {number}: {len(words)} words, not {3 + len(ROLES)}")
        route, method, address, *answers = words
        yield Line(number, stage, route, method, address, tuple(answers))


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
