"""The one screen on paper: the first page of the members' pack after the agenda."""

from collections.abc import Iterator
from datetime import date

from frankpledge.documents.content import Block, Notice, Paragraph, Run, Table, Text, words
from frankpledge.documents.pack import Section
from frankpledge.meetings.contributions import opens_pack
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import Meeting
from frankpledge.review.screen.columns import Cell
from frankpledge.review.screen.queries import Line, Screen, board_screen
from frankpledge.review.screen.rules import ACT, LEVELS, NOTHING, WATCH
from frankpledge.review.screen.tables import columns, lead, under
from frankpledge.shared.words import spell_day, spell_list

KEY = "screen"


@opens_pack
def screen_section(meeting: Meeting, reader: Reader, day: date) -> Section | None:
    """The one screen as its members have it; nothing in a public edition, or without groups."""
    if reader.edition.public:
        return None
    found = board_screen(meeting.body, meeting.circulated or day)
    if not found.lines:
        return None
    return Section(
        key=KEY,
        number="",
        title="How the groups stand",
        state="",
        facts=(("As at", spell_day(found.on)),),
        blocks=tuple(_blocks(found)),
    )


def _blocks(screen: Screen) -> Iterator[Block]:
    """What fits on a page: a line for each group to act on or watch, the others by name."""
    yield Notice("information", lead(screen).rstrip("."), words(f"{under(screen)} {HOW}"))
    lines = [line for line in screen.lines if line.level in {ACT, WATCH}]
    if lines:
        yield _table(screen, lines)
    others = [line.name for line in screen.lines if line not in lines]
    if others:
        yield Paragraph((Run("In order: ", bold=True), Run(f"{spell_list(others)}.")))


HOW = (
    "What stands in bold is to act on: the board’s help is wanted now. What stands in italics is "
    "to watch. The group with most to act on stands first, then the one with most to watch."
)


def _table(screen: Screen, lines: list[Line]) -> Table:
    return Table(
        head=tuple(words(one) for one in columns(screen)),
        rows=tuple(_row(line) for line in lines),
        caption="Groups to act on and to watch, the worst first",
    )


def _row(line: Line) -> tuple[Text, ...]:
    stands: Text = (Run(LEVELS[line.level], bold=line.level == ACT, italic=line.level == WATCH),)
    return (words(line.name), stands, *(_cell(cell) for cell in line.cells))


def _cell(cell: Cell) -> Text:
    judged = cell.judged
    if judged.level == NOTHING:
        return words("–")
    if judged.level not in {ACT, WATCH}:
        return words(judged.text)
    note = f", {judged.note}" if judged.note else ""
    act = judged.level == ACT
    return (Run(f"{judged.text}{note}", bold=act, italic=not act),)
