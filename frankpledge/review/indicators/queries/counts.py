"""Indicators of many groups at once, for the one screen and for updates: constant queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.lines import IndicatorLine, lines_of
from frankpledge.review.indicators.rules.judging import IN_DEVELOPMENT


@dataclass(frozen=True)
class IndicatorCounts:
    """A group's indicators, counted. `stated_off`: not judged here, and said not to be on course.

    `late`: a figure has not come when it was due.
    """

    total: int = 0
    exceptional: int = 0
    off_target: int = 0
    in_development: int = 0
    stated_off: int = 0
    late: int = 0


@dataclass(frozen=True)
class AtLeast:
    """A figure known only as "at least": 80, "at least 80 champions", and the indicator's name."""

    number: int
    words: str
    indicator: str


NONE = IndicatorCounts()


def group_indicators(
    groups: Iterable[Body | int], on: date, viewer: Viewer | None = None
) -> dict[int, tuple[IndicatorLine, ...]]:
    """Each group's indicators on a day, in its own order; every group asked for is there.

    Without a viewer all of them, and every figure; with one, what the viewer may see.
    """
    keys = [one.pk if isinstance(one, Body) else one for one in groups]
    wanted = Indicator.objects.filter(body__in=keys).kept_on(on)
    if viewer is not None:
        wanted = wanted.visible_to(viewer, on)
    found: dict[int, list[IndicatorLine]] = {key: [] for key in keys}
    for line in lines_of(wanted, on, viewer, lately=True):
        found[line.indicator.body_id].append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def indicator_counts(
    groups: Iterable[Body | int], on: date, viewer: Viewer | None = None
) -> dict[int, IndicatorCounts]:
    """Each group's indicators on a day, counted; every group asked for has its counts."""
    found = group_indicators(groups, on, viewer)
    return {key: counted(lines) if lines else NONE for key, lines in found.items()}


def counted(lines: Iterable[IndicatorLine]) -> IndicatorCounts:
    """Indicators, counted."""
    held = list(lines)
    return IndicatorCounts(
        total=len(held),
        exceptional=sum(one.exceptional for one in held),
        off_target=sum(one.off_target for one in held),
        in_development=sum(one.state == IN_DEVELOPMENT for one in held),
        stated_off=sum(one.stated_off for one in held),
        late=sum(one.late for one in held),
    )


def at_least_figures(group: Body | int, on: date) -> tuple[AtLeast, ...]:
    """A group's figures that are known only as "at least", for whoever is about to quote them."""
    (lines,) = group_indicators([group], on).values()
    return at_least_among(lines)


def at_least_among(lines: Iterable[IndicatorLine]) -> tuple[AtLeast, ...]:
    """Those of these indicators' latest figures that are known only as "at least"."""
    return tuple(
        AtLeast(int(line.facts.scale.figure(line.last)), line.latest, line.name)
        for line in lines
        if line.last and line.last.at_least
    )
