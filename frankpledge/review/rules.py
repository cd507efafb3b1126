"""Reading a quarterly update: what is stale, who has not met. No database."""

from datetime import date

from frankpledge.review.words import months_between
from frankpledge.shared.words import spell_day

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
