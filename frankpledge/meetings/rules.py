"""Whether, not who: states of papers, agenda time and numbers, deadlines. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day, spell_time
from frankpledge.shared.working_days import DeadlineRule

# From each state of a paper, the states it may go to and the button that takes it there.
PAPER_TRANSITIONS: dict[str, dict[str, str]] = {
    "to-follow": {"draft": "Start writing", "received": "Mark as received"},
    "draft": {"received": "Send to the secretary"},
    "received": {"draft": "Send back to the author", "circulated": "Circulate to members"},
    "circulated": {"published": "Publish", "withheld": "Withhold from the public"},
    "withheld": {"published": "Publish"},
    "published": {"withheld": "Withhold from the public"},
}


@dataclass(frozen=True)
class PaperFacts:
    """What the rules need to know of a paper."""

    state: str
    has_content: bool
    withheld_until: date | None = None
    withheld_until_decision: str = ""


def may_become(paper: PaperFacts, state: str, on: date, *, decision: str = "") -> Verdict:
    """Whether a paper may go to `state` on a day.

    A withheld paper is published once its date has come, or once the decision it waits for is
    recorded. A paper with nothing in it goes nowhere but to its author.
    """
    if state not in PAPER_TRANSITIONS[paper.state]:
        return refused(
            f"A paper that is {paper.state.replace('-', ' ')} cannot become "
            f"{state.replace('-', ' ')}."
        )
    if state in {"received", "circulated", "published"} and not paper.has_content:
        return refused("There is nothing in this paper yet. Write it here or upload a file.")
    if state == "withheld" and not (paper.withheld_until or paper.withheld_until_decision):
        return refused("Say until which day, or until which decision, the paper is withheld.")
    if (paper.state, state) == ("withheld", "published"):
        if paper.withheld_until and on < paper.withheld_until:
            return refused(f"This paper is withheld until {spell_day(paper.withheld_until)}.")
        if paper.withheld_until_decision and not decision.strip():
            return refused(
                f"This paper is withheld {paper.withheld_until_decision}. Record that decision."
            )
    return ALLOWED


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


@dataclass(frozen=True)
class Deadlines:
    """When reports are due and papers go out for a meeting, each with the rule that set it."""

    meeting: date
    receipt: date | None
    receipt_rule: DeadlineRule | None
    circulation: date | None
    circulation_rule: DeadlineRule | None
    circulation_is_aim: bool


def deadlines(
    meeting: date,
    receipt: DeadlineRule | None,
    circulation: DeadlineRule | None,
    *,
    circulation_is_aim: bool = False,
) -> Deadlines:
    """Count back from a meeting by its board's own rules. Raises HolidaysUnknown."""
    return Deadlines(
        meeting=meeting,
        receipt=receipt.before(meeting) if receipt else None,
        receipt_rule=receipt,
        circulation=circulation.before(meeting) if circulation else None,
        circulation_rule=circulation,
        circulation_is_aim=circulation_is_aim,
    )
