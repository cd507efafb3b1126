"""The twelve commonest journeys of a county's officers, as requests that others send.

Each is somebody who comes in (or a visitor), looks at pages in the order in which they do, and
sends what they send. Some look at a county's ten years, which only a bench has: `Where` says at
what instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

MEETING = "/meetings/county-board/2018-10-11/"


@dataclass(frozen=True)
class Where:
    """Whose record the secretary of the long journeys keeps: a board's, and the day it meets."""

    secretary: str
    board: str
    group: str
    quarter: str


TEN_YEARS = Where("county-secretary", "board-0-0", "group-0-7", "2018-10-15")
DEMONSTRATION = Where("secretary", "county-board", "road-safety", "2018-10-11")


@dataclass(frozen=True)
class Step:
    """One request. A step with `fields` is a form, sent with the token of the page before."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def posts(self) -> bool:
        """Whether it sends a form."""
        return bool(self.fields)


@dataclass(frozen=True)
class Journey:
    """Who comes (nothing for a visitor), and what they do: `steps` are made anew each time."""

    name: str
    who: str
    steps: Callable[[int], list[Step]]


def looks(*addresses: str) -> Callable[[int], list[Step]]:
    """A journey that only looks."""
    return lambda number: [Step(one) for one in addresses]


def asks_for_an_action(board: str, number: int) -> list[Step]:
    """The register of a board, and an action more in it."""
    form = {
        "text": f"Report on what was agreed, {number}",
        **{"asked_day": "1", "asked_month": "10", "asked_year": "2018"},
        "asked_at": "the load",
    }
    at = f"/actions/{board}/"
    return [Step("/"), Step(at), Step(f"{at}add/"), Step(f"{at}add/", form), Step(at)]


def puts_a_question(number: int) -> list[Step]:
    """A member reads the agenda and asks something about an item beforehand."""
    at = f"{MEETING}items/road-safety/"
    asked = {"text": f"What does it cost in a year? ({number})"}
    return [Step("/"), Step(MEETING), Step(at), Step(f"{at}ask/", asked), Step(MEETING)]


def journeys(where: Where) -> tuple[Journey, ...]:
    """The twelve."""
    return (
        Journey(
            "a visitor looks up who is who",
            "",
            looks("/", "/partnership/", "/partnership/bodies/county-board/", "/about/"),
        ),
        Journey(
            "a visitor looks for a meeting",
            "",
            looks("/meetings/", "/boards/county-board/", MEETING, "/calendar/county-board.ics"),
        ),
        Journey(
            "another system reads open data",
            "",
            looks("/oparl/", "/calendar/", "/calendar/county-board.ics"),
        ),
        Journey(
            "a secretary sees what is owed",
            "secretary",
            looks("/", MEETING, f"{MEETING}status/", "/chasing/outbox/"),
        ),
        Journey(
            "a secretary plans ahead",
            "secretary",
            looks("/meetings/county-board/plan/", f"{MEETING}questions/", MEETING),
        ),
        Journey(
            "a secretary reads the one screen of ten years",
            where.secretary,
            looks("/", f"/screen/{where.board}/", f"/partnership/bodies/{where.group}/"),
        ),
        Journey(
            "a secretary follows a round of updates",
            where.secretary,
            looks(f"/review/{where.board}/{where.quarter}/", f"/requests/{where.board}/", "/"),
        ),
        Journey(
            "a secretary asks for an action",
            where.secretary,
            partial(asks_for_an_action, where.board),
        ),
        Journey(
            "a chair writes the quarterly update",
            "chair",
            looks("/", "/risks/road-safety/", "/review/county-board/2018-10-11/road-safety/write/"),
        ),
        Journey(
            "a manager reads priorities and the agreement",
            "csp-manager",
            looks(
                "/",
                "/planning/",
                "/planning/agreements/community-safety-agreement-2017-20/",
                "/indicators/",
            ),
        ),
        Journey("a member puts a question beforehand", "member", puts_a_question),
        Journey(
            "a scrutiny officer follows the trail",
            "scrutiny",
            looks("/", MEETING, f"{MEETING}items/road-safety/", "/planning/", "/indicators/"),
        ),
    )
