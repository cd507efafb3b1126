"""`frankpledge pack`: the board pack of a meeting, as PDF, Word or a web page."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, find_body
from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.pack import Pack
from frankpledge.documents.pack_html import pack_html
from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.meetings.editions import MEMBERS, PUBLIC, Reader
from frankpledge.meetings.papers import board_pack
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.people import Viewer

FORMATS: dict[str, Callable[[Pack], bytes]] = {
    ".pdf": pack_pdf,
    ".docx": pack_docx,
    ".html": lambda pack: pack_html(pack).encode(),
}


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("pack", help="the board pack of a meeting")
    one.add_argument("body", metavar="BODY")
    one.add_argument("date", metavar="DATE", help="the meeting’s date, such as 2018-10-11")
    one.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.docx|.html")
    one.add_argument(
        "--public", action="store_true", help="the public pack: what is withheld is not in it"
    )
    one.set_defaults(run=build)
    add_json(one)


def build(options: argparse.Namespace) -> Reply:
    """Build a pack and write it, whole or not at all."""
    render = FORMATS.get(options.out.suffix.lower())
    if render is None:
        raise Sorry(
            f"“{options.out}” does not end in .pdf, .docx or .html, so its kind is unknown."
        )
    if not options.out.absolute().parent.is_dir():
        raise Sorry(f"There is no folder {options.out.absolute().parent}. Make it first.")
    body = find_body(options.body)
    edition = PUBLIC if options.public else MEMBERS
    try:
        meeting = meeting_named(body, options.date)
        pack = board_pack(meeting, Reader(Viewer(), edition))
        data = render(pack)
    except LookupError as error:
        raise Sorry(str(error)) from error
    except UnreadablePdf as error:
        raise Sorry(f"A bound paper cannot be read: {error}") from error
    whole = options.out.with_name(f".{options.out.name}.part")
    whole.write_bytes(data)
    whole.replace(options.out)
    words = f"{edition.name} of {pack.body_name}, {meeting.when}: {options.out}"
    told = {
        "file": str(options.out),
        "edition": "public" if edition.public else "members",
        "bytes": len(data),
        "items": len(pack.agenda),
        "sections": [
            {"number": one.number, "title": one.title, "state": one.state} for one in pack.sections
        ],
    }
    return Reply(words, told)
