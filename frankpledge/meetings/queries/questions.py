"""Questions sent in for a meeting, by item, with the time each has; and the answers owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.models import AgendaItem, Meeting, Question
from frankpledge.meetings.permissions import can_answer, can_ask
from frankpledge.meetings.rules.questions import (
    TimeBox,
    is_put_at_meeting,
    may_ask,
    questions_close,
)
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import Verdict
from frankpledge.shared.words import spell_day


@dataclass(frozen=True)
class QuestionLine:
    """A question as lists show it: about whose update, and by which post of which body."""

    question: Question
    about: str
    asked_by: str
    url: str
    can_answer: bool


@dataclass(frozen=True)
class ItemQuestions:
    """An item's questions: those that take time at the meeting, and those answered before it."""

    item: AgendaItem
    box: TimeBox
    put: tuple[QuestionLine, ...]
    answered: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class QuestionsPage:
    """The questions of a meeting that a viewer may see, by item."""

    meeting: Meeting
    body_name: str
    closes: date | None
    may_ask: Verdict
    items: tuple[ItemQuestions, ...]
    count: int
    can_ask_on: tuple[AgendaItem, ...]


def questions_page(meeting: Meeting, viewer: Viewer, on: date) -> QuestionsPage:
    """Every item that has questions; and for those who may ask, the items they may ask on.

    The time for each is shared out among all of an item's questions, seen or not.
    """
    every = list(
        Question.objects.filter(item__meeting=meeting).select_related("item", "about", "asked_by")
    )
    for one in every:
        one.item.meeting = meeting
    seen = set(
        Question.objects.visible_to(viewer)
        .filter(item__meeting=meeting)
        .values_list("pk", flat=True)
    )
    asking = may_ask(meeting.circulated, meeting.date, on)
    offers = bool(asking) and bool(can_ask(viewer, meeting))
    names = Body.objects.with_names().in_bulk(
        {key for one in every for key in (one.about_id, one.asked_by_id) if key}
    )
    items = tuple(AgendaItem.objects.filter(meeting=meeting))
    found: list[ItemQuestions] = []
    for item in items:
        item.meeting = meeting
        questions = [one for one in every if one.item_id == item.pk]
        shown = [one for one in questions if one.pk in seen]
        if shown:
            lines = [_line(one, names, viewer, meeting.date or on) for one in shown]
            found.append(_item(item, questions, lines))
    return QuestionsPage(
        meeting=meeting,
        body_name=meeting.body.name_on(meeting.date or on),
        closes=questions_close(meeting.date) if meeting.date else None,
        may_ask=asking,
        items=tuple(found),
        count=len(seen),
        can_ask_on=items if offers else (),
    )


def _item(item: AgendaItem, every: list[Question], lines: list[QuestionLine]) -> ItemQuestions:
    day = item.meeting.date

    def put(one: Question) -> bool:
        return is_put_at_meeting(one.answered, day)

    return ItemQuestions(
        item=item,
        box=TimeBox(item.minutes, sum(map(put, every))),
        put=tuple(line for line in lines if put(line.question)),
        answered=tuple(line for line in lines if not put(line.question)),
    )


def _line(question: Question, names: dict[int, Body], viewer: Viewer, day: date) -> QuestionLine:
    body = names[question.asked_by_id].name_on(day)
    return QuestionLine(
        question=question,
        about=names[question.about_id].name_on(day) if question.about_id else "",
        # Many a post says whose it is.
        asked_by=question.post if body in question.post else f"{question.post}, {body}",
        url=question.get_absolute_url(),
        can_answer=bool(can_answer(viewer, question)),
    )


def question_line(question: Question, viewer: Viewer, on: date) -> QuestionLine:
    """One question."""
    keys = {key for key in (question.about_id, question.asked_by_id) if key}
    names = Body.objects.with_names().in_bulk(keys)
    return _line(question, names, viewer, question.item.meeting.date or on)


def asking_bodies(viewer: Viewer, meeting: Meeting, on: date) -> tuple[Body, ...]:
    """The bodies for which a viewer may ask: those they act for that sit on the board, or it."""
    day = meeting.date or on
    seated = Membership.objects.on(day).filter(seat__body=meeting.body).values("represents")
    found = Body.objects.with_names().filter(
        Q(pk__in=seated) | Q(pk=meeting.body_id), pk__in=viewer.bodies
    )
    return tuple(found)


@asks
def answers_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Questions that wait for an answer, from the group asked, by the day before the meeting."""
    wanted = {body.pk: body for body in bodies}
    waiting = (
        Question.objects.filter(
            Q(about__in=wanted) | Q(about__isnull=True, item__lead_body__in=wanted),
            answered=None,
            item__meeting__date__gte=on,
        )
        .exclude(item__meeting__state="cancelled")
        .select_related("item__meeting")
    )
    found = list(waiting)
    boards = Body.objects.with_names().in_bulk({one.item.meeting.body_id for one in found})
    for one in found:
        meeting = one.item.meeting
        meeting.body = boards[meeting.body_id]
        yield Obligation(
            body=wanted[one.answered_by_id or 0],
            what=f"Answer a question on item {one.item.label}",
            to=f"{meeting.body.short_on(meeting.date)}, {meeting.when}",
            due=questions_close(meeting.date),
            why=f"the day before the meeting; asked on {spell_day(one.asked)}",
            url=one.get_absolute_url(),
            asked_by=meeting.body,
            answers=one.get_absolute_url(),
        )
