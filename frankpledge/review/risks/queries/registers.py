"""A register narrowed as asked, and the registers that a viewer may open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.partnership.models import Body, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.review.risks.queries.counts import RiskCounts, risk_counts
from frankpledge.review.risks.queries.heat import HeatMap, heat_map
from frankpledge.review.risks.queries.lines import RiskLine, lines_of, meetings_of
from frankpledge.review.risks.queries.matrices import matrix_on

# How a register can be narrowed, in the order of its links.
NARROWINGS = {
    "open": "Open",
    "new": "New",
    "up": "Up",
    "persistent": "Persistent",
    "cliffs": "Funding ends",
    "review": "Review late",
    "unscored": "Not scored",
    "closed": "Closed",
    "all": "All",
}


def fits(line: RiskLine, narrowing: str) -> bool:
    """Whether a risk belongs in a list narrowed so; "4x5" is a cell of the heat map."""
    if narrowing == "closed":
        return not line.open
    if narrowing == "all":
        return True
    if "x" in narrowing and line.scored:
        return line.open and narrowing == f"{line.scored.likelihood}x{line.scored.impact}"
    asked = {
        "open": True,
        "new": line.is_new,
        "up": line.up,
        "persistent": line.persistent,
        "cliffs": line.cliff is not None,
        "review": line.review_overdue,
        "unscored": line.scored is None,
    }
    return line.open and asked.get(narrowing, False)


@dataclass(frozen=True)
class RiskRegister:
    """A body's register on a day. `since`: the last meeting, from which new and up count."""

    body: Body
    name: str
    on: date
    since: date | None
    lines: tuple[RiskLine, ...]
    counts: dict[str, int]
    heat: HeatMap | None


def risk_register(
    body: Body, on: date, viewer: Viewer | None = None, *, narrowed: str = "open"
) -> RiskRegister:
    """A register on a day, the worst first; without a viewer, as a copy for everybody has it."""
    risks = Risk.objects.filter(register=body).shown_to(viewer, on)
    since = last_meeting(body, on)
    every = sorted(lines_of(risks, on, since), key=lambda one: one.order)
    heat = heat_map(matrix_on(body.area_id, on), every)
    lines = [one for one in every if fits(one, narrowed)]
    if heat and "x" in narrowed:
        here = {one.risk.pk for row in heat.rows for c in row.cells for one in c.lines}
        lines = [one for one in lines if one.risk.pk in here]
    if narrowed == "cliffs":
        lines.sort(key=lambda one: (one.cliff.on if one.cliff else date.max, one.number))
    return RiskRegister(
        body=body,
        name=body.name_on(on),
        on=on,
        since=since,
        lines=tuple(lines),
        counts={name: sum(fits(one, name) for one in every) for name in NARROWINGS},
        heat=heat,
    )


def last_meeting(body: Body, on: date) -> date | None:
    """The last meeting before a day of a board that a body reports to, or of the body itself."""
    boards = boards_above([body], on).get(body.pk) or frozenset({body.pk})
    days = meetings_of(boards, on)
    return max((day for held in days.values() for day in held if day < on), default=None)


@dataclass(frozen=True)
class Shelf:
    """One register among those that a viewer may open."""

    body: Body
    name: str
    counts: RiskCounts


@dataclass(frozen=True)
class Shelves:
    """What the first page of risks shows: registers, what is asked, what else is owned, cliffs."""

    registers: tuple[Shelf, ...]
    asked: tuple[Escalation, ...]
    owned: tuple[RiskLine, ...]
    cliffs: tuple[RiskLine, ...]


def shelves(viewer: Viewer, on: date) -> Shelves:
    """The registers that a viewer may open: those with open risks, and those they keep."""
    mine = viewer.bodies | viewer.secretary_of
    opened = set(mine | viewer.boards)
    opened |= set(Reporting.objects.to(viewer.boards | mine, on).values_list("body", flat=True))
    counts = risk_counts(opened, on, None, viewer)
    bodies = Body.objects.with_names().filter(
        pk__in=[pk for pk in opened if counts[pk].open or pk in mine]
    )
    return Shelves(
        registers=tuple(Shelf(body, body.name_on(on), counts[body.pk]) for body in bodies),
        asked=_asked(mine),
        owned=_owned(viewer, opened, on),
        cliffs=_cliffs(viewer, opened, on),
    )


def _asked(mine: frozenset[int]) -> tuple[Escalation, ...]:
    found = Escalation.objects.filter(to__in=mine, state="asked").select_related("risk")
    registers = Body.objects.with_names().in_bulk({one.risk.register_id for one in found})
    for one in found:
        one.risk.register = registers[one.risk.register_id]
    return tuple(found)


def _open(risks: Any, viewer: Viewer, on: date) -> list[RiskLine]:
    found = lines_of(risks.visible_to(viewer, on).perhaps_open(on), on, lately=True)
    return sorted((one for one in found if one.open), key=lambda one: one.order)


def _owned(viewer: Viewer, opened: set[int], on: date) -> tuple[RiskLine, ...]:
    theirs = Risk.objects.filter(owner__in=viewer.bodies).exclude(register__in=opened)
    return tuple(_open(theirs, viewer, on))


def _cliffs(viewer: Viewer, opened: set[int], on: date) -> tuple[RiskLine, ...]:
    ending = _open(Risk.objects.filter(register__in=opened, cliff__isnull=False), viewer, on)
    return tuple(sorted(ending, key=lambda one: one.cliff.on if one.cliff else date.max))
