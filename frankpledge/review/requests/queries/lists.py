"""A board's list of requests on a day, and what of it is open for each group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.queries.lines import RequestLine, lines_of, still_open

# How a list can be narrowed, in the order of its links.
NARROWINGS = {
    "open": "Not answered",
    "nobody": "Given to nobody",
    "answered": "Answered",
    "closed": "Closed",
    "noted": "For information",
    "all": "All",
}


def fits(line: RequestLine, narrowing: str) -> bool:
    """Whether a request belongs in a list narrowed so."""
    if narrowing == "nobody":
        return line.state == "open" and not line.owner
    return narrowing in ("all", line.state)


@dataclass(frozen=True)
class RequestList:
    """A board's requests on a day, those that a viewer may see, narrowed as asked."""

    board: Body
    name: str
    on: date
    lines: tuple[RequestLine, ...]
    counts: dict[str, int]
    # The groups that made any: (slug, name, how many are not answered).
    groups: tuple[tuple[str, str, int], ...]

    @property
    def longest(self) -> int:
        """How many quarters running the oldest request without an answer has been asked."""
        return max((one.quarters for one in self.lines if one.state == "open"), default=0)


def request_list(
    board: Body, on: date, viewer: Viewer | None = None, *, narrowed: str = "all", group: str = ""
) -> RequestList:
    """A board's requests on a day, by number. Without a viewer, those that are for all."""
    every = lines_of(BoardRequest.objects.filter(board=board).shown_to(viewer), on, viewer)
    of_group = [one for one in every if group in ("", one.group_slug)]
    return RequestList(
        board=board,
        name=board.name_on(on),
        on=on,
        lines=tuple(one for one in of_group if fits(one, narrowed)),
        counts={name: sum(fits(one, name) for one in of_group) for name in NARROWINGS},
        groups=_groups(every),
    )


def _groups(lines: Iterable[RequestLine]) -> tuple[tuple[str, str, int], ...]:
    names: dict[str, str] = {}
    waiting: dict[str, int] = {}
    for one in lines:
        names.setdefault(one.group_slug, one.group)
        waiting[one.group_slug] = waiting.get(one.group_slug, 0) + (one.state == "open")
    return tuple(
        (slug, names[slug], waiting[slug]) for slug in sorted(names, key=names.__getitem__)
    )


def open_requests(
    group: Body, board: Body, on: date, viewer: Viewer | None = None
) -> tuple[RequestLine, ...]:
    """What a group had asked of a board and was not yet closed on a day, by number.

    Without a viewer, what is for all.
    """
    made = BoardRequest.objects.filter(board=board, group=group).shown_to(viewer)
    requests = still_open(made, on)
    return tuple(one for one in lines_of(requests, on, viewer) if one.is_open)


@dataclass(frozen=True)
class RequestCounts:
    """A group's requests of a board: those not closed, those without an answer, and the longest
    that one without an answer has been asked, in quarters running."""

    open: int = 0
    unanswered: int = 0
    longest: int = 0


def request_counts(
    board: Body, groups: Iterable[Body | int], on: date, viewer: Viewer | None
) -> dict[int, RequestCounts]:
    """For each group that has any request open on a day: how many. Queries do not grow with the
    groups, nor with what was closed. Without a viewer, those that are for all."""
    made = BoardRequest.objects.filter(board=board, group__in=list(groups)).shown_to(viewer)
    requests = still_open(made, on)
    found: dict[int, list[RequestLine]] = {}
    for line in lines_of(requests, on, viewer):
        if line.is_open:
            found.setdefault(line.request.group_id, []).append(line)
    return {group: _counted(lines) for group, lines in found.items()}


def _counted(lines: list[RequestLine]) -> RequestCounts:
    waiting = [one for one in lines if one.state == "open"]
    return RequestCounts(
        open=len(lines),
        unanswered=len(waiting),
        longest=max((one.quarters for one in waiting), default=0),
    )


def line_of(request: BoardRequest, on: date, viewer: Viewer | None = None) -> RequestLine | None:
    """One request as its list shows it; None where the viewer may not see it yet."""
    day = max(on, request.asked)
    return next(iter(lines_of(BoardRequest.objects.filter(pk=request.pk), day, viewer)), None)


def shelves(viewer: Viewer, on: date) -> tuple[tuple[Body, str, dict[str, int]], ...]:
    """The boards whose requests a viewer may see, each with its counts."""
    boards: dict[int, list[RequestLine]] = {
        key: []
        for key in BoardRequest.objects.visible_to(viewer)
        .values_list("board", flat=True)
        .distinct()
    }
    requests = still_open(BoardRequest.objects.visible_to(viewer), on)
    for line in lines_of(requests, on, viewer):
        boards.setdefault(line.request.board_id, []).append(line)
    return tuple(
        (
            board,
            board.name_on(on),
            {name: sum(fits(one, name) for one in boards[board.pk]) for name in NARROWINGS},
        )
        for board in Body.objects.with_names().filter(pk__in=boards)
    )
