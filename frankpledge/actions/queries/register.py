"""A board's register on a day, and what bodies are asked: a few queries, however long the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.actions.models import ACTION_STATES, OPEN_STATES, Action, ActionLook, ActionReport
from frankpledge.actions.rules import Event, asked_words, carried_over, standing, state_on
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.words import spell_day

# How a register can be narrowed, in the order of its links.
NARROWINGS = {
    "open": "Open",
    "late": "Late",
    "done": "For the board to close",
    "settled": "Closed or dropped",
    "all": "All",
}


@dataclass(frozen=True)
class Line:
    """One action as a register shows it on a day."""

    action: Action
    number: int
    text: str
    board: str
    owner: str
    owner_slug: str
    owner_name: str
    due: date | None
    due_words: str
    asked: date
    state: str
    standing: str
    carried: int
    progress: str
    url: str

    @property
    def is_open(self) -> bool:
        """Whether the board has neither closed nor dropped it."""
        return self.state in OPEN_STATES

    @property
    def state_words(self) -> str:
        """Its state in full: "Done, for the board to close"."""
        return ACTION_STATES[self.state]

    @property
    def tag(self) -> str:
        """The one word that matters most: late, due, done, closed."""
        return self.standing if self.state == "open" else self.state.capitalize()

    @property
    def asked_words(self) -> str:
        """ "asked four meetings running", or nothing for once."""
        return asked_words(self.carried)

    def fits(self, narrowing: str) -> bool:
        """Whether it belongs in a list narrowed so."""
        return {
            "open": self.is_open,
            "late": self.state == "open" and self.standing == "Late",
            "done": self.state == "done",
            "settled": not self.is_open,
        }.get(narrowing, True)


@dataclass(frozen=True)
class Register:
    """A board's actions on a day, those that a viewer may see, narrowed as asked."""

    board: Body
    name: str
    on: date
    lines: tuple[Line, ...]
    counts: dict[str, int]
    # The bodies that own any of them: (slug, name, how many are open).
    owners: tuple[tuple[str, str, int], ...]


def register(
    board: Body, on: date, viewer: Viewer | None = None, *, narrowed: str = "all", owner: str = ""
) -> Register:
    """A board's register on a day, by number. Without a viewer, the whole of it.

    Its actions' owner and day are those set last; state and carried-over counts are the day's.
    """
    actions = Action.objects.filter(register=board)
    if viewer is not None:
        actions = actions.visible_to(viewer)
    every = lines_of(actions, on)
    of_owner = [one for one in every if owner in ("", one.owner_slug)]
    return Register(
        board=board,
        name=board.name_on(on),
        on=on,
        lines=tuple(one for one in of_owner if one.fits(narrowed)),
        counts={name: sum(one.fits(name) for one in of_owner) for name in NARROWINGS},
        owners=_owners(every),
    )


def owner_page(bodies: Iterable[int], on: date) -> tuple[Line, ...]:
    """What these bodies are still asked to do on a day, whoever asked: the soonest due first."""
    found = [
        one
        for one in lines_of(Action.objects.filter(owner__in=list(bodies)), on)
        if one.state == "open"
    ]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or on, one.number)))


def line_of(action: Action, on: date) -> Line:
    """One action as its register shows it."""
    (found,) = lines_of(Action.objects.filter(pk=action.pk), max(on, action.asked))
    return found


def lines_of(actions: Any, on: date) -> list[Line]:
    """Actions of a query that had been asked by a day, as they stood on it. Five queries."""
    found = list(actions.filter(asked__lte=on))
    if not found:
        return []
    events = events_of(actions)
    named = {one.owner_id for one in found if one.owner_id} | {one.register_id for one in found}
    bodies = Body.objects.with_names().in_bulk(named)
    return [_line(one, events.get(one.pk, []), bodies, on) for one in found]


def events_of(actions: Any) -> dict[int, list[Event]]:
    """What has changed how each action of a query stands, by its key. Two queries."""
    found: dict[int, list[Event]] = {}
    keys = actions.order_by().values("pk")
    looks = ActionLook.objects.filter(action__in=keys).values_list("action_id", "on", "outcome")
    for action, on, outcome in looks:
        found.setdefault(action, []).append(Event(on, outcome))
    done = ActionReport.objects.filter(action__in=keys, done=True).values_list("action_id", "on")
    for action, on in done:
        found.setdefault(action, []).append(Event(on, "done"))
    return found


def _line(action: Action, events: list[Event], bodies: dict[int, Body], on: date) -> Line:
    owner = bodies[action.owner_id] if action.owner_id else None
    name = owner.short_on(on) if owner else ""
    board = bodies[action.register_id]
    # So that addresses and names ask the database nothing more.
    action.register = board
    return Line(
        action=action,
        number=action.number,
        text=action.text,
        board=board.name_on(on),
        owner=owner_words(action, name),
        owner_slug=owner.slug if owner else "",
        owner_name=name,
        due=action.due,
        due_words=due_words(action),
        asked=action.asked,
        state=state_on(action.state, events, on),
        standing=standing(action.due, on),
        carried=carried_over(events, on),
        progress=action.progress,
        url=action.get_absolute_url(),
    )


def owner_words(action: Action, name: str) -> str:
    """Who is to do it: the body and the post, or what a file said where neither was certain."""
    return ", ".join(filter(None, (name, action.owner_post))) or action.owner_words


def due_words(action: Action) -> str:
    """By when: a day, or what a file said where it gave none."""
    return spell_day(action.due) if action.due else action.due_words


def _owners(lines: list[Line]) -> tuple[tuple[str, str, int], ...]:
    names: dict[str, str] = {}
    count: dict[str, int] = {}
    for one in lines:
        if one.owner_slug:
            names.setdefault(one.owner_slug, one.owner_name)
            count[one.owner_slug] = count.get(one.owner_slug, 0) + one.is_open
    return tuple((slug, names[slug], count[slug]) for slug in sorted(names, key=names.__getitem__))


@dataclass(frozen=True)
class Shelf:
    """A board's register among others: how much in it is open, late or for the board to close."""

    board: Body
    name: str
    counts: dict[str, int]


def shelves(viewer: Viewer, on: date) -> tuple[Shelf, ...]:
    """The registers that a viewer may read whole: those with actions, and those they keep."""
    lines = lines_of(Action.objects.filter(register__in=viewer.boards | viewer.secretary_of), on)
    by_board: dict[int, list[Line]] = {pk: [] for pk in viewer.secretary_of}
    for one in lines:
        by_board.setdefault(one.action.register_id, []).append(one)
    return tuple(
        Shelf(
            board,
            board.name_on(on),
            {name: sum(one.fits(name) for one in by_board[board.pk]) for name in NARROWINGS},
        )
        for board in Body.objects.with_names().filter(pk__in=by_board)
    )
