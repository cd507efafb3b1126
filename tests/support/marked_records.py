"""A risk, a request and a finding of each marking, and who may see which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.figures import FigureColumn, Figures, figures_to_json
from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.marking.operations import mark
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.operations import ask_board
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.operations import raise_risk
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Audience, Looker, Marking, sees
from tests.support.county import SECRETARY, board, meeting
from tests.support.marked import NAMED, SENSITIVE, SITS

# Who holds a post in the area, and so reads its findings; the analyst keeps them.
IN_AREA = SITS | {"scrutiny", "analyst"}


@dataclass(frozen=True)
class Wanted:
    """How a record is marked, for whom, and the bodies named."""

    name: str
    marking: Marking
    audience: str
    named: tuple[str, ...] = ()


WANTED = (
    Wanted("official, all", Marking(), Audience.PARTNERSHIP),
    Wanted("official-sensitive, all", SENSITIVE, Audience.PARTNERSHIP),
    Wanted(
        "official, named bodies",
        Marking(),
        Audience.NAMED,
        ("huntingdonshire-council", "south-cambridgeshire-scrutiny"),
    ),
    Wanted("official-sensitive, one body", SENSITIVE, Audience.ONE, ("fenland-csp",)),
)


@dataclass(frozen=True)
class Kind:
    """A kind of record: its route, who keeps it, who could see it at all, and how one is made."""

    route: str
    keeps: frozenset[str]
    looks: frozenset[str]
    make: Callable[[str], Marked]

    def address(self, number: int) -> str:
        """The page of one."""
        return f"{PLACES[self.route]}{number}/"

    def shows(self, wanted: Wanted, who: str) -> bool:
        """Whether somebody has it: who keeps it, and of those who look whom it is for."""
        if who in self.keeps:
            return True
        named = {Audience.NAMED: {1, 2}, Audience.ONE: {3}}.get(wanted.audience, set())
        bodies = frozenset({NAMED[who]} if who in NAMED else ())
        return who in self.looks and sees(
            wanted.audience, named, Looker(bodies=bodies, sits=who in self.looks)
        )


PLACES = {
    "risks:risk": "/risks/county-board/",
    "requests:request": "/requests/county-board/",
    "findings:finding": "/evidence/findings/cambridgeshire-and-peterborough/",
}


def a_risk(name: str, **more: Any) -> Risk:
    """A risk in the board's own register."""
    return raise_risk(
        by=SECRETARY, register=board(), title=name, raised=date(2018, 8, 1), text=name, **more
    )


def a_request(name: str) -> BoardRequest:
    """A request to the board, of a group that nobody in the table is of."""
    return ask_board(
        by=SECRETARY,
        board=board(),
        group=body_named("offender"),
        meeting=meeting(),
        text=name,
        on=clock.today(),
    )


def a_finding(name: str) -> Finding:
    """A finding whose figures are made up: what it rests on is told elsewhere."""
    return keep(by=SECRETARY, name=name)


@operation("Kept a finding, for a test")
def keep(*, by: Actor, name: str) -> Finding:
    """Save it."""
    columns = (
        FigureColumn("month", "Month", "month"),
        FigureColumn("crimes", "Crimes", "count", "crimes"),
    )
    rows = (("2018-01-01", 10), ("2018-02-01", 20))
    made = Finding(
        area=Area.objects.get(slug="cambridgeshire-and-peterborough"),
        number=1 + Finding.objects.count(),
        title=name,
        words=name,
        hedge=name,
        measure="recorded-crime",
        question={"measure": "recorded-crime", "by": ["month"]},
        answer=figures_to_json(Figures(columns, rows)),
        sentence=name,
        as_at=clock.now(),
        kept=clock.today(),
    )
    made.save()
    return made


KINDS = (
    Kind("risks:risk", frozenset({"secretary"}), SITS, a_risk),
    Kind("requests:request", frozenset({"secretary"}), SITS, a_request),
    Kind("findings:finding", frozenset({"analyst"}), IN_AREA, a_finding),
)
# The numbers that these get beside the demonstration's and the sample's own.
FIRST = {"risks:risk": 3, "requests:request": 25, "findings:finding": 1}


def marked_as(record: Marked, wanted: Wanted) -> Marked:
    """A record marked as is wanted."""
    named = [body_named(slug) for slug in wanted.named]
    mark(by=SECRETARY, record=record, marking=wanted.marking, audience=wanted.audience, named=named)
    return record


def add_marked_records() -> None:
    """One of each kind for each marking, in their order."""
    for kind in KINDS:
        for place, wanted in enumerate(WANTED):
            record = marked_as(kind.make(f"Marked {wanted.name}"), wanted)
            there = record.get_absolute_url()
            assert there == kind.address(FIRST[kind.route] + place), there
