"""`frankpledge feed`: a board's calendar, as other programs read it."""

import argparse
from pathlib import Path
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, find_body, on
from frankpledge.meetings.models import Meeting
from frankpledge.publication.feeds import board_calendar
from frankpledge.shared.words import count_of


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("feed", help="a board's calendar, to import or serve")
    one.add_argument("body", metavar="BODY")
    one.add_argument("--ics", action="store_true", required=True, help="as an iCalendar file")
    one.add_argument("--out", type=Path, metavar="FILE.ics", help="write it there, and say so")
    one.set_defaults(run=feed)
    add_on(one)
    add_json(one)


def feed(options: argparse.Namespace) -> Reply:
    """A board's dated meetings as an iCalendar file: printed, or written whole or not at all."""
    body = find_body(options.body)
    count = Meeting.objects.filter(body=body, date__isnull=False).count()
    if not count:
        raise Sorry(f"{body.slug} has no dated meetings, so its calendar is empty.")
    data = board_calendar(body, on(options))
    told = {"body": body.slug, "meetings": count, "bytes": len(data)}
    if options.out is None:
        # Printing ends the last line, so that what is piped into a file is the file, byte for byte.
        text = data.decode()
        return Reply(text.removesuffix("\n"), {**told, "ics": text})
    _write(options.out, data)
    words = f"{count_of(count, 'meeting')} of {body.name_on(on(options))}: {options.out}"
    return Reply(words, {**told, "file": str(options.out)})


def _write(path: Path, data: bytes) -> None:
    if not path.absolute().parent.is_dir():
        raise Sorry(f"There is no folder {path.absolute().parent}. Make it first.")
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
