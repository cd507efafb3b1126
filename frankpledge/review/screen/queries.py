"""The one screen of a board on a day: a few queries, however many groups and however long ago."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import reporting_to
from frankpledge.review.screen.columns import COLUMNS, Asking, Cell
from frankpledge.review.screen.rules import ACT, WATCH, order, overall, why


@dataclass(frozen=True)
class Line:
    """One group that reports to the board: a cell a column, and why it stands where it does."""

    body: Body
    name: str
    level: str
    why: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Screen:
    """How every group that reports to a board stands on a day, the worst first."""

    board: Body
    name: str
    on: date
    meeting: Meeting | None
    since: date | None
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many lines there are to act on, to watch, and in order."""
        levels = [line.level for line in self.lines]
        act, watch = levels.count(ACT), levels.count(WATCH)
        return act, watch, len(levels) - act - watch


def board_screen(board: Body, on: date, viewer: Viewer | None = None) -> Screen:
    """The one screen of a board on a day.

    With a viewer, what that viewer may see; without one, what the board's members have once the
    papers are out: so it stands in their pack.
    """
    meeting = _meeting(board, on)
    since = _before(board, meeting)
    asking = Asking(board, reporting_to(board, on), on, viewer, meeting, since)
    filled = [fill(asking) for _, _, fill in COLUMNS]
    lines: list[tuple[tuple[int, int, int], Line]] = []
    for place, body in enumerate(asking.groups):
        cells = tuple(column[body.pk] for column in filled)
        levels = [cell.judged.level for cell in cells]
        named = [(told, cell.judged) for (_, told, _), cell in zip(COLUMNS, cells, strict=True)]
        line = Line(body, body.short_on(on), overall(levels), why(named), cells)
        lines.append((order(levels, place), line))
    return Screen(
        board=board,
        name=board.name_on(on),
        on=on,
        meeting=meeting,
        since=since,
        columns=tuple(head for head, _, _ in COLUMNS),
        lines=tuple(line for _, line in sorted(lines, key=lambda pair: pair[0])),
    )


def _meeting(board: Body, on: date) -> Meeting | None:
    """The meeting whose updates the screen looks at: the next on or after a day, else the last."""
    dated = Meeting.objects.filter(body=board, date__isnull=False).taking_place()
    dated = dated.select_related("body")
    coming: Meeting | None = dated.filter(date__gte=on).order_by("date").first()
    last: Meeting | None = None if coming else dated.order_by("-date").first()
    return coming or last


def _before(board: Body, meeting: Meeting | None) -> date | None:
    """The day on which the board met before that meeting: what is new is new since then."""
    if meeting is None or meeting.date is None:
        return None
    earlier = Meeting.objects.filter(body=board, date__lt=meeting.date).taking_place()
    day: date | None = earlier.order_by("-date").values_list("date", flat=True).first()
    return day
