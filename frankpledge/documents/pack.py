"""A pack: the papers of one meeting bound into one document, as a frozen object.

Whatever may not be seen by its readers must be left out *before* a `Pack` is made: titles,
bookmarks, metadata and text of the finished files hold only what stands in this object.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from frankpledge.documents.blocks import Block, Notice


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda. `section` is the key of the paper's `Section`, or ""."""

    number: str
    title: str
    lead: str
    minutes: int
    starts: str
    purpose: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class BoundPdf:
    """An outside PDF bound into the pack.

    `original`: its web address, or a sentence saying where the original is.
    """

    data: bytes
    title: str
    filename: str
    original: str


@dataclass(frozen=True, slots=True)
class Section:
    """One paper of the pack.

    `number`: the item's number such as "3" or "7A", "" for an appendix. `state`: a word such as
    "Published". `facts`: From, To, Date. `level`: 2 for a part of the section before it, such as
    one group's update under "Quarterly updates".
    """

    key: str
    number: str
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    bound: tuple[BoundPdf, ...] = ()
    level: int = 1

    @property
    def name(self) -> str:
        """ "3. Title" for an item, the title alone for an appendix."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def stands_in(self) -> bool:
        """Whether it is a page in place of a paper that is withheld or to follow."""
        return not self.bound and [
            block.kind in ("withheld", "to-follow") if isinstance(block, Notice) else False
            for block in self.blocks
        ] == [True]


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole pack. `timestamp` must have a time zone; it is the only date in the metadata."""

    title: str
    body_name: str
    meeting_line: str
    place: str
    edition: str
    circulated_line: str
    author: str
    timestamp: datetime
    language: str = "en-GB"
    keywords: tuple[str, ...] = ()
    cover: tuple[Block, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    agenda_notes: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    # What stands at the head and foot of each page; nothing where it is not marked.
    marking: str = ""

    def __post_init__(self) -> None:
        """Refuses what would make links or dates ambiguous, with ValueError."""
        if self.timestamp.tzinfo is None:
            raise ValueError("The pack's timestamp has no time zone. Give it one.")
        keys = [section.key for section in self.sections]
        if len(set(keys)) != len(keys):
            raise ValueError("Two sections of the pack have the same key. Give each its own.")
        missing = {line.section for line in self.agenda if line.section} - set(keys)
        if missing:
            raise ValueError(f"The agenda points at sections that are not there: {missing}.")

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections as a contents list shows them: a part does not repeat its item's number."""
        found: list[Section] = []
        above = ""
        for section in self.sections:
            part = section.level > 1
            found.append(
                replace(section, number="") if part and section.number == above else section
            )
            above = above if part else section.number
        return tuple(found)

    @property
    def feet(self) -> tuple[str, ...]:
        """What a running foot may say, the fullest first: the body, and when it meets."""
        day = self.meeting_line.partition(",")[0]
        full = ", ".join(filter(None, (self.body_name, self.meeting_line)))
        short = ", ".join(filter(None, (self.body_name, day)))
        return tuple(dict.fromkeys((full, short, self.body_name, self.meeting_line)))
