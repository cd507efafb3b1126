"""Reading a quarterly update: what counts as nothing, what is stale, what is old. No database."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.words import spell_day

# How groups write "nothing": every one of these means the same, and none is an answer.
NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "n/a",
        "na",
        "nil",
        "none",
        "none of note",
        "none at this time",
        "not applicable",
    }
)
NOT_APPLICABLE = frozenset({"n/a", "na", "not applicable"})
FOR_INFORMATION = frozenset({"for information", "information", "for information only", "to note"})
# An update is for the quarter of its meeting: a label this many months older is another quarter's.
STALE_AFTER_MONTHS = 3
MONTHS = {number: name.lower() for number, name in enumerate(month_name) if name}


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".").casefold()


def says_nothing(text: str) -> bool:
    """Whether the words mean nothing: blank, "None", "None of note", "N/A" and their like."""
    return _bare(text) in NOTHING


def asks_nothing(text: str) -> bool:
    """Whether a request asks for nothing: it says nothing, or is for information."""
    return says_nothing(text) or _bare(text) in FOR_INFORMATION


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one month to another, whatever their days."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def stale_label(period: date, meeting: date) -> str:
    """A warning where the month on an update's label is of an earlier quarter, or nothing."""
    behind = months_between(period, meeting)
    if behind >= STALE_AFTER_MONTHS:
        return (
            f"labelled {period:%B %Y} in a pack for {meeting:%B %Y}: "
            f"{behind} months old, so it may be an earlier quarter’s update"
        )
    return ""


DOCUMENT_STATES = {
    "in-place": "In place",
    "stated": "Stated, no date",
    "old": "Old",
    "blank": "Not filled in",
    "not-applicable": "Not applicable",
    "reason-needed": "Reason needed",
}


@dataclass(frozen=True)
class DocumentState:
    """What a document row amounts to, and a warning where there is something to chase."""

    state: str
    warning: str = ""

    @property
    def words(self) -> str:
        """The state as a word for a tag."""
        return DOCUMENT_STATES[self.state]


@dataclass(frozen=True)
class KnownDate:
    """A date as far as it is known, to the day, month or year: `day` is the first it can mean."""

    day: date
    precision: str

    def months_old(self, on: date) -> int:
        """Its age in whole calendar months; known only by its year, in whole calendar years."""
        if self.precision == "year":
            return (on.year - self.day.year) * 12
        return months_between(self.day, on)

    def __str__(self) -> str:
        words = {"day": spell_day(self.day), "month": f"{self.day:%B %Y}"}
        return words.get(self.precision, str(self.day.year))


def document_state(
    title: str,
    text: str,
    dated: KnownDate | None,
    reason: str,
    *,
    on: date,
    old_after_months: int | None,
) -> DocumentState:
    """What a group's row for a document amounts to on a day.

    It is old once `old_after_months` have passed since its date: an assessment of 2015 is three
    years old in 2018. "N/A" is an answer only with a reason.
    """
    if _bare(text) in NOT_APPLICABLE:
        if reason.strip():
            return DocumentState("not-applicable")
        return DocumentState("reason-needed", f"{title}: “{text}” with no reason given")
    if says_nothing(text) and dated is None:
        return DocumentState("blank", f"{title}: not filled in")
    if dated and old_after_months:
        months = dated.months_old(on)
        if months >= old_after_months:
            years = f"{months // 12} years" if months >= 24 else f"{months} months"
            return DocumentState("old", f"{title}: dated {dated}, {years} old")
    return DocumentState("in-place" if dated else "stated")


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
