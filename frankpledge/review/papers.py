"""Quarterly updates as they are bound into a pack: a summary, then one section a group."""

from datetime import date

from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Run,
    Table,
    Text,
    words,
)
from frankpledge.documents.pack import Section
from frankpledge.meetings.contributions import contributes
from frankpledge.meetings.editions import PUBLISHED, Reader
from frankpledge.meetings.models import AgendaItem
from frankpledge.review.queries.updates import (
    EntryLine,
    Round,
    SectionLines,
    UpdatePage,
    update_round,
)
from frankpledge.shared.words import spell_list

NOTHING = "Nothing to report."
NOT_ASKED = "Nothing asked"


def update_blocks(page: UpdatePage) -> tuple[Block, ...]:
    """One update: each section of the board's form in order."""
    blocks: list[Block] = []
    for section in page.sections:
        blocks.append(Heading(1, words(section.section.title)))
        if section.section.kind == "documents":
            blocks.append(_documents(page))
        elif section.section.kind == "pairs":
            blocks.append(_pairs(section) if section.lines else Paragraph(words(NOTHING)))
        else:
            blocks.extend(_text(section) or (Paragraph(words(NOTHING)),))
    if page.notices:
        told = (
            f"{one.when}: {one.title} ({one.get_kind_display().lower()})." for one in page.notices
        )
        blocks.append(Heading(1, words("Dates to know")))
        blocks.append(ListBlock(tuple((Paragraph(words(one)),) for one in told)))
    return tuple(blocks)


def _text(section: SectionLines) -> tuple[Block, ...]:
    if len(section.lines) > 1 and not any(line.title for line in section.lines):
        return (ListBlock(tuple((Paragraph(words(line.text)),) for line in section.lines)),)
    return tuple(
        Paragraph(
            (Run(f"{line.title}. ", bold=True), Run(line.text)) if line.title else words(line.text)
        )
        for line in section.lines
    )


def _pairs(section: SectionLines) -> Table:
    def asked(line: EntryLine) -> Text:
        if line.request_note:
            return words(line.request_note)
        return words(line.request or ("For information" if line.for_information else NOT_ASKED))

    def said(line: EntryLine) -> Text:
        mark = (Run("Carried from an earlier update. ", bold=True),) if line.carried else ()
        told = [line.text, line.note]
        if line.links:
            told.append(f"Hangs together with: {spell_list([one.words for one in line.links])}.")
        return (*mark, *words(" ".join(filter(None, told)) or "–"))

    return Table(
        head=(words("What the group reports"), words(section.section.request_title)),
        rows=tuple((said(line), asked(line)) for line in section.lines),
        row_heads=False,
    )


def _documents(page: UpdatePage) -> Table:
    return Table(
        head=(words("Document"), words("State"), words("Date"), words("As the group wrote it")),
        rows=tuple(
            (
                words(one.title),
                words(one.state.words),
                words(one.dated or "–"),
                words(". ".join(filter(None, (one.text, one.reason))) or "–"),
            )
            for one in page.documents
        ),
    )


def _summary(found: Round) -> tuple[Block, ...]:
    if not found.expected:
        return ()
    opening = f"{found.share} updates are in."
    blocks: list[Block] = [Paragraph(words(opening))]
    if found.outstanding:
        names = spell_list([name for _, name in found.outstanding])
        blocks.append(Notice("to-follow", "Updates still to come", words(f"{names}.")))
    if found.received:
        blocks.append(_summary_table(found))
    return tuple(blocks)


def _summary_table(found: Round) -> Table:
    """A line a group: documents, entries in each section of entries, and requests."""
    kinds = [one.section for one in found.received[0].sections if one.section.kind == "pairs"]
    head = ("Group", "Documents in place", *(kind.title for kind in kinds), "Requests")
    rows = tuple(
        (
            words(page.group_name),
            words(f"{page.documents_filled} of {len(page.documents)}"),
            *(words(str(len(page.lines(kind.slug)))) for kind in kinds),
            words(str(len(page.requests))),
        )
        for page in found.received
    )
    return Table(tuple(map(words, head)), rows, numeric=tuple(range(1, len(head))))


@contributes("quarterly-updates")
def update_sections(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The updates of the item's meeting: a summary of the round, then each group's own."""
    meeting = item.meeting
    hidden = reader.edition is PUBLISHED and meeting.published is None
    key = f"item-{item.label}-updates".lower()
    if hidden:
        notice = Notice(
            "withheld",
            "The updates are not public yet",
            words("They are published with the papers."),
        )
        return (Section(key, item.label, "Quarterly updates", "Withheld", (), (notice,)),)
    found = update_round(meeting, None, day, warn=False)
    if found.template is None:
        return ()
    name = f"{found.template.name}s"
    first = Section(key, item.label, name, "", (), _summary(found))
    return (first, *(_section(key, item.label, page) for page in found.received))


def _section(key: str, label: str, page: UpdatePage) -> Section:
    facts = (
        ("Period", f"{page.update.period:%B %Y}"),
        ("Chair", page.update.chair_post or "Not stated"),
        ("Vice-chair", page.update.vice_chair_post or "Not stated"),
    )
    return Section(
        key=f"{key}-{page.group.slug}",
        number=label,
        title=page.group_name,
        state="",
        facts=facts,
        blocks=update_blocks(page),
        level=2,
    )
