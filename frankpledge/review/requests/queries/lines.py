"""Requests as they stood on a day, for a viewer: a few queries, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from frankpledge.actions.models import Action
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.requests.models import (
    OPEN_STATES,
    REQUEST_STATES,
    BoardRequest,
    RequestAsking,
    RequestWord,
)
from frankpledge.review.requests.permissions import sees_all
from frankpledge.review.requests.rules import Event, quarters_running, running_words, state_on


@dataclass(frozen=True)
class RequestLine:
    """One request as a list shows it on a day."""

    request: BoardRequest
    number: int
    text: str
    board: str
    group: str
    group_slug: str
    asked: date
    # The day of the meeting at which it was last asked, or of the asking where that has no day.
    last_asked: date
    quarters: int
    owner: str
    owner_slug: str
    answer_by: date | None
    state: str
    answer: str
    answered: date | None
    answered_by: str
    closed: date | None
    closed_why: str
    action: str
    action_url: str
    url: str

    @property
    def running(self) -> str:
        """ "asked three quarters running", or nothing for once."""
        return running_words(self.quarters)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be dealt with: not answered, or answered and not yet closed."""
        return self.state in OPEN_STATES

    @property
    def tag(self) -> str:
        """Its state as a word for a tag."""
        return REQUEST_STATES[self.state]

    def is_late(self, on: date) -> bool:
        """Whether the day on which an answer was wanted has passed without one."""
        return self.state == "open" and self.answer_by is not None and self.answer_by < on


@dataclass(frozen=True)
class _Records:
    """What is needed to tell of many requests."""

    askings: dict[int, list[RequestAsking]]
    words: dict[int, list[RequestWord]]
    met: dict[int, list[date]]
    bodies: dict[int, Body]


def still_open(requests: Any, on: date) -> Any:
    """Those of a query that had been asked by a day and were neither closed nor noted on it."""
    return requests.filter(asked__lte=on).filter(Q(settled__isnull=True) | Q(settled__gt=on))


def lines_of(requests: Any, on: date, viewer: Viewer | None = None) -> list[RequestLine]:
    """Requests of a query that had been asked by a day, as they stood on it. Five queries.

    To those who sit on the board, nothing shows that was asked for a meeting whose papers have not
    gone out. Without a viewer, all of it shows. What belongs to nobody's list yet is left out.
    """
    found = list(requests.filter(asked__lte=on).select_related("action"))
    if not found:
        return []
    records = _records(found)
    lines = (_line(one, records, on, viewer) for one in found)
    return [one for one in lines if one]


def _records(found: list[BoardRequest]) -> _Records:
    keys = [one.pk for one in found]
    askings: dict[int, list[RequestAsking]] = {}
    asked = RequestAsking.objects.filter(request__in=keys).select_related("meeting")
    for asking in asked:
        askings.setdefault(asking.request_id, []).append(asking)
    words: dict[int, list[RequestWord]] = {}
    for word in RequestWord.objects.filter(request__in=keys):
        words.setdefault(word.request_id, []).append(word)
    spoke = {word.by_body_id for some in words.values() for word in some}
    named = {one.board_id for one in found} | {one.group_id for one in found} | spoke
    named |= {one.owner_id for one in found} | {
        one.action.register_id for one in found if one.action
    }
    return _Records(
        askings,
        words,
        meeting_days({one.board_id for one in found}, earliest(found)),
        Body.objects.with_names().in_bulk([key for key in named if key]),
    )


def earliest(found: Iterable[BoardRequest]) -> date:
    """The day on which the first of these was asked."""
    return min(one.asked for one in found)


def meeting_days(boards: Iterable[int], since: date) -> dict[int, list[date]]:
    """The days on which boards meet, from a day on: one query."""
    days: dict[int, list[date]] = {}
    meetings = Meeting.objects.filter(body__in=boards, date__gte=since).taking_place()
    for board, day in meetings.values_list("body_id", "date"):
        days.setdefault(board, []).append(day)
    return days


def day_of(asking: RequestAsking) -> date:
    """The day of an asking's meeting; that of the asking where the meeting has none yet."""
    day: date | None = asking.meeting.date
    return day or asking.on


def _line(
    one: BoardRequest, records: _Records, on: date, viewer: Viewer | None
) -> RequestLine | None:
    every = records.askings.get(one.pk, [])
    if viewer is not None and not sees_all(viewer, one):
        every = [asking for asking in every if asking.is_out]
    askings = [asking for asking in every if asking.on <= on]
    if not askings:
        return None
    words = [word for word in records.words.get(one.pk, []) if word.on <= on]
    bodies = records.bodies
    # So that addresses and names ask the database nothing more.
    one.board, one.group = bodies[one.board_id], bodies[one.group_id]
    answers = [word for word in words if word.kind == "answered"]
    last = answers[-1] if answers else None
    state = _state(one, every, records, on)
    closing = words[-1] if state == "closed" and words else None
    owner = bodies[one.owner_id].short_on(on) if one.owner_id else ""
    days = [day_of(asking) for asking in askings]
    return RequestLine(
        request=one,
        number=one.number,
        text=askings[-1].text,
        board=one.board.name_on(on),
        group=one.group.short_on(on),
        group_slug=one.group.slug,
        asked=one.asked,
        last_asked=max(days),
        quarters=quarters_running(days, records.met.get(one.board_id, [])),
        owner=", ".join(filter(None, (owner, one.owner_post))),
        owner_slug=bodies[one.owner_id].slug if one.owner_id else "",
        answer_by=one.answer_by,
        state=state,
        answer=last.text if last else "",
        answered=last.on if last else None,
        answered_by=said_by(last, bodies, on) if last else "",
        closed=closing.on if closing else None,
        closed_why=closing.text if closing else "",
        action=str(one.action) if one.action else "",
        action_url=_action_url(one.action, bodies),
        url=one.get_absolute_url(),
    )


def _state(one: BoardRequest, askings: list[RequestAsking], records: _Records, on: date) -> str:
    """How it stood, as far as these askings tell: one that a viewer may not see changes nothing."""
    if one.state == "noted":
        return "noted"
    events = [Event(asking.on, "open") for asking in askings]
    events += [Event(word.on, word.kind) for word in records.words.get(one.pk, [])]
    hidden = len(askings) < len(records.askings.get(one.pk, []))
    return state_on("" if hidden else one.state, events, on)


def said_by(word: RequestWord, bodies: dict[int, Body], on: date) -> str:
    """Who said it: the post, and the body where the post does not name it."""
    name = bodies[word.by_body_id].short_on(on) if word.by_body_id else ""
    if name and name in word.post:
        return word.post
    return ", ".join(filter(None, (word.post, name)))


def _action_url(action: Action | None, bodies: dict[int, Body]) -> str:
    if action is None:
        return ""
    action.register = bodies[action.register_id]
    return action.get_absolute_url()
