"""What each cell of the one screen says, how much it matters, and who stands first. No database.

Three levels, so that a board can see in a minute where to look:

    act       the board's help is wanted now
    watch     something to keep an eye on
    in order  nothing to do

The group with most to act on stands first; of those alike, the one with most to watch; of those
alike, the one that the register names first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.words import count_of, spell_list

ACT, WATCH, FINE, NOTHING = "act", "watch", "in order", ""
LEVELS = {ACT: "Act", WATCH: "Watch", FINE: "In order", NOTHING: "–"}


@dataclass(frozen=True)
class Judged:
    """What a cell says: its words, how much it matters, and a note below."""

    text: str
    level: str
    note: str = ""


NOT_ASKED = Judged("Not asked for", NOTHING)


def update_cell(*, asked: bool, arrived: bool, due: date | None, on: date) -> Judged:
    """Whether the update is in: it is late once the day on which it was due has passed."""
    if arrived:
        return Judged("In", FINE)
    if not asked:
        return NOT_ASKED
    late = due is not None and on > due
    return Judged("Late", ACT) if late else Judged("To follow", WATCH)


def requirements_cell(*, met: int, of: int, missing: int, old: int, excepted: int) -> Judged:
    """How many of the requirements are met: to act on when half of them or more are missing."""
    if not of:
        return NOT_ASKED
    told = [f"{missing} missing" if missing else "", f"{old} old" if old else ""]
    told.append(f"{excepted} not applicable" if excepted else "")
    level = ACT if missing * 2 >= of else WATCH if met < of else FINE
    return Judged(f"{met} of {of}", level, ", ".join(filter(None, told)))


def risks_cell(
    *, count: int, new: int, up: int, persistent: int, cliffs: int, overdue: int, worst: str
) -> Judged:
    """Its open risks: to act on when one scores higher or has come back meeting after meeting."""
    if not count:
        return Judged("None open", FINE)
    told = [
        f"{up} up" if up else "",
        f"{new} new" if new else "",
        f"{persistent} persistent" if persistent else "",
        f"{count_of(cliffs, 'funding end')} near" if cliffs else "",
        f"{count_of(overdue, 'review')} late" if overdue else "",
    ]
    level = ACT if up or persistent else WATCH if new or cliffs or overdue else FINE
    text = f"{count} open, worst {worst.lower()}" if worst else f"{count} open"
    return Judged(text, level, ", ".join(filter(None, told)))


def requests_cell(*, unanswered: int, longest: int) -> Judged:
    """What it asks and has no answer to: to act on when it was asked twice running or more."""
    if not unanswered:
        return Judged("None", FINE)
    note = f"one asked {longest} quarters running" if longest > 1 else ""
    return Judged(f"{unanswered} unanswered", ACT if longest > 1 else WATCH, note)


def indicators_cell(
    *, total: int, exceptional: int, off_target: int, in_development: int, late: int
) -> Judged:
    """Its indicators: to act on when one is exceptional; to watch when one is off course, or late.

    One that its own group says is not on course counts as off course.
    """
    if not total:
        return Judged("None set", NOTHING)
    told = [
        f"{off_target} off course" if off_target else "",
        f"{in_development} in development" if in_development else "",
        f"{late} late" if late else "",
    ]
    note = ", ".join(filter(None, told))
    if exceptional:
        return Judged(f"{exceptional} of {total} exceptional", ACT, note)
    return Judged(f"{total} followed", WATCH if off_target or late else FINE, note)


def actions_cell(*, overdue: int) -> Judged:
    """Its actions for the board whose day has passed."""
    return Judged(f"{overdue} overdue", ACT) if overdue else Judged("None", FINE)


def order(levels: Sequence[str], place: int) -> tuple[int, int, int]:
    """For sorting, the worst first: `place` is where the register names it."""
    return (-levels.count(ACT), -levels.count(WATCH), place)


def overall(levels: Sequence[str]) -> str:
    """The level of a whole line: that of its worst cell."""
    return next((level for level in (ACT, WATCH, FINE) if level in levels), NOTHING)


def why(cells: Sequence[tuple[str, Judged]]) -> str:
    """Why a line stands where it does: "Act on updates and risks; watch requirements"."""
    act = [name for name, cell in cells if cell.level == ACT]
    watch = [name for name, cell in cells if cell.level == WATCH]
    told = [
        f"act on {spell_list(act)}" if act else "",
        f"watch {spell_list(watch)}" if watch else "",
    ]
    said = "; ".join(filter(None, told))
    return f"{said[:1].upper()}{said[1:]}" if said else "Nothing to act on or to watch"
