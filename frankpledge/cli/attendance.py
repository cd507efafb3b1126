"""`frankpledge attendance`: who came how often, by organisation and by seat."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json, add_on, find_body, on
from frankpledge.meetings.queries.attendance import TallyLine, attendance_report
from frankpledge.shared.words import count_of


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("attendance", help="who came how often, over the years to a day")
    one.add_argument("body", metavar="BODY")
    one.add_argument(
        "--years", type=years, default=2, metavar="YEARS", help="over how many years (default: 2)"
    )
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)


def years(text: str) -> int:
    """A number of years from 1 to 20."""
    if text.isdecimal() and 1 <= int(text) <= 20:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a number of years from 1 to 20.")


def show(options: argparse.Namespace) -> Reply:
    """Attendance at a body's meetings over the years to a day."""
    body, day = find_body(options.body), on(options)
    found = attendance_report(body, day, options.years)
    lines = [
        f"Attendance of {found.body_name}, {found.period}: "
        f"{count_of(len(found.meetings), 'meeting')} with attendance on record."
    ]
    if found.without_record:
        without = ", ".join(one.slug for one in found.without_record)
        lines.append(f"Not counted, as no attendance was recorded: {without}")
    for title, tallies in (("organisation", found.organisations), ("seat", found.seats)):
        lines += [f"By {title}:", *map(_words, tallies)] if tallies else []
    data = {
        "body": body.slug,
        "name": found.body_name,
        "from": found.starts,
        "until": found.ends,
        "meetings": [one.slug for one in found.meetings],
        "without_record": [one.slug for one in found.without_record],
        "organisations": [_data(one) for one in found.organisations],
        "seats": [{**_data(one), "organisation": one.organisation} for one in found.seats],
    }
    return Reply("\n".join(lines), data)


def _words(line: TallyLine) -> str:
    tally = line.tally
    parts = [f"{tally.present} present"]
    parts += [f"{tally.substitute} by a substitute"] if tally.substitute else []
    parts += [f"{tally.apologies} with apologies"] if tally.apologies else []
    parts += [f"{tally.absent} absent"] if tally.absent else []
    parts += [f"{tally.not_recorded} not recorded"] if tally.not_recorded else []
    return f"  {line.name}: {tally.share} ({', '.join(parts)})"


def _data(line: TallyLine) -> dict[str, Any]:
    tally = line.tally
    return {
        "name": line.name,
        "meetings": tally.held,
        "present": tally.present,
        "substitute": tally.substitute,
        "apologies": tally.apologies,
        "absent": tally.absent,
        "not_recorded": tally.not_recorded,
        "attended": tally.attended,
        "percent": tally.percent,
    }
