"""A meeting's questions as a sheet for its chair: what is put, by whom, and how long it has."""

from datetime import date

from frankpledge.documents.content import Block, Heading, Paragraph, Run, words
from frankpledge.documents.pack import Pack, Section
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.papers import meeting_line, pack_stamp
from frankpledge.meetings.queries.questions import ItemQuestions, QuestionLine, questions_page
from frankpledge.partnership.people import Viewer
from frankpledge.shared.words import count_of, spell_day


def question_sheet(meeting: Meeting, viewer: Viewer, on: date) -> Pack:
    """The sheet as it stands on a day. Raises LookupError for a meeting without a date."""
    if meeting.date is None:
        raise LookupError(f"The meeting “{meeting.label}” has no date yet.")
    page = questions_page(meeting, viewer, on)
    asked = [one for one in page.items if one.put or one.answered]
    return Pack(
        title=f"Questions, {spell_day(meeting.date)}",
        body_name=page.body_name,
        meeting_line=meeting_line(meeting),
        place=meeting.place,
        edition="Questions sent in beforehand",
        circulated_line=f"{count_of(page.count, 'question')} by {spell_day(on)}",
        author=page.body_name,
        timestamp=pack_stamp(on),
        keywords=("questions", page.body_name, spell_day(meeting.date)),
        sections=tuple(map(_section, asked)),
    )


def _section(one: ItemQuestions) -> Section:
    blocks: list[Block] = []
    for line in one.put:
        blocks.extend(_question(line))
    if one.answered:
        blocks.append(Heading(1, words("Answered in writing beforehand")))
        for line in one.answered:
            blocks.extend(_question(line))
    facts = (("Time", one.box.words),) if one.put else ()
    key = f"questions-{one.item.label}".lower()
    return Section(key, one.item.label, one.item.title, "", facts, tuple(blocks))


def _question(line: QuestionLine) -> list[Block]:
    about = f", about {line.about}" if line.about else ""
    asked = f"{line.asked_by} asks{about}: "
    blocks: list[Block] = [Paragraph((Run(asked, bold=True), *words(line.question.text)))]
    if line.question.answer:
        blocks.append(Paragraph((Run("Answer: ", bold=True), *words(line.question.answer))))
    return blocks
