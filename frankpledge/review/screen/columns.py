"""The columns of the one screen: each asks its own part of review about every group at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.actions.queries.overdue import overdue_counts
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.deadlines import deadlines_of
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.queries import indicator_counts
from frankpledge.review.models import QuarterlyUpdate, UpdateTemplate
from frankpledge.review.requests.queries import RequestCounts, request_counts
from frankpledge.review.requirements.queries import compliance_counts
from frankpledge.review.risks.queries import risk_counts
from frankpledge.review.screen.rules import (
    NOT_ASKED,
    Judged,
    actions_cell,
    indicators_cell,
    requests_cell,
    requirements_cell,
    risks_cell,
    update_cell,
)


@dataclass(frozen=True)
class Asking:
    """What the screen is asked: a board's groups on a day, by whom.

    `meeting`: the one whose updates are looked at. `since`: the day of the one before it. Without
    a viewer, what the board's members have once its papers are out.
    """

    board: Body
    groups: tuple[Body, ...]
    on: date
    viewer: Viewer | None
    meeting: Meeting | None
    since: date | None

    @property
    def query(self) -> str:
        """What every door adds to its address, so that the next page answers for the same day."""
        return f"?on={self.on.isoformat()}"


@dataclass(frozen=True)
class Cell:
    """One cell: what it says and the door to its evidence."""

    judged: Judged
    url: str


Column = Callable[[Asking], dict[int, Cell]]


def updates(asking: Asking) -> dict[int, Cell]:
    """Whether each group's update for the meeting was in by the day: that is no secret."""
    meeting = asking.meeting
    if meeting is None:
        return {one.pk: Cell(NOT_ASKED, "") for one in asking.groups}
    every = QuarterlyUpdate.objects.filter(meeting=meeting, state="received")
    arrived = set(every.filter(received__lte=asking.on).values_list("group", flat=True))
    shown = every if asking.viewer is None else every.visible_to(asking.viewer)
    readable = set(shown.values_list("group", flat=True))
    due, at = _due(meeting), [asking.board.slug, meeting.slug]
    expected = _expected(asking, meeting)
    cells: dict[int, Cell] = {}
    for group in asking.groups:
        here = group.pk in arrived
        judged = update_cell(asked=group.pk in expected, arrived=here, due=due, on=asking.on)
        url = reverse("review:update", args=[*at, group.slug]) if group.pk in readable else ""
        cells[group.pk] = Cell(judged, url or reverse("review:round", args=at))
    return cells


def _expected(asking: Asking, meeting: Meeting) -> set[int]:
    """Of whom the board asks an update for the meeting."""
    template = UpdateTemplate.objects.filter(board=asking.board).first()
    if template is None:
        return set()
    groups = Body.objects.filter(pk__in=[one.pk for one in asking.groups])
    held = groups.holding(template.expected_from_role, meeting.date or asking.on)
    return set(held.values_list("pk", flat=True))


def _due(meeting: Meeting) -> date | None:
    """When its reports were due; None where nothing sets a day."""
    try:
        return deadlines_of(meeting).receipt
    except LookupError:
        return None


def requirements(asking: Asking) -> dict[int, Cell]:
    """How many of what the board asks each group has in place."""
    found = compliance_counts(asking.board, asking.on, asking.viewer, only=asking.groups)
    cells: dict[int, Cell] = {}
    for group in asking.groups:
        one = found.get(group.pk)
        if one is None:
            cells[group.pk] = Cell(NOT_ASKED, "")
            continue
        judged = requirements_cell(
            met=one.met, of=one.of, missing=one.missing, old=one.old, excepted=one.excepted
        )
        url = reverse("requirements:group", args=[asking.board.slug, group.slug])
        cells[group.pk] = Cell(judged, f"{url}{asking.query}")
    return cells


def risks(asking: Asking) -> dict[int, Cell]:
    """Each group's open risks: new, up and persistent ones."""
    found = risk_counts(asking.groups, asking.on, asking.since, asking.viewer)
    cells: dict[int, Cell] = {}
    for group in asking.groups:
        one = found[group.pk]
        judged = risks_cell(
            count=one.open,
            new=one.new,
            up=one.up,
            persistent=one.persistent,
            cliffs=one.cliffs,
            overdue=one.review_overdue,
            worst=one.worst,
        )
        url = reverse("risks:register", args=[group.slug])
        cells[group.pk] = Cell(judged, f"{url}{asking.query}")
    return cells


def requests(asking: Asking) -> dict[int, Cell]:
    """What each group asks of the board and has no answer to."""
    found = request_counts(asking.board, asking.groups, asking.on, asking.viewer)
    url = reverse("requests:list", args=[asking.board.slug])
    cells: dict[int, Cell] = {}
    for group in asking.groups:
        one = found.get(group.pk, RequestCounts())
        judged = requests_cell(unanswered=one.unanswered, longest=one.longest)
        cells[group.pk] = Cell(judged, f"{url}{asking.query}&group={group.slug}")
    return cells


def indicators(asking: Asking) -> dict[int, Cell]:
    """Each group's indicators: exceptional ones, and those off course."""
    found = indicator_counts(asking.groups, asking.on, asking.viewer)
    cells: dict[int, Cell] = {}
    for group in asking.groups:
        one = found[group.pk]
        judged = indicators_cell(
            total=one.total,
            exceptional=one.exceptional,
            off_target=one.off_target + one.stated_off,
            in_development=one.in_development,
            late=one.late,
        )
        url = reverse("indicators:body", args=[group.slug])
        cells[group.pk] = Cell(judged, f"{url}{asking.query}")
    return cells


def actions(asking: Asking) -> dict[int, Cell]:
    """Each group's actions for the board whose day has passed."""
    found = overdue_counts(asking.board, asking.groups, asking.on, asking.viewer)
    url = reverse("actions:register", args=[asking.board.slug])
    return {
        group.pk: Cell(
            actions_cell(overdue=found.get(group.pk, 0)),
            f"{url}{asking.query}&owner={group.slug}",
        )
        for group in asking.groups
    }


COLUMNS: tuple[tuple[str, str, Column], ...] = (
    ("Update", "the update", updates),
    ("Requirements", "requirements", requirements),
    ("Risks", "risks", risks),
    ("Requests", "requests", requests),
    ("Indicators", "indicators", indicators),
    ("Actions", "actions", actions),
)
"""Each column's heading, what the sentence calls it, and what fills it."""
