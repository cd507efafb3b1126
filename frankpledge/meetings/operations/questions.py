"""Sending in a question before a meeting, and answering it."""

from datetime import date

from frankpledge.meetings.models import AgendaItem, Question
from frankpledge.meetings.rules.questions import may_ask
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Sent in a question")
def ask_question(
    *,
    by: Actor,
    item: AgendaItem,
    asked_by: Body,
    text: str,
    on: date,
    about: Body | None = None,
) -> Question:
    """A question on an item, or on one group's part of it. Raises Refused out of its time."""
    require(may_ask(item.meeting.circulated, item.meeting.date, on))
    if not text.strip():
        require(refused("Write the question."))
    question = Question(
        item=item, about=about, asked_by=asked_by, post=by.name, asked=on, text=text.strip()
    )
    question.save()
    return question


@operation("Answered a question")
def answer_question(*, by: Actor, question: Question, answer: str, on: date) -> None:
    """The answer, before the meeting or at it. A better one takes its place; the day stays.

    Raises Refused for an empty one.
    """
    if not answer.strip():
        require(refused("Write the answer."))
    question.answer = answer.strip()
    question.answered = question.answered or on
    question.save()
