"""Requirements among what groups owe: one line a group and board, naming what falls due first."""

from collections.abc import Iterable
from datetime import date, timedelta

from frankpledge.actions.owed import Obligation, asks
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.requirements.models import Requirement
from frankpledge.review.requirements.queries.matrix import Cell, Row, compliance
from frankpledge.shared.words import spell_list

# What falls due later than this is on the group's page of requirements, and on nobody's list.
SOON = timedelta(days=60)


@asks
def requirements_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """What has a day and is due, or soon will be: reviews, and documents that grow old."""
    by_key = {body.pk: body for body in bodies}
    above = boards_above(list(by_key), on)
    boards = {key for some in above.values() for key in some}
    asks: dict[Body, list[Requirement]] = {}
    for one in Requirement.objects.filter(board__in=boards).select_related("board"):
        asks.setdefault(one.board, []).append(one)
    for board, asked in asks.items():
        groups = [by_key[key] for key, some in above.items() if board.pk in some]
        for row in compliance(board, on, only=groups, asks=asked).rows:
            due = [cell for cell in row.cells if cell.next and cell.next.by <= on + SOON]
            if due:
                yield _obligation(board, row, due, on)


def _obligation(board: Body, row: Row, due: list[Cell], on: date) -> Obligation:
    nexts = {cell.requirement.title.lower(): cell.next for cell in due if cell.next}
    told = [f"{title}, {one.when}" for title, one in nexts.items()]
    others = [one.requirement.title.lower() for one in row.cells if one.state == "missing"]
    missing = f". Missing: {spell_list(others)}" if others else ""
    return Obligation(
        body=row.group,
        what=f"Bring up to date: {spell_list(list(nexts))}",
        to=board.short_on(on),
        due=min(one.by for one in nexts.values()),
        why=f"Due: {spell_list(told)}{missing}",
        url=row.url,
    )
