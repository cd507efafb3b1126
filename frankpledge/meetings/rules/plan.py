"""The forward plan held against its own purpose: a turn for everyone, once a cycle. No database.

A conflict never stops anybody: the plan is the secretary's. It is shown with what to do about it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_list

AHEAD = frozenset({"planned", "called"})


@dataclass(frozen=True)
class PlannedMeeting:
    """A column of the plan. `day` is its day, or the day asked about while it has none."""

    key: int
    when: str
    day: date
    state: str
    minutes: int | None
    circulated: bool = False

    @property
    def ahead(self) -> bool:
        """Whether it is still to come, so that what stands in it can be changed."""
        return self.state in AHEAD


@dataclass(frozen=True)
class PlannedSlot:
    """A row of the plan: whom it comes round to, and the minutes that the usual agenda gives it."""

    key: int
    number: int
    standing: bool = False
    role: str = ""
    theme: str = ""
    minutes: int = 0

    @property
    def open(self) -> bool:
        """Whether it may hold anything."""
        return not (self.standing or self.role or self.theme)


@dataclass(frozen=True)
class PlannedEntry:
    """What one slot holds at one meeting, by their keys, and whose or which turn it is."""

    slot: int
    meeting: int
    title: str
    about: int | None = None
    theme: int | None = None


@dataclass(frozen=True)
class Period:
    """From a day until a day, both included; empty is open."""

    starts: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day is in it."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True)
class PlannedBody:
    """A body that an entry is about: when it existed, and when it held which role."""

    name: str
    exists: tuple[Period, ...]
    roles: tuple[tuple[str, Period], ...]

    def exists_on(self, day: date) -> bool:
        """Whether there was such a body on a day: it went by some name."""
        return any(period.holds_on(day) for period in self.exists)

    def holds(self, role: str, day: date) -> bool:
        """Whether it held a role on a day."""
        return any(held == role and period.holds_on(day) for held, period in self.roles)


@dataclass(frozen=True)
class UsualLine:
    """A line of the usual agenda: its minutes, and the slot without which it is left out."""

    minutes: int
    needs_slot: int | None


@dataclass(frozen=True)
class TurnKind:
    """Those whom slots of a kind must come round to: key → name. `role` or `theme` says which."""

    role: str
    theme: str
    subjects: dict[int, str]
    role_words: str = ""


@dataclass(frozen=True)
class Grid:
    """A forward plan as the rules see it; meetings in order."""

    meetings: tuple[PlannedMeeting, ...]
    slots: tuple[PlannedSlot, ...]
    entries: tuple[PlannedEntry, ...]
    lines: tuple[UsualLine, ...]
    bodies: dict[int, PlannedBody]
    kinds: tuple[TurnKind, ...]

    def at(self, meeting: PlannedMeeting) -> list[PlannedEntry]:
        """What stands at a meeting."""
        return [entry for entry in self.entries if entry.meeting == meeting.key]


@dataclass(frozen=True)
class Conflict:
    """Something in the plan that will not do: what it is and what to do about it."""

    what: str
    do: str


def conflicts(grid: Grid) -> tuple[Conflict, ...]:
    """Everything in the plan that will not do, meeting by meeting, then over the whole of it."""
    found: list[Conflict] = []
    for meeting in grid.meetings:
        if meeting.state == "cancelled":
            found.extend(_at_a_cancelled_meeting(grid, meeting))
        elif meeting.ahead:
            found.extend(_twice_in_a_meeting(grid, meeting))
            found.extend(_not_whom_it_should_be(grid, meeting))
            found.extend(_too_long(grid, meeting))
    for kind in grid.kinds:
        found.extend(_one_has_two_and_another_none(grid, kind))
        found.extend(_theme_twice_in_a_cycle(grid, kind))
    return tuple(found)


def _at_a_cancelled_meeting(grid: Grid, meeting: PlannedMeeting) -> Iterator[Conflict]:
    held = grid.at(meeting)
    if held:
        named = spell_list([f"“{entry.title}”" for entry in held])
        verb = "stands" if len(held) == 1 else "stand"
        yield Conflict(
            f"{named} {verb} at the meeting of {meeting.when}, which is cancelled.",
            "Move what is still wanted to another meeting, and take the rest out.",
        )


def _twice_in_a_meeting(grid: Grid, meeting: PlannedMeeting) -> Iterator[Conflict]:
    here = grid.at(meeting)
    for key, count in Counter(entry.about for entry in here if entry.about).items():
        if count > 1:
            yield Conflict(
                f"{grid.bodies[key].name} has {count} items at the meeting of {meeting.when}.",
                "Move one of them to another meeting.",
            )
    names = {key: name for kind in grid.kinds if kind.theme for key, name in kind.subjects.items()}
    for key, count in Counter(entry.theme for entry in here if entry.theme).items():
        if count > 1:
            yield Conflict(
                f"“{names.get(key, 'A theme')}” stands {count} times at the meeting of "
                f"{meeting.when}.",
                "Move one of them to another meeting.",
            )


def _not_whom_it_should_be(grid: Grid, meeting: PlannedMeeting) -> Iterator[Conflict]:
    """Entries about a body that is gone, or that is not of the kind that its slot is for."""
    slots = {slot.key: slot for slot in grid.slots}
    words = {kind.role: kind.role_words or kind.role for kind in grid.kinds}
    for entry in grid.at(meeting):
        body, slot = grid.bodies.get(entry.about or 0), slots[entry.slot]
        if body is None:
            continue
        if not body.exists_on(meeting.day):
            yield Conflict(
                f"“{entry.title}” is about {body.name}, which does not exist on the day of the "
                f"meeting of {meeting.when}.",
                "Say which body it is about now, or take it out.",
            )
        elif slot.role and not body.holds(slot.role, meeting.day):
            yield Conflict(
                f"Slot {slot.number} at the meeting of {meeting.when} is for a "
                f"{words[slot.role].lower()}, and {body.name} is none on that day.",
                "Move it to an open slot.",
            )


def _too_long(grid: Grid, meeting: PlannedMeeting) -> Iterator[Conflict]:
    total = usual_minutes(grid.lines, {entry.slot for entry in grid.at(meeting)})
    if meeting.minutes is not None and total > meeting.minutes:
        yield Conflict(
            f"What is planned for the meeting of {meeting.when} takes {total} minutes, and the "
            f"meeting has {meeting.minutes}: {total - meeting.minutes} too many.",
            "Move an item to another meeting, or make the meeting longer.",
        )


def usual_minutes(lines: Sequence[UsualLine], filled: set[int]) -> int:
    """The minutes of the agenda that would be drafted where these slots hold something."""
    return sum(one.minutes for one in lines if one.needs_slot is None or one.needs_slot in filled)


def _one_has_two_and_another_none(grid: Grid, kind: TurnKind) -> Iterator[Conflict]:
    turns = _turns(grid, kind)
    without = [name for key, name in kind.subjects.items() if not turns[key]]
    twice = [name for key, name in kind.subjects.items() if turns[key] > 1]
    if without and twice:
        yield Conflict(
            f"{spell_list(twice)} {'has' if len(twice) == 1 else 'each have'} more than one turn, "
            f"and {spell_list(without)} {'has' if len(without) == 1 else 'have'} none.",
            "Give one of those turns to who has none.",
        )


def _turns(grid: Grid, kind: TurnKind) -> Counter[int | None]:
    return Counter((entry.theme if kind.theme else entry.about) for entry in grid.entries)


def cycle_of(kind: TurnKind, slots: Sequence[PlannedSlot]) -> int:
    """How many meetings it takes until each of a kind can have had a turn: 9 in 2 slots take 5."""
    places = sum(1 for one in slots if (one.role, one.theme) == (kind.role, kind.theme))
    return -(-len(kind.subjects) // places) if places else 0


def _theme_twice_in_a_cycle(grid: Grid, kind: TurnKind) -> Iterator[Conflict]:
    if not kind.theme:
        return
    cycle, order = cycle_of(kind, grid.slots), {m.key: n for n, m in enumerate(grid.meetings)}
    for key, name in kind.subjects.items():
        columns = sorted({order[one.meeting] for one in grid.entries if one.theme == key})
        for first, second in pairwise(columns):
            if second - first < cycle:
                yield Conflict(
                    f"“{name}” stands at the meetings of {grid.meetings[first].when} and of "
                    f"{grid.meetings[second].when}, within one cycle of {cycle} meetings.",
                    "Give the second turn to another theme.",
                )


def first_fitting(
    grid: Grid, kind: TurnKind, on: date
) -> tuple[PlannedSlot, PlannedMeeting] | None:
    """The first empty place for somebody of a kind who has no turn, or None where all is taken.

    A slot of their own kind comes first; then the earliest open slot in which the usual agenda
    gives as many minutes as theirs; then any open slot. Meetings whose papers are out are left be.
    """
    taken = {(one.slot, one.meeting) for one in grid.entries}
    own = [one for one in grid.slots if (one.role, one.theme) == (kind.role, kind.theme)]
    wanted = min((one.minutes for one in own), default=0)
    opens = [one for one in grid.slots if one.open]
    roomy = [one for one in opens if one.minutes >= wanted]
    coming = [one for one in grid.meetings if one.ahead and one.day >= on and not one.circulated]
    for choice in (own, roomy, opens):
        for meeting in coming:
            for slot in choice:
                if (slot.key, meeting.key) not in taken:
                    return slot, meeting
    return None


def may_plan_at(state: str) -> Verdict:
    """Whether the plan of a meeting in that state may still change."""
    if state == "held":
        return refused("This meeting has been held. Plan the item for one that is still to come.")
    if state == "cancelled":
        return refused("This meeting has been cancelled. Choose another one for the item.")
    return ALLOWED


def may_leave(state: str) -> Verdict:
    """Whether an item may be moved or taken away from a meeting in that state."""
    if state == "held":
        return refused("This meeting has been held: what was planned for it is part of the record.")
    return ALLOWED


def may_replace(was: str, reason: str) -> Verdict:
    """Whether what stands in a cell may be changed: with a reason, for it has been announced."""
    if was and not reason.strip():
        return refused(f"“{was}” stands here. Say why it is changed: the reason is kept.")
    return ALLOWED
