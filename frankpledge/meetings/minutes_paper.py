"""Minutes as a document: the same blocks for the page, the PDF, the Word file and the pack."""

from datetime import date, datetime, time

from frankpledge.actions.models import Action
from frankpledge.actions.papers import register_blocks
from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Run,
    Table,
    words,
)
from frankpledge.documents.pack import Pack, Section
from frankpledge.meetings.contributions import contributes
from frankpledge.meetings.editions import PUBLIC, PUBLISHED, Edition, Reader
from frankpledge.meetings.models import AgendaItem, Meeting, Minutes
from frankpledge.meetings.queries.attendance import Roll, RollRow
from frankpledge.meetings.queries.minutes import (
    Footnote,
    ItemNotes,
    MinutesPage,
    NoteLine,
    minutes_page,
    state_words,
)
from frankpledge.shared.clock import LONDON
from frankpledge.shared.words import spell_day

# The states of minutes that each edition of a pack may hold.
SHOWN = {
    PUBLISHED: frozenset({"published"}),
    PUBLIC: frozenset({"approved", "published"}),
}
TO_MEMBERS = frozenset({"comments", "approved", "published"})


def minutes_pack(page: MinutesPage) -> Pack:
    """The minutes as a document of their own. The same records give the same bytes."""
    meeting, minutes = page.meeting, page.minutes
    day = meeting.date
    if day is None:
        raise LookupError(f"The meeting “{meeting.label}” has no date yet, so it has no minutes.")
    stamp = minutes.published or minutes.approved or day
    return Pack(
        title=f"Minutes, {spell_day(day)}",
        body_name=page.body_name,
        meeting_line=", ".join(filter(None, (meeting.when, meeting.hours))),
        place=meeting.place,
        edition="Minutes",
        circulated_line=state_words(minutes).capitalize(),
        author=page.body_name,
        timestamp=datetime.combine(stamp, time(12), tzinfo=LONDON),
        keywords=("minutes", page.body_name, spell_day(day)),
        sections=(_section("minutes", "", page),),
    )


def minutes_blocks(page: MinutesPage) -> tuple[Block, ...]:
    """The minutes in order: who came, each item with its notes, the actions, what was corrected."""
    items = [block for one in page.items if one.notes for block in _item(one)]
    body = (*_came(page.roll), *items, *_actions(page), *_corrected(page))
    return (*_draft(page.minutes), *body, *_sealed(page.minutes))


def _section(key: str, number: str, page: MinutesPage) -> Section:
    day = page.meeting.date
    return Section(
        key=key,
        number=number,
        title=f"Minutes of the meeting of {spell_day(day)}" if day else "Minutes",
        state=page.minutes.get_state_display(),
        facts=(),
        blocks=minutes_blocks(page),
    )


def _draft(minutes: Minutes) -> tuple[Block, ...]:
    """Nobody should take a draft for the record."""
    if minutes.state in {"approved", "published"}:
        return ()
    text = "The board has not approved them yet, so they may still change."
    return (Notice("information", "These minutes are a draft", words(text)),)


def _came(roll: Roll) -> tuple[Block, ...]:
    if not roll.kept:
        return ()
    head = (words("Organisation and seat"), words("Post"), words("Attendance"))
    rows = [(words(_seat(one)), words(one.membership.post), words(_how(one))) for one in roll.rows]
    rows += [
        (words(one.organisation or "–"), words(one.row.post), words("In attendance"))
        for one in roll.others
    ]
    return (Heading(1, words("Who came")), Table(head, tuple(rows), caption="Attendance"))


def _seat(row: RollRow) -> str:
    title = row.seat.title
    return title if title == row.organisation else f"{row.organisation} ({title})"


def _how(row: RollRow) -> str:
    if not row.row or not row.row.substitute:
        return row.said
    if row.row.substitute_state == "approved":
        return f"{row.said}; {row.substitute} came as substitute"
    return f"{row.said}; {row.substitute} in attendance"


def _item(one: ItemNotes) -> tuple[Block, ...]:
    return (
        Heading(1, words(f"{one.label}. {one.title}")),
        *(Paragraph(_note(line)) for line in one.notes),
    )


def _note(line: NoteLine) -> tuple[Run, ...]:
    """A decision or an action stands out by its number in bold; what was said does not."""
    marks = tuple(Run(str(one.number), raised=True) for one in line.footnotes)
    if line.kind == "discussion":
        return (Run(line.text), *marks)
    bold = line.kind == "decision"
    outcome = f" ({line.outcome.lower()})" if line.outcome else ""
    asked = f" ({_asked(line)})" if line.kind == "action" and _asked(line) else ""
    return (
        Run(f"{line.label}{outcome}: ", bold=True),
        Run(f"{line.text}{asked}", bold=bold),
        *marks,
    )


def _asked(line: NoteLine) -> str:
    due = f"by {spell_day(line.due)}" if line.due else ""
    return ", ".join(filter(None, (line.owner, due)))


def _actions(page: MinutesPage) -> tuple[Block, ...]:
    if not page.actions:
        return ()
    head = (words("Action"), words("What is asked"), words("Of whom"), words("By when"))
    rows = tuple(
        (
            words(one.label.removeprefix("Action ")),
            words(one.text),
            words(one.owner or "–"),
            words(spell_day(one.due) if one.due else "–"),
        )
        for one in page.actions
    )
    return (Heading(1, words("Actions")), Table(head, rows, caption="Actions asked"))


def _corrected(page: MinutesPage) -> tuple[Block, ...]:
    """What the notes said before they were corrected: the only changes after approval."""
    marks = [mark for one in page.items for note in one.notes for mark in note.footnotes]
    if not marks:
        return ()
    items = tuple((Paragraph(words(correction_words(one))),) for one in marks)
    return (
        Heading(1, words("Corrected since they were approved")),
        ListBlock(items, ordered=True),
    )


def _sealed(minutes: Minutes) -> tuple[Block, ...]:
    """The head of the history's chain, as it was kept when the minutes were published.

    In groups, so that it breaks over lines and can be read out.
    """
    if not minutes.seal:
        return ()
    groups = " ".join(minutes.seal[place : place + 8] for place in range(0, 64, 8))
    said = (
        f"When these minutes were published, {minutes.sealed_entries:,} changes had been entered "
        "in this record. The seal below was worked out from all of them, and no longer fits if "
        "any one is altered or removed."
    )
    return (
        Heading(1, words("Seal of the record")),
        Paragraph(words(said)),
        Paragraph(words(groups)),
    )


def correction_words(one: Footnote) -> str:
    """A footnote: when it was corrected, by which decision, what stood there, and why."""
    by = f" by {one.by}" if one.by else ""
    return f"Corrected on {spell_day(one.on)}{by}. It said: “{one.was}” {one.reason}"


@contributes("minutes")
def minutes_and_actions(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The minutes of the meeting before, where this edition may hold them; then what is open.

    A board takes both at one item. One that keeps no register of actions gets the minutes alone.
    """
    found = _before(item.meeting, reader.edition)
    minutes: tuple[Section, ...] = ()
    if found is not None:
        key = f"item-{item.label}-minutes".lower()
        minutes = (_section(key, item.label, minutes_page(found, public=reader.edition.public)),)
    keeps_register = Action.objects.filter(register=item.meeting.body).exists()
    return minutes + (open_actions(item, reader, day) if keeps_register else ())


def _before(meeting: Meeting, edition: Edition) -> Minutes | None:
    """The minutes of the last meeting before, if they may be read in this edition."""
    if meeting.date is None:
        return None
    found: Minutes | None = (
        Minutes.objects.filter(meeting__body=meeting.body, meeting__date__lt=meeting.date)
        .select_related("meeting__body", "approved_by__meeting")
        .order_by("-meeting__date")
        .first()
    )
    shown = SHOWN.get(edition, TO_MEMBERS)
    return found if found and found.state in shown and found.notes.exists() else None


@contributes("actions")
def open_actions(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The board's open actions on the day of the meeting. They are for members alone."""
    if reader.edition.public:
        return ()
    section = Section(
        key=f"item-{item.label}-actions".lower(),
        number=item.label,
        title="Open actions",
        state="",
        facts=(),
        blocks=register_blocks(item.meeting.body, day),
    )
    return (section,)
