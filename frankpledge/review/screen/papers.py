"""The one screen on paper: the first page of the members' pack after the agenda."""

from datetime import date

from frankpledge.documents.content import Notice, Paragraph, Run, Table, Text, words
from frankpledge.documents.pack import Section
from frankpledge.meetings.contributions import opens_pack
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import Meeting
from frankpledge.review.screen.columns import Cell
from frankpledge.review.screen.queries import Line, Screen, board_screen
from frankpledge.review.screen.rules import ACT, LEVELS, WATCH
from frankpledge.review.screen.tables import columns, lead, under
from frankpledge.shared.words import spell_day

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
        blocks=(
            Notice("information", lead(found).rstrip("."), words(under(found))),
            _table(found),
            Paragraph(words(HOW)),
        ),
    )


HOW = (
    "“Act” is where the board’s help is wanted now, “watch” what to keep an eye on. The group with "
    "most to act on stands first, then the one with most to watch."
)


def _table(screen: Screen) -> Table:
    return Table(
        head=tuple(words(one) for one in columns(screen)),
        rows=tuple(_row(line) for line in screen.lines),
        caption="Every group that reports to the board, the worst first",
    )


def _row(line: Line) -> tuple[Text, ...]:
    stands: Text = (Run(LEVELS[line.level], bold=line.level == ACT),)
    return (words(line.name), stands, *(_cell(cell) for cell in line.cells))


def _cell(cell: Cell) -> Text:
    judged = cell.judged
    note = f" ({judged.note})" if judged.note else ""
    if judged.level in {ACT, WATCH}:
        return (
            Run(f"{LEVELS[judged.level]}: ", bold=judged.level == ACT),
            Run(f"{judged.text}{note}"),
        )
    return words(f"{judged.text}{note}")
