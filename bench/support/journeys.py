"""The twelve commonest journeys of a county's officers, as requests that `load.py` sends.

Each is somebody who comes in (or a visitor), looks at pages in the order in which they do, and
sends what they send. The pages of `TEN_YEARS` hold thirty groups and forty quarters.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

MEETING = "/meetings/county-board/2018-10-11/"
TEN_YEARS = "board-0-0"
QUARTER = "2018-10-15"


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


def asks_for_an_action(number: int) -> list[Step]:
    """The register of ten years, and an action more in it."""
    form = {
        "text": f"Report on what was agreed, {number}",
        **{"asked_0": "1", "asked_1": "10", "asked_2": "2018"},
        "asked_at": "the load",
    }
    at = f"/actions/{TEN_YEARS}/"
    return [Step("/"), Step(at), Step(f"{at}add/"), Step(f"{at}add/", form), Step(at)]


def puts_a_question(number: int) -> list[Step]:
    """A member reads the agenda and asks something about an item beforehand."""
    at = f"{MEETING}items/road-safety/"
    asked = {"text": f"What does it cost in a year? ({number})"}
    return [Step("/"), Step(MEETING), Step(at), Step(f"{at}ask/", asked), Step(MEETING)]


JOURNEYS = (
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
        "county-secretary",
        looks("/", f"/screen/{TEN_YEARS}/", "/partnership/bodies/group-0-7/"),
    ),
    Journey(
        "a secretary follows a round of updates",
        "county-secretary",
        looks(f"/review/{TEN_YEARS}/{QUARTER}/", f"/requests/{TEN_YEARS}/", "/"),
    ),
    Journey("a secretary asks for an action", "county-secretary", asks_for_an_action),
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
        looks("/", "/actions/county-board/", MEETING, "/indicators/"),
    ),
)
