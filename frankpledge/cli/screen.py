"""`frankpledge board screen`: how every group of a board stands."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json, add_on, find_body, on
from frankpledge.review.screen.queries import Line, Screen, board_screen
from frankpledge.review.screen.rules import LEVELS
from frankpledge.review.screen.tables import lead, plain, under
from frankpledge.shared.words import spell_day


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    parser = commands.add_parser("board", help="a board and the groups that report to it")
    kinds = parser.add_subparsers(dest="what", metavar="screen", required=True)
    one = kinds.add_parser("screen", help="how every group that reports to it stands, worst first")
    one.add_argument("body", metavar="BODY")
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """The one screen of a board on a day."""
    found = board_screen(find_body(options.body), on(options))
    lines = [f"{found.name}: how the groups stand on {spell_day(found.on)}."]
    if not found.lines:
        lines.append("No group reports to this board.")
        return Reply("\n".join(lines), _data(found))
    lines += [lead(found), under(found)]
    for line in found.lines:
        lines.append(f"  {line.name}: {LEVELS[line.level].lower()}. {line.why}.")
        pairs = zip(found.columns, line.cells, strict=True)
        lines += [f"    {head}: {plain(cell)}" for head, cell in pairs]
    return Reply("\n".join(lines), _data(found))


def _data(screen: Screen) -> dict[str, Any]:
    return {
        "board": screen.board.slug,
        "on": screen.on,
        "meeting": screen.meeting.slug if screen.meeting else None,
        "since": screen.since,
        "groups": [_line(screen, line) for line in screen.lines],
    }


def _line(screen: Screen, line: Line) -> dict[str, Any]:
    return {
        "body": line.body.slug,
        "name": line.name,
        "level": line.level or None,
        "why": line.why,
        "cells": {
            head: {
                "text": cell.judged.text,
                "level": cell.judged.level or None,
                "note": cell.judged.note or None,
                "url": cell.url or None,
            }
            for head, cell in zip(screen.columns, line.cells, strict=True)
        },
    }
