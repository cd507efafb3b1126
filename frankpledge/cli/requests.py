"""`frankpledge requests`: what groups ask of a board, and what became of it."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json, add_on, find_body, on
from frankpledge.review.requests.queries.lines import RequestLine
from frankpledge.review.requests.queries.lists import NARROWINGS, request_list
from frankpledge.review.requests.tables import line_words
from frankpledge.shared.words import count_of, spell_day


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("requests", help="what groups ask of a board, and its answers")
    one.add_argument("body", metavar="BODY")
    one.add_argument(
        "--show", choices=list(NARROWINGS), default="open", help="which ones (default: open)"
    )
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """A board's requests on a day."""
    body, asked = find_body(options.body), on(options)
    found = request_list(body, asked, narrowed=options.show)
    what = {
        "open": "request without an answer",
        "nobody": "request given to nobody",
        "noted": "request for information",
        "all": "request",
    }.get(options.show, f"{options.show} request")
    many = what.replace("request", "requests", 1)
    said = f"{found.name} had {count_of(len(found.lines), what, many)} on {spell_day(asked)}."
    lines = [said, *(f"  {line_words(one)}" for one in found.lines)]
    data = {
        "body": body.slug,
        "on": asked,
        "counts": found.counts,
        "requests": [_data(one) for one in found.lines],
    }
    return Reply("\n".join(lines), data)


def _data(line: RequestLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "text": line.text,
        "group": line.group_slug,
        "asked": line.asked,
        "last_asked": line.last_asked,
        "quarters_running": line.quarters,
        "owner": line.owner or None,
        "owner_body": line.owner_slug or None,
        "answer_by": line.answer_by,
        "state": line.state,
        "answer": line.answer or None,
        "answered": line.answered,
        "closed": line.closed,
        "closed_why": line.closed_why or None,
        "action": line.action or None,
        "url": line.url,
    }
