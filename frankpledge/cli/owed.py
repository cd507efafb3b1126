"""`frankpledge owed`: what a body owes, by due date."""

import argparse
from typing import Any

from frankpledge.actions.owed import owed
from frankpledge.cli.reply import Reply, add_json, add_on, find_body, on
from frankpledge.shared.words import count_of, spell_day


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("owed", help="what a body owes, by due date")
    one.add_argument("body", metavar="BODY")
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """What a body owes on a day."""
    body, day = find_body(options.body), on(options)
    found = owed([body], day)
    amount = count_of(len(found), "thing") if found else "nothing"
    lines = [f"{body.name_on(day)} owed {amount} on {spell_day(day)}."]
    for one in found:
        due = f"by {spell_day(one.due)}" if one.due else "no date set"
        lines.append(f"  {one.state(day)}: {one.what}, to {one.to}, {due} ({one.why})")
    data = {
        "body": body.slug,
        "name": body.name_on(day),
        "on": day,
        "owed": [
            {
                "what": one.what,
                "to": one.to,
                "due": one.due,
                "state": one.state(day),
                "why": one.why,
                "url": one.url,
            }
            for one in found
        ],
    }
    return Reply("\n".join(lines), data)
