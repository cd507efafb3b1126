"""Priorities with the boards that lead on them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.planning.models import LeadBoard, Priority


@dataclass(frozen=True)
class PriorityLine:
    """A priority, the group that delivers it and the boards that lead on it."""

    priority: Priority
    name: str
    group: Body | None
    group_name: str
    leads: tuple[tuple[Body, str], ...]

    @property
    def shared(self) -> bool:
        """Whether more than one board leads on it."""
        return len(self.leads) > 1


@dataclass(frozen=True)
class Priorities:
    """A board's priorities for a year, and how it shares leading on them with other boards."""

    board: Body
    year: str
    years: tuple[str, ...]
    lines: tuple[PriorityLine, ...]

    def _led(self, line: PriorityLine) -> bool:
        return any(lead.pk == self.board.pk for lead, _ in line.leads)

    @property
    def led_alone(self) -> tuple[PriorityLine, ...]:
        """Those the board leads on alone."""
        return tuple(line for line in self.lines if self._led(line) and len(line.leads) == 1)

    @property
    def led_with_others(self) -> tuple[PriorityLine, ...]:
        """Those it leads on together with another: where two boards may both act, or neither."""
        return tuple(line for line in self.lines if self._led(line) and len(line.leads) > 1)

    @property
    def led_elsewhere(self) -> tuple[PriorityLine, ...]:
        """Those that other boards lead on."""
        return tuple(line for line in self.lines if not self._led(line))


def priorities(board: Body, on: date, year: str = "") -> Priorities:
    """A board's priorities for a financial year, or for the latest year it has set them for.

    Bodies are named by their short names.
    """
    years = tuple(
        Priority.objects.filter(board=board)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
    chosen = year if year in years else (years[0] if years else "")
    found = list(Priority.objects.filter(board=board, year=chosen).select_related("board"))
    return Priorities(board, chosen, years, _lines(found, lambda one: one.short_on(on)))


def priority_line(priority: Priority, on: date) -> PriorityLine:
    """One priority, the group that delivers it and the boards that lead on it, by their names."""
    (line,) = _lines([priority], lambda one: one.name_on(on))
    return line


def _lines(found: list[Priority], name_of: Callable[[Body], str]) -> tuple[PriorityLine, ...]:
    leads = list(LeadBoard.objects.filter(priority__in=found))
    wanted = {lead.board_id for lead in leads} | {one.delivery_group_id for one in found}
    bodies = Body.objects.with_names().in_bulk([pk for pk in wanted if pk])
    return tuple(
        PriorityLine(
            priority=one,
            name=one.name,
            group=bodies.get(one.delivery_group_id),
            group_name=name_of(bodies[one.delivery_group_id]) if one.delivery_group_id else "",
            leads=tuple(
                (bodies[lead.board_id], name_of(bodies[lead.board_id]))
                for lead in leads
                if lead.priority_id == one.pk
            ),
        )
        for one in found
    )
