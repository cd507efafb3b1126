"""The whole table: every route and verb, by every kind of person, of the board or of another body.

What a route answers to those of this board, `tests/house/routes/` says, line by line, and who may
have it, `frankpledge/web/routes.txt`. From both, and from the rules of markings, the table follows:
`scripts/routes.py` writes it to `tests/house/route_table.tsv`, to be read when it changes, and
`tests/house/test_route_table.py` sends each of its requests. `others_answer` is the reviewed part:
what the same duty at a body elsewhere opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.shared.marking import Audience, Looker, sees
from frankpledge.web.routes import RouteRule, route_rules
from tests.support.marked import MARKED, NAMED, SITS
from tests.support.marked_records import FIRST, KINDS, WANTED
from tests.support.routes_table import ACCOUNTS, LINK, PUBLIC, ROLES, Line, read_table

OTHERS = tuple(f"{name}-elsewhere" for name in ACCOUNTS)
WHO = (*ROLES, *OTHERS)
VERBS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
STAGES = ("as loaded", "circulated", "published", "after the meeting")
# Published, with a paper, a risk, a request and a finding of each marking beside the others:
# tests/support/marked.py, marked_records.py.
MARKED_STAGE = "marked"
SHOWN = {"200", "done", "409", "410"}
# Routes whose address names nothing: each person has their own there, of their own body or area.
EACH_THEIR_OWN = frozenset(
    {
        "chasing:outbox",
        "chasing:send-today",
        "chasing:today",
        "findings:check",
        "findings:keep",
        "releases:mappings",
        "releases:new-mapping",
        "releases:upload",
        "surveys:add",
    }
)
HEAD = ("route", "verb", "marking", "stage", "rule", "address", *WHO)


@dataclass(frozen=True)
class Row:
    """A request, and the answer to it for each of WHO. `marking`: of the paper, `-` for any."""

    route: str
    verb: str
    marking: str
    stage: str
    rule: str
    address: str
    answers: tuple[str, ...]

    def expected(self, who: str) -> str:
        """What this person is answered."""
        return self.answers[WHO.index(who)]

    @property
    def is_refused_unseen(self) -> bool:
        """Whether the route alone answers, before anything is fetched: nothing is to be undone."""
        return set(self.answers) <= {"405", "204"}

    @property
    def line(self) -> Line:
        """The row as a request to send."""
        return Line(str(self), self.stage, self.route, self.verb, self.address, ())

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the file has it."""
        return (
            self.route,
            self.verb,
            self.marking,
            self.stage,
            self.rule,
            self.address,
            *self.answers,
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.address} ({self.route}, {self.stage}, marking {self.marking})"


def whole_table() -> list[Row]:
    """Every row. Raises KeyError for a route that nobody has classified."""
    lines: dict[tuple[str, str], list[Line]] = {}
    for line in read_table():
        if line.stage in STAGES:
            lines.setdefault((line.route, line.method), []).append(line)
    rows = [
        row for name, rule in sorted(route_rules().items()) for row in _of_route(name, rule, lines)
    ]
    return [*rows, *_of_markings(), *_of_marked_records()]


def _of_route(
    name: str, rule: RouteRule, lines: dict[tuple[str, str], list[Line]]
) -> Iterator[Row]:
    for verb in VERBS:
        said = verb if verb in {"GET", "POST"} else "GET"
        line = _telling(lines[name, said])
        if verb not in rule.verbs:
            # What watches the service is not there at all for others.
            answers = ("404" if rule.rule == "monitors" else "405",) * len(WHO)
        elif verb == "OPTIONS":
            answers = ("204",) * len(WHO)
        else:
            answers = (*line.answers, *(_others(rule, line, one) for one in ACCOUNTS))
        address = line.address if verb in rule.verbs else line.address.partition("?")[0]
        yield Row(name, verb, "-", line.stage, rule.rule, address, answers)


def _telling(lines: list[Line]) -> Line:
    """The line that tells people apart best: shown to some, and not to others."""

    def telling(line: Line) -> tuple[bool, int]:
        shown = [one in SHOWN for one in line.answers]
        return any(shown), len(set(line.answers))

    return max(lines, key=telling)


def _others(rule: RouteRule, line: Line, duty: str) -> str:
    """What the same duty at a body elsewhere opens: no more than a stranger who has signed in."""
    if rule.name in EACH_THEIR_OWN:
        return line.expected(duty)
    stranger = line.expected("scrutiny")
    if rule.rule == "evidence":
        # Their post is in another area.
        return line.expected(PUBLIC)
    return stranger


def _of_markings() -> Iterator[Row]:
    """The pages and files of a paper, by how it is marked and whom it is for."""
    for one in MARKED:
        for name, end in (
            ("meetings:paper", ""),
            ("meetings:original", "original/"),
            ("meetings:sent-paper", "sent/0/"),
            ("meetings:sent-original", "sent/0/original/"),
        ):
            sent = end.startswith("sent")
            read = tuple(_reads(one.audience, who, sent=sent) for who in WHO)
            # They came as Word files, and such a file is for those who keep the paper.
            answers = tuple(
                _kept(*each) if "original" in end else each[1]
                for each in zip(WHO, read, strict=True)
            )
            rule = route_rules()[name].rule
            address = f"{one.address}{end}"
            for verb in ("GET", "HEAD"):
                yield Row(name, verb, one.name, MARKED_STAGE, rule, address, answers)


def _of_marked_records() -> Iterator[Row]:
    """The pages of a risk, a request and a finding, by how each is marked and whom it is for."""
    for kind in KINDS:
        for place, wanted in enumerate(WANTED):
            shown = tuple("200" if kind.shows(wanted, who) else "404" for who in WHO)
            rule = route_rules()[kind.route].rule
            address = kind.address(FIRST[kind.route] + place)
            for verb in ("GET", "HEAD"):
                yield Row(kind.route, verb, wanted.name, MARKED_STAGE, rule, address, shown)


def _reads(audience: str, who: str, *, sent: bool) -> str:
    """Whether somebody reads a paper for this audience; `sent`: as it went out to members."""
    if sent and who in {PUBLIC, LINK}:
        return "in"
    if sent and who not in SITS:
        return "404"
    looker = Looker(
        bodies=frozenset({NAMED[who]} if who in NAMED else ()),
        keeps=who == "secretary",
        sits=who in SITS,
    )
    named = {Audience.NAMED: {1, 2}, Audience.ONE: {3}}.get(audience, set())
    return "200" if sees(audience, named, looker) else "404"


def _kept(who: str, answer: str) -> str:
    """What is answered about the file itself: no reader but the secretary has it."""
    return "404" if answer == "200" and who != "secretary" else answer


def as_text(rows: list[Row]) -> str:
    """The table as its file has it."""
    return "".join("\t".join(cells) + "\n" for cells in (HEAD, *(row.cells for row in rows)))
