"""What other parts of the system bring into a pack.

`meetings` binds papers and does not know who wrote them. The review of quarterly updates and the
signing of agreements live above it and register here, when Django starts, how to turn themselves
into sections of a pack.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from frankpledge.documents.pack import Section
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import AgendaItem, Meeting
from frankpledge.partnership.models import Body

# Given the item, for whom it is and the day, the sections the item binds in, in order.
Contribution = Callable[[AgendaItem, Reader, date], tuple[Section, ...]]


@dataclass(frozen=True)
class ToCheck:
    """What a secretary should look at before papers go out, and whose it is."""

    whose: str
    warnings: tuple[str, ...]


# Given the meeting and the day, what the secretary should know before papers go out.
Warnings = Callable[[Meeting, date], tuple[ToCheck, ...]]

# Given the meeting, for whom it is and the day, a page before the first item; or none.
Opening = Callable[[Meeting, Reader, date], Section | None]

# Given the item and the day, the bodies whose own contributions it gathers: each can be asked.
Gathered = Callable[[AgendaItem, date], tuple[Body, ...]]

_contributions: dict[str, Contribution] = {}
_gathered: dict[str, Gathered] = {}
_warnings: list[Warnings] = []
_openings: list[Opening] = []


def contributes(binding: str) -> Callable[[Contribution], Contribution]:
    """Register what an item that binds `binding` brings into the pack."""

    def register(function: Contribution) -> Contribution:
        _contributions[binding] = function
        return function

    return register


def gathers(binding: str) -> Callable[[Gathered], Gathered]:
    """Register whose contributions an item that binds `binding` gathers."""

    def register(function: Gathered) -> Gathered:
        _gathered[binding] = function
        return function

    return register


def gathered_by(item: AgendaItem, on: date) -> tuple[Body, ...]:
    """The bodies whose contributions an item gathers on a day: none, for most items."""
    found = _gathered.get(item.binds)
    return found(item, on) if found else ()


def opens_pack(function: Opening) -> Opening:
    """Register a page that stands in a pack after its agenda, before the first item."""
    if function not in _openings:
        _openings.append(function)
    return function


def opening_sections(meeting: Meeting, reader: Reader, on: date) -> tuple[Section, ...]:
    """The pages that open a pack, in the order they were registered."""
    found = (function(meeting, reader, on) for function in _openings)
    return tuple(section for section in found if section is not None)


def warns(function: Warnings) -> Warnings:
    """Register something a secretary is warned of before circulation."""
    if function not in _warnings:
        _warnings.append(function)
    return function


def bound_sections(item: AgendaItem, reader: Reader, on: date) -> tuple[Section, ...]:
    """What an item brings in from elsewhere in the system: nothing, for most."""
    found = _contributions.get(item.binds)
    return found(item, reader, on) if found else ()


def warnings_for(meeting: Meeting, on: date) -> tuple[ToCheck, ...]:
    """Every warning about a meeting's papers, in the order they were registered."""
    return tuple(warning for function in _warnings for warning in function(meeting, on))
