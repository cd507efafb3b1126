"""Reading a quarterly update: what is stale, copied, dropped or too exact. No database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.review.words import months_between
from frankpledge.shared.words import spell_day

# What becomes of a risk that an earlier update told of.
RISK_CHOICES = {
    "keep": "Still a risk, in the same words",
    "reword": "Still a risk, in new words",
    "close": "No longer a risk: close it",
    "drop": "Leave it out of this update",
}
# What becomes of a request that an earlier update made. One that was answered may be settled by it.
REQUEST_CHOICES = {
    "accept": "The answer settles it",
    "keep": "Ask again, in the same words",
    "reword": "Ask again, in new words",
    "close": "No longer needed: close it",
    "drop": "Leave it out of this update",
}
NEEDS_WORDS = {
    "reword": "Write the new words, or choose that it stays as it is",
    "close": "Say why it is closed: the board reads it",
}
NOTICE_KINDS = {
    "campaign": "Campaign",
    "contract": "Contract",
    "deep-dive": "Deep dive",
    "inspection": "Inspection",
    "other": "Other date",
}
# An update is for the quarter of its meeting: a label this many months older is another quarter's.
STALE_AFTER_MONTHS = 3


def stale_label(period: date, meeting: date) -> str:
    """A warning where the month on an update's label is of an earlier quarter, or nothing."""
    behind = months_between(period, meeting)
    if behind >= STALE_AFTER_MONTHS:
        return (
            f"labelled {period:%B %Y} in a pack for {meeting:%B %Y}: "
            f"{behind} months old, so it may be an earlier quarter’s update"
        )
    return ""


def not_met_since(
    met_since_board: bool | None, last_met: date | None, previous_board: date | None
) -> str:
    """A warning where a group has not met since the board last did, or nothing.

    `met_since_board` is what the group itself says; `last_met` the day of its last meeting.
    """
    since = f"the board’s meeting of {spell_day(previous_board)}" if previous_board else "the board"
    if met_since_board is False:
        return f"the group says it has not met since {since}"
    if last_met and previous_board and last_met <= previous_board:
        return f"the group last met on {spell_day(last_met)}, not since {since}"
    return ""


# Words before a number, and after it, that keep it from being read as exact.
NOT_EXACT_BEFORE = re.compile(
    r"(more than|over|at least|above|upwards of|no fewer than|not less than|some|about|around|"
    r"nearly|almost|exceeds?|>|≥)\s*$",
    re.IGNORECASE,
)
NOT_EXACT_AFTER = re.compile(
    r"^\s*(\+|or more|and more|plus\b|and counting|(\S+\s+){0,6}so far\b)", re.IGNORECASE
)


def quoted_as_exact(text: str, number: int) -> str:
    """Where a text gives a number, known only as "at least" so many, as if it were exact: the words
    around it, or nothing. "More than 80 champions" and "80+ champions" are fine."""
    figure = f"{number:,}".replace(",", ",?")
    for found in re.finditer(rf"(?<![\d.,£]){figure}(?![\d%]|[.,]\d)", text):
        before, after = text[: found.start()], text[found.end() :]
        if NOT_EXACT_BEFORE.search(before) or NOT_EXACT_AFTER.match(after):
            continue
        return " ".join([*before.split()[-2:], found.group(), *after.split()[:3]]).strip(" .,;:")
    return ""


def copied(now: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """The texts that stand unchanged since the last update, spacing apart."""
    held = {" ".join(one.split()).casefold() for one in before}
    return tuple(one for one in now if " ".join(one.split()).casefold() in held)


@dataclass(frozen=True)
class Told:
    """A risk or a request as one update told of it: its number, its words, whether it is open."""

    number: int
    words: str
    is_open: bool


def vanished(before: Iterable[Told], now: Iterable[int]) -> tuple[Told, ...]:
    """What the last update told of and is still open, and this one says nothing of, by number."""
    told = set(now)
    found = {one.number: one for one in before if one.is_open and one.number not in told}
    return tuple(found[number] for number in sorted(found))
