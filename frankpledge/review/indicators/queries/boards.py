"""A body's scorecard, and a board's matrix of groups and priorities."""

from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import reporting_to
from frankpledge.planning.models import Priority
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.counts import (
    IndicatorCounts,
    counted,
    group_indicators,
)
from frankpledge.review.indicators.queries.lines import IndicatorLine


@dataclass(frozen=True)
class GroupCard:
    """A body's indicators on a day, as far as the viewer may see them."""

    body: Body
    name: str
    lines: tuple[IndicatorLine, ...]

    @property
    def counts(self) -> IndicatorCounts:
        """Its indicators, counted."""
        return counted(self.lines)


@dataclass(frozen=True)
class PriorityCard:
    """A priority, and the indicators by which it is known, whichever group's."""

    name: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class Scorecard:
    """A body's own indicators, and those of whoever reports to it."""

    own: GroupCard
    groups: tuple[GroupCard, ...]
    on: date

    @property
    def lines(self) -> tuple[IndicatorLine, ...]:
        """Every indicator on the card."""
        return tuple(line for card in (self.own, *self.groups) for line in card.lines)

    @property
    def counts(self) -> IndicatorCounts:
        """All of them, counted."""
        return counted(self.lines)

    @property
    def silent(self) -> tuple[GroupCard, ...]:
        """The groups that have no indicator."""
        return tuple(card for card in self.groups if not card.lines)

    @property
    def priorities(self) -> tuple[PriorityCard, ...]:
        """The same indicators by priority, those of none left out."""
        found: dict[Priority, list[IndicatorLine]] = {}
        for line in self.lines:
            if line.indicator.priority is not None:
                found.setdefault(line.indicator.priority, []).append(line)
        order = sorted(found, key=lambda one: (one.year, one.order))
        return tuple(PriorityCard(str(one), tuple(found[one])) for one in order)


def scorecard(body: Body, on: date, viewer: Viewer) -> Scorecard:
    """A body's indicators on a day and those of the bodies that report to it."""
    below = reporting_to(body, on)
    found = group_indicators([body, *below], on, viewer)
    cards = [GroupCard(one, one.name_on(on), found[one.pk]) for one in (body, *below)]
    return Scorecard(cards[0], tuple(cards[1:]), on)


@dataclass(frozen=True)
class Shelf:
    """A body among those whose indicators a viewer may see."""

    body: Body
    name: str
    counts: IndicatorCounts
    is_board: bool


def shelves(viewer: Viewer, on: date) -> tuple[Shelf, ...]:
    """The bodies whose indicators a viewer may see or keep: boards with those who report to
    them, counted together, then single bodies."""
    theirs = viewer.bodies | viewer.boards | viewer.secretary_of
    below: dict[int, list[int]] = {}
    lines = Reporting.objects.to(theirs, on).values_list("board", "body")
    for board, body in lines:
        below.setdefault(board, []).append(body)
    seen = Indicator.objects.visible_to(viewer, on).kept_on(on)
    bodies = set(seen.values_list("body", flat=True)) | viewer.bodies | set(below)
    found = group_indicators(bodies | {one for many in below.values() for one in many}, on, viewer)
    shown = [
        Shelf(
            one,
            one.name_on(on),
            counted(line for pk in (one.pk, *below.get(one.pk, ())) for line in found[pk]),
            one.pk in below,
        )
        for one in Body.objects.with_names().filter(pk__in=bodies)
    ]
    return tuple(sorted(shown, key=lambda one: not one.is_board))
