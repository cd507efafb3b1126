"""Every route of the site: which verbs it takes and who may have it, from one reviewed list.

`routes.txt` beside this file is that list. The middleware holds each route to its verbs,
`frankpledge routes` prints it, and the tests send real requests for what it says. Who may have a
thing is decided where it is fetched (`visible_to`, `access_…`, `can_…`); here it is said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

LIST = Path(__file__).parent / "routes.txt"
# What may be asked of a route: a page, a page with a form, a button, or what machines look at.
VERBS = {
    "reads": ("GET", "HEAD", "OPTIONS"),
    "form": ("GET", "HEAD", "OPTIONS", "POST"),
    "button": ("OPTIONS", "POST"),
    "probe": ("GET", "HEAD"),
}
# How somebody who has not signed in is refused.
VISITORS = {
    "-": "Visitors have it too",
    "in": "Visitors are asked to sign in",
    "404": "For visitors it does not exist",
}
RULES = {
    "anybody": "Anybody",
    "as-public": "Anybody, as far as it is public; before that whoever made it, its secretary, "
    "and from circulation those who sit on the board and whom its marking names",
    "keyed": "Whoever has its secret address",
    "demonstration": "Anybody, where the service shows the demonstration",
    "signing-in": "Whoever is signing in",
    "account": "Anybody who has signed in, about their own account",
    "signed-in": "Anybody who has signed in",
    "evidence": "Those with a post in the area",
    "board": "Those who sit on the board, and its secretary",
    "members": "Those who act for a body that sits on the board",
    "secretary": "The board’s secretary",
    "secretary-told": "The board’s secretary; others who have signed in are told so (403)",
    "body": "The body that it is about, and the secretary of its board",
    "body-or-link": "The body that it is about, the secretary of its board, and whoever holds a "
    "signed link to it",
    "people": "Who chairs or manages the body, as far as each may; the secretary of its board",
    "monitors": "What watches the service, with the key that it was given",
    "asked": "The body that is asked, and the secretary of its board",
    "signs": "The body that is to sign",
    "seat": "Whoever holds the seat, and the board’s secretary",
    "drafting": "The body that writes the assessment, and the area’s analyst",
    "analyst": "The area’s analyst",
    "finding": "The analyst who found it, and whom it is for",
    "basis": "The board’s secretary and the area’s analyst; others are told so (403)",
}


@dataclass(frozen=True, slots=True)
class RouteRule:
    """A route as the list has it: its verbs, how visitors are refused, and its rule."""

    name: str
    kind: str
    visitor: str
    rule: str

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs that it takes."""
        return VERBS[self.kind]

    @property
    def words(self) -> str:
        """Who may have it."""
        return RULES[self.rule]


@cache
def route_rules() -> dict[str, RouteRule]:
    """Route’s name → what the list says of it. Raises ValueError for a line that is not whole."""
    found: dict[str, RouteRule] = {}
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        whole = len(words) == 4 and words[1] in VERBS and words[2] in VISITORS
        if not whole or words[3] not in RULES or words[0] in found:
            raise ValueError(f"{LIST.name}:{number} is not a route, its verbs, visitors and rule.")
        found[words[0]] = RouteRule(*words)
    return found


def verbs_of(name: str) -> tuple[str, ...]:
    """The verbs that a route takes; a form’s for one that is not in the list yet."""
    rule = route_rules().get(name)
    return rule.verbs if rule else VERBS["form"]


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A route of the URLconf: its full name (`meetings:agenda`) and its pattern."""

    name: str
    pattern: str


def every_address() -> list[Address]:
    """Every route in the project’s URLconf, sorted by name. A route without a name has ""."""
    return sorted(_addresses(get_resolver().url_patterns, "", ""))


def _addresses(
    patterns: list[URLPattern | URLResolver], names: str, before: str
) -> Iterator[Address]:
    for entry in patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            within = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _addresses(entry.url_patterns, within, pattern)
        else:
            yield Address(f"{names}{entry.name}" if entry.name else "", _readable(pattern))


def _readable(pattern: str) -> str:
    """A pattern as a person writes it: of an expression, only the names of its parts."""
    named = re.sub(r"\(\?P(<\w+>)[^()]*\)", r"\1", pattern)
    return re.sub(r"[\^$\\]", "", named)
