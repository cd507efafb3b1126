"""Papers and packs made up for the tests: a board, its agenda and papers of every kind."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from frankpledge.documents.content import (
    Block,
    Facts,
    Figure,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Quote,
    RecommendationsHere,
    Run,
    Signatures,
    SignatureSlot,
    Table,
    numbered,
    with_recommendations,
    words,
)
from frankpledge.documents.pack import AgendaLine, BoundPdf, Pack, Section
from frankpledge.documents.pdf import blocks_pdf

FILES = Path(__file__).parent / "files"
WELSH = "Ŵ ŵ Ŷ ŷ"
STAMP = dt.datetime(2018, 10, 4, 9, 0, tzinfo=dt.UTC)
CHART = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='480' height='200'>"
    b"<rect x='60' y='20' width='60' height='140' fill='#0b4f3c'/>"
    b"<text x='60' y='180' font-family='Helvetica, sans-serif'>2018</text></svg>"
)


def item(text: str) -> tuple[Block, ...]:
    return (Paragraph(words(text)),)


def paper() -> tuple[Block, ...]:
    """One paper with every kind of block, numbered, its recommendations in place."""
    blocks: tuple[Block, ...] = (
        Heading(1, words("Purpose")),
        Paragraph(words(f"This paper says how grants were used. {WELSH}")),
        Heading(1, words("Recommendations")),
        RecommendationsHere(),
        Heading(1, words("Background")),
        Paragraph((Run("See the "), Run("guidance", link="https://example.org/g"), Run("."))),
        ListBlock((item("budgets shrank;"), (*item("two groups:"), ListBlock((item("schools"),))))),
        ListBlock((item("first"), item("second")), ordered=True, start=3),
        Heading(2, words("Figures")),
        Paragraph((Run("CO"), Run("2", lowered=True), Run(" and "), Run("bold", bold=True))),
        Figure(CHART, "image/svg+xml", "Bar chart: one bar, 2018.", "One bar stands alone"),
        Quote(item("We had not met before.")),
        table(),
        Notice("withheld", "One line is left out", words("It names a person.")),
        Facts((("Source", words("Research team")), ("As at", words("3 September 2018")))),
        Signatures(
            (
                SignatureSlot("North district council", "Chief executive"),
                SignatureSlot("The constabulary", "Chief constable", "C Able", "11 October 2018"),
                SignatureSlot("The fire authority", "Chief fire officer"),
            )
        ),
    )
    asks = (words("to note the progress; and"), words("to agree the match funding of £77,500."))
    return numbered(with_recommendations(blocks, asks))


def table() -> Table:
    rows = (("North", "1,420", "-20%"), ("South", "912", "-1%"), ("All", "2,332", "-13%"))
    return Table(
        tuple(words(name) for name in ("District", "Offences", "Change")),
        tuple(tuple(words(cell) for cell in row) for row in rows),
        caption="Burglary by district",
        numeric=(1, 2),
        total=True,
    )


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def bound(name: str, title: str, original: str = "https://example.org/original") -> BoundPdf:
    return BoundPdf(file(name), title, name, original)


@cache
def typst_paper() -> bytes:
    """A tagged paper of our own, to stand for one from outside."""
    return blocks_pdf("An outside paper", paper(), timestamp=STAMP)


def pack(*extra: Section) -> Pack:
    facts = (("From", "Chief executive"), ("To", "The Board"), ("Date", "1 October 2018"))
    sections = (
        Section("2", "2", "Minutes", "Draft", facts, (), (bound("untagged.pdf", "Action log"),)),
        Section("3", "3", "Grants to partnerships", "Published", facts, paper()),
        Section("5", "5", "Quarterly updates", "Received", (), item("Seven of nine came.")),
        Section("5a", "5A", "Youth justice", "Received", facts, paper(), level=2),
        Section("5b", "5B", "Drugs and alcohol", "To follow", facts, (), level=2),
        *extra,
        Section("x", "", "Evidence", "Published", (), (), (bound("tagged.pdf", "Survey"),)),
    )
    agenda = (
        AgendaLine("1", "Welcome", "Chair", 5, "10am"),
        AgendaLine("2", "Minutes", "Chair", 5, "10:05am", "For decision", "2"),
        AgendaLine("3", "Grants to partnerships", "Chief executive", 20, "10:10am", "", "3"),
        AgendaLine("5", "Quarterly updates", "Group chairs", 30, "10:30am", "", "5"),
    )
    return Pack(
        title="Community Safety Board",
        body_name="Countywide Community Safety Strategic Board",
        meeting_line="Thursday 11 October 2018, 10am to noon",
        place="Council chamber",
        edition="Members’ pack",
        circulated_line="Circulated to 41 members on 4 October 2018",
        author="Office of the local policing body",
        timestamp=STAMP,
        keywords=("community safety", "board"),
        cover=(Notice("information", "One paper is to follow", words("Item 5B.")),),
        agenda=agenda,
        agenda_notes=item("The meeting is held in public."),
        sections=sections,
    )
