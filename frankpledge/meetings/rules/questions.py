"""Questions sent in beforehand: when they may be asked, and the time each has. No database."""

from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import count_of, spell_day


def questions_close(meeting: date) -> date:
    """The last day on which a question may be sent in: the day before the meeting."""
    return meeting - timedelta(days=1)


def may_ask(circulated: date | None, meeting: date | None, on: date) -> Verdict:
    """Whether a question may be sent in: from circulation until the day before the meeting."""
    if meeting is None or circulated is None:
        return refused("Questions can be sent in once the papers have gone out to members.")
    if on > questions_close(meeting):
        return refused(
            f"Questions closed on {spell_day(questions_close(meeting))}, the day before the "
            "meeting. Ask yours at the meeting."
        )
    return ALLOWED


def is_put_at_meeting(answered: date | None, meeting: date | None) -> bool:
    """Whether a question takes time at the meeting: one answered before that day does not.

    An answer written down while the meeting sits leaves the time of the others as it was.
    """
    return answered is None or meeting is None or answered >= meeting


@dataclass(frozen=True)
class TimeBox:
    """An item's minutes, shared out equally among its questions."""

    minutes: int
    questions: int

    @property
    def seconds(self) -> int:
        """Whole seconds for each: never more in all than the item has."""
        return self.minutes * 60 // self.questions if self.questions else 0

    @property
    def words(self) -> str:
        """5 minutes, 3 questions: 1 minute 40 seconds each."""
        whole = f"{count_of(self.minutes, 'minute')}, {count_of(self.questions, 'question')}"
        if self.questions < 2:
            return whole
        return f"{whole}: {spell_length(self.seconds)} each"


def spell_length(seconds: int) -> str:
    """1 minute 40 seconds; 2 minutes; 50 seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = [count_of(minutes, "minute")] if minutes else []
    parts += [count_of(rest, "second")] if rest or not minutes else []
    return " ".join(parts)
