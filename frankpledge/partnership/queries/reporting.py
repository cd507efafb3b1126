"""Who reports to whom on a day."""

from collections.abc import Iterable
from datetime import date

from frankpledge.partnership.models import Body, Reporting


def reporting_to(board: Body, on: date) -> tuple[Body, ...]:
    """The bodies that report to a board on a day, with their names, in the register's order."""
    lines = Reporting.objects.to([board], on)
    return tuple(Body.objects.with_names().filter(pk__in=lines.values("body")))


def boards_above(bodies: Iterable[Body | int], on: date) -> dict[int, frozenset[int]]:
    """The keys of the boards that each of these bodies reports to on a day: one query."""
    found: dict[int, set[int]] = {}
    lines = Reporting.objects.on(on).filter(body__in=bodies)
    for body, board in lines.values_list("body", "board"):
        found.setdefault(body, set()).add(board)
    return {body: frozenset(boards) for body, boards in found.items()}
