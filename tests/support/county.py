"""Short names for what tests ask of the demonstration county, and for small area files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from frankpledge.areafile.operations import load
from frankpledge.areafile.operations.sync import Sync
from frankpledge.documents.pack import Pack, Section
from frankpledge.meetings.editions import MEMBERS, Edition, Reader
from frankpledge.meetings.models import Meeting, Paper
from frankpledge.meetings.papers import board_pack
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body, TermsOfReference
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.register import body_named, terms_in_force
from frankpledge.shared.door import Actor

BOARD = "county-board"
OCTOBER = date(2018, 10, 11)
SECRETARY = Actor("Board secretary")


def board() -> Body:
    """The countywide board."""
    return body_named(BOARD)


def terms(day: date = OCTOBER) -> TermsOfReference:
    """The board's terms of reference in force on a day."""
    found = terms_in_force(board(), day)
    assert found is not None
    return found


def meeting(slug: str = "2018-10-11") -> Meeting:
    """One of the board's meetings."""
    return meeting_named(board(), slug)


def paper(slug: str) -> Paper:
    """A paper of the demonstration."""
    found: Paper = Paper.objects.select_related("item__meeting__body").get(slug=slug)
    return found


def pack(edition: Edition = MEMBERS, slug: str = "2018-10-11") -> Pack:
    """The pack of a meeting of the board."""
    return board_pack(meeting(slug), Reader(Viewer(), edition))


def section(found: Pack, key: str) -> Section:
    """A pack's section whose key ends so."""
    return next(one for one in found.sections if one.key.endswith(key))


def text_in(thing: Any) -> str:
    """Every piece of text anywhere inside a pack, a section or a block, in order."""
    if isinstance(thing, str):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        return " ".join(filter(None, (text_in(getattr(thing, one.name)) for one in fields(thing))))
    if isinstance(thing, list | tuple):
        return " ".join(filter(None, map(text_in, thing)))
    return ""


def area_file(folder: Path, text: str, name: str = "area.yaml") -> Path:
    """A small area file written in a test."""
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def load_text(folder: Path, text: str) -> Sync:
    """Load a small area file written in a test."""
    return load(area_file(folder, text))
