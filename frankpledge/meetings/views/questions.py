"""Questions sent in before a meeting: asking, answering, and the chair's sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.meetings.access import access_item, access_meeting
from frankpledge.meetings.access_members import access_members_meeting, access_question
from frankpledge.meetings.contributions import gathered_by
from frankpledge.meetings.forms.questions import AnswerForm, AskForm
from frankpledge.meetings.models import Question
from frankpledge.meetings.operations.questions import answer_question, ask_question
from frankpledge.meetings.permissions import can_answer, can_ask
from frankpledge.meetings.queries.questions import asking_bodies, question_line, questions_page
from frankpledge.meetings.question_sheet import question_sheet
from frankpledge.meetings.rules.questions import may_ask
from frankpledge.meetings.views.agenda import crumbs, page_about
from frankpledge.meetings.views.files import pack_file
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import require


@signed_in
def questions(request: Looking, body: str, slug: str) -> HttpResponse:
    """The questions of a meeting by item, with the time each has."""
    meeting = access_meeting(body, slug)
    page = questions_page(meeting, request.viewer, clock.today())
    if meeting.body_id not in request.viewer.boards and not page.count:
        raise Http404("Questions are for members of the board and the groups they ask.")
    context = {
        "breadcrumbs": crumbs(meeting, inside=True),
        "page": page,
        "sheet": meeting.body_id in request.viewer.boards and page.count,
    }
    return render(request, "meetings/questions.html", context)


@signed_in
def sheet(request: Looking, body: str, slug: str) -> HttpResponse:
    """The questions as a PDF for the chair."""
    meeting = access_members_meeting(request.viewer, body, slug)
    try:
        content = question_sheet(meeting, request.viewer, clock.today())
    except LookupError as error:
        raise Http404(str(error)) from error
    return pack_file(content, "pdf", f"{body}-{slug}-questions")


@signed_in
def ask(request: Looking, body: str, slug: str, item: str) -> HttpResponse:
    """Send in a question on an item, or on one group's update."""
    found = access_item(request.viewer, body, slug, item)
    meeting, today = found.meeting, clock.today()
    asking = asking_bodies(request.viewer, meeting, today)
    if not can_ask(request.viewer, meeting) or not asking:
        raise Http404("Questions are for members of the board.")
    require(may_ask(meeting.circulated, meeting.date, today))
    day = meeting.date or today
    groups = {one.slug: one for one in gathered_by(found, day)}
    by_slug = {one.slug: one for one in asking}
    form = AskForm(tuple(groups.values()), asking, day, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        ask_question(
            by=request.viewer.actor,
            item=found,
            about=groups.get(given.get("about", "")),
            asked_by=by_slug.get(given.get("asked_by", ""), asking[0]),
            text=given["text"],
            on=today,
        )
        messages.success(request, "Your question is with the secretary and those it is put to.")
        return redirect(reverse("meetings:questions", args=[body, meeting.slug]))
    title = f"Send in a question on item {found.label}"
    return page_about(request, meeting, form, title, "Send in the question")


@signed_in
def question(request: Looking, body: str, slug: str, number: int) -> HttpResponse:
    """A question and its answer; for those it is put to, the form to answer it."""
    found = access_question(request.viewer, body, slug, number)
    answers = bool(can_answer(request.viewer, found))
    kept = {"answer": found.answer, "version": found}
    form = AnswerForm(request.POST or None, initial=kept)
    if request.method == "POST":
        if not answers:
            raise Http404("The group that is asked answers this question.")
        if form.is_valid():
            return _answered(request, found, form)
    context = {
        "breadcrumbs": crumbs(found.item.meeting, inside=True),
        "question": found,
        "line": question_line(found, request.viewer, clock.today()),
        "form": form if answers else None,
        "history": entries_about(found) if answers else [],
    }
    return render(request, "meetings/question.html", context)


def _answered(request: Looking, found: Question, form: AnswerForm) -> HttpResponse:
    """Keep an answer."""
    answer_question(
        by=request.viewer.actor,
        question=found,
        answer=form.cleaned_data["answer"],
        on=clock.today(),
    )
    messages.success(request, "The answer is saved.")
    return redirect(found)
