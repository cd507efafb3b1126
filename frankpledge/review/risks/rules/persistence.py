"""How long a board has been told of a risk, meeting after meeting; and when money runs out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models.terms import add_months

# Told at so many meetings running, a risk is persistent.
PERSISTENT = 2
# A funding cliff is flagged so many months before it comes.
CLIFF_MONTHS = 6


def running(mentions: Iterable[date], meetings: Sequence[date], on: date) -> tuple[date, ...]:
    """The meetings running, up to a day, at which a risk was raised; none where the last did not.

    `meetings`: the days on which the board met, as its calendar has them. A mention before the
    calendar begins counts as a meeting of its own; one on a day within it on which the board did
    not meet, because the meeting moved, counts for nothing.
    """
    raised = {day for day in mentions if day <= on}
    known = sorted(day for day in meetings if day <= on)
    first = min(meetings, default=None)
    before = sorted(day for day in raised if first is None or day < first)
    found: list[date] = []
    for day in reversed([*before, *known]):
        if day not in raised:
            break
        found.append(day)
    return tuple(reversed(found))


def is_persistent(run: Sequence[date]) -> bool:
    """Whether it was raised at two or more meetings running."""
    return len(run) >= PERSISTENT


def carried_words(run: Sequence[date]) -> str:
    """ "carried since April 2018" where it is persistent, or nothing."""
    return f"carried since {run[0]:%B %Y}" if is_persistent(run) else ""


@dataclass(frozen=True)
class Cliff:
    """When funding ends, as a register flags it. `state`: Ended, Soon or Later."""

    on: date
    words: str
    state: str

    @property
    def flagged(self) -> bool:
        """Whether it needs somebody: within six months, or past with the risk still open."""
        return self.state != "Later"


def cliff_on(ends: date | None, known: str, on: date) -> Cliff | None:
    """A funding cliff seen from a day. `known`: "late 2018", where no day is known.

    The day itself is the last on which the money is there.
    """
    if ends is None:
        return None
    words = known or f"{ends.day} {ends:%B %Y}"
    if ends < on:
        return Cliff(ends, words, "Ended")
    return Cliff(ends, words, "Soon" if ends <= add_months(on, CLIFF_MONTHS) else "Later")
