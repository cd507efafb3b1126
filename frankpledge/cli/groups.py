"""`frankpledge groups compliance`: what the delivery groups of a board have in place."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, database, find_body, on
from frankpledge.partnership.models import Body
from frankpledge.review.requirements.models import Requirement
from frankpledge.review.requirements.queries import Cell, Compliance, Row, compliance
from frankpledge.review.requirements.tables import row_words
from frankpledge.shared.words import spell_day


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    parser = commands.add_parser("groups", help="the groups that report to a board")
    kinds = parser.add_subparsers(dest="what", metavar="compliance", required=True)
    one = kinds.add_parser("compliance", help="what each must have in place, and what it has")
    one.add_argument("--board", metavar="BODY", help="the board that asks, where several do")
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """A board's groups and what it asks of them, on a day."""
    found = compliance(_board(options.board), on(options))
    lines = [f"{found.name}: what its groups have in place on {spell_day(found.on)}."]
    if not found.requirements:
        lines.append("This board asks nothing of its groups.")
    for row in found.rows:
        lines += [f"  {line}" for line in row_words(row)]
    return Reply("\n".join(lines), _data(found))


def _board(slug: str | None) -> Body:
    if slug:
        return find_body(slug)
    with database():
        asking = Requirement.objects.values_list("board__slug", flat=True)
        slugs = sorted(set(asking.order_by()))
    if len(slugs) == 1:
        return find_body(slugs[0])
    if not slugs:
        raise Sorry("No board asks anything of its groups. An area file sets up what it asks.")
    raise Sorry(f"Say which board by --board: {', '.join(slugs)}.", {"boards": slugs})


def _data(found: Compliance) -> dict[str, Any]:
    return {
        "board": found.board.slug,
        "on": found.on,
        "requirements": [one.slug for one in found.requirements],
        "groups": [_group(row) for row in found.rows],
    }


def _group(row: Row) -> dict[str, Any]:
    return {
        "body": row.group.slug,
        "name": row.name,
        "met": row.met,
        "of": len(row.cells),
        "requirements": {cell.requirement.slug: _cell(cell) for cell in row.cells},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    known = cell.said.known if cell.said else None
    return {
        "state": cell.state,
        "met": cell.met,
        "evidence": cell.evidence or None,
        "dated": known.day if known else None,
        "precision": known.precision if known else None,
        "age": cell.age or None,
        "source": cell.source or None,
        "link": cell.link or None,
        "exception": cell.exception_words or None,
        "next": cell.next.what if cell.next else None,
        "next_by": cell.next.by if cell.next else None,
        "warning": cell.warning or None,
        "url": cell.url,
    }
