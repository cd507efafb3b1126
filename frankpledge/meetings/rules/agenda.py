"""An agenda's times and numbers. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from frankpledge.shared.words import spell_time


@dataclass(frozen=True)
class Timed:
    """An agenda item's place in the meeting: when it starts and ends, in minutes from the start."""

    starts: int
    ends: int
    at: str


@dataclass(frozen=True)
class Timing:
    """An agenda's time against the meeting's: `over` is positive where it overflows."""

    items: tuple[Timed, ...]
    total: int
    slot: int | None

    @property
    def over(self) -> int:
        """Minutes by which the items overflow the meeting; negative or nil when they fit."""
        return 0 if self.slot is None else self.total - self.slot

    @property
    def warning(self) -> str:
        """What the secretary should know, or nothing when it fits."""
        if self.over > 0:
            return (
                f"The items take {self.total} minutes and the meeting has {self.slot}: "
                f"{self.over} too many. Shorten or move an item."
            )
        return ""


def timing(minutes: Sequence[int], starts: time | None, slot: int | None) -> Timing:
    """Each item's start, from the meeting's start and the minutes of those before it."""
    items: list[Timed] = []
    spent = 0
    for length in minutes:
        at = ""
        if starts:
            begin = datetime.combine(date(2000, 1, 1), starts) + timedelta(minutes=spent)
            at = spell_time(begin.time())
        items.append(Timed(spent, spent + length, at))
        spent += length
    return Timing(tuple(items), spent, slot)


def late_number(
    existing: Sequence[tuple[int, str]], after: int, *, circulated: bool
) -> tuple[int, str]:
    """The number of an item put in after item `after`.

    Before the papers go out it is simply the next number (the items behind it move up). Once
    they have gone out no number changes: the first insertion after 7 is 7A, the next 7B.
    Raises ValueError after 7Z.
    """
    if not circulated:
        return after + 1, ""
    letters = [letter for number, letter in existing if number == after and letter]
    if not letters:
        return after, "A"
    last = max(letters)
    if last == "Z":
        raise ValueError("no letters are left after this item")
    return after, chr(ord(last) + 1)
