"""A meeting's deadlines, counted back from its day by its board's own rules. No database."""

from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day
from frankpledge.shared.working_days import DeadlineRule, HolidaysUnknown


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


@dataclass(frozen=True)
class Counted:
    """One deadline as it is kept: its day and the rule that gave it, or why there is no day."""

    due: date | None = None
    rule: DeadlineRule | None = None
    is_aim: bool = False
    problem: str = ""

    @property
    def why(self) -> str:
        """The rule in words, or why there is no day."""
        if self.problem or self.rule is None:
            return self.problem
        return f"{self.rule}{', an aim' if self.is_aim else ''}"


def counted(meeting: date, rule: DeadlineRule, *, is_aim: bool = False) -> Counted:
    """A deadline by a rule. Beyond the known bank holidays it is a problem, said in words."""
    try:
        return Counted(rule.before(meeting), rule, is_aim)
    except HolidaysUnknown as error:
        return Counted(None, rule, is_aim, str(error))


def days_late(due: date | None, received: date | None, on: date) -> int:
    """By how many days a report came, or still is, after its day; nought while it is in time."""
    if due is None:
        return 0
    return max(((received or on) - due).days, 0)


def kept_extension(extended: date | None, due: date | None, meeting: date) -> date | None:
    """The later day that an author was given, where it still gives more time after a move.

    One that the meeting's new deadline has overtaken is of no use, and one on or after the meeting
    itself would let a report come too late to be read.
    """
    if extended is None or extended > meeting - timedelta(days=1):
        return None
    return extended if due is None or extended > due else None


def may_have_until(
    state: str, until: date, on: date, *, meeting: date | None, due: date | None
) -> Verdict:
    """Whether the author of a paper in `state` may be given until a later day than the deadline."""
    if state not in {"to-follow", "draft"}:
        return refused("This paper is in already, so no more time is needed.")
    if until < on:
        return refused(f"{spell_day(until)} has passed. Choose a day from today on.")
    if meeting and until >= meeting:
        return refused(
            f"The meeting is on {spell_day(meeting)}. Choose a day before it, so that the paper "
            "can be read."
        )
    if due and until <= due:
        return refused(f"That is no later than the deadline, {spell_day(due)}. Choose a later day.")
    return ALLOWED
