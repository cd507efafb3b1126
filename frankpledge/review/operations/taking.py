"""Taking in what a received update says: risks, requests, documents, and the other boards.

An update pushes what it says down into the registers it concerns. Taken in again, unchanged or
changed, it puts right what it said before, and says nothing twice.
"""

from datetime import date

from frankpledge.actions.queries.owing import shortened
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateEntry,
    UpdateGiven,
)
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.operations import ask_board, close_request, take_back
from frankpledge.review.requests.rules import may_answer
from frankpledge.review.requirements.operations import state_evidence
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.operations import close_risk, mention, raise_risk, reopen_risk
from frankpledge.review.words import asks_nothing, says_nothing
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.words import spell_day

TITLE_LETTERS = 160


@operation("Took in a quarterly update")
def take_in(*, by: Actor, update: QuarterlyUpdate, on: date) -> None:
    """Push what a received update says into the registers it concerns, on the day it came.

    New risks are raised and those it tells of again are mentioned; requests are asked, asked again
    or closed; document rows are stated as evidence; the update is put down for the other boards
    that its group reports to. The same update again changes nothing.
    """
    template = update.template
    sections = {one.slug: one for one in TemplateSection.objects.filter(template=template)}
    entries = list(
        UpdateEntry.objects.filter(update=update).select_related("risk", "board_request")
    )
    # An entry that moved to another place keeps its request; one that was left asks no more.
    _take_back(by, update, entries, on)
    for entry in entries:
        section = sections.get(entry.section)
        if section is None or section.kind != "pairs":
            continue
        if section.risks:
            _risk(by, update, entry, on)
        _request(by, update, entry, on)
        entry.save()
    _documents(by, update, on)
    _other_boards(update, on)


def meeting_day(update: QuarterlyUpdate, on: date) -> date:
    """The day of the meeting that an update is for; `on` where the meeting has none yet."""
    day: date | None = update.meeting.date
    return day or on


# ---------------------------------------------------------------- risks


def _risk(by: Actor, update: QuarterlyUpdate, entry: UpdateEntry, on: date) -> None:
    if says_nothing(entry.text) or entry.risk_choice == "drop":
        return
    if entry.risk_choice == "close":
        if entry.risk and entry.risk.closed is None:
            close_risk(by=by, risk=entry.risk, on=on, why=entry.risk_why)
        return
    if entry.risk is None:
        if entry.carried and entry.request_choice and not entry.risk_choice:
            return  # a request carried by itself: what stands beside it is told, not raised
        entry.risk = raise_risk(
            by=by,
            register=update.group,
            title=shortened(entry.title or entry.text, TITLE_LETTERS),
            text=entry.text,
            raised=on,
            source=str(update),
            meeting=update.meeting,
        )
    elif _closed_by(entry.risk, update):
        why = "The group’s update tells of it again"
        reopen_risk(by=by, risk=entry.risk, on=on, why=why)
    mention(
        by=by,
        risk=entry.risk,
        board=update.meeting.body,
        on=meeting_day(update, on),
        words=entry.text,
    )


def _closed_by(risk: Risk, update: QuarterlyUpdate) -> bool:
    """Whether it was this update that closed the risk, before it was changed: nobody else since."""
    closed, received = risk.closed, update.received
    return closed is not None and received is not None and closed >= received


# ---------------------------------------------------------------- requests


def _request(by: Actor, update: QuarterlyUpdate, entry: UpdateEntry, on: date) -> None:
    held = entry.board_request
    if entry.request_choice in ("close", "accept"):
        if held and may_answer(held.state):
            why = entry.request_why or _accepted(held)
            close_request(by=by, request=held, on=on, why=why, by_body=update.group, post=by.name)
        return
    for_information = asks_nothing(entry.request) and not says_nothing(entry.request)
    text = entry.text if for_information else entry.request
    if entry.request_choice == "drop" or says_nothing(text) or says_nothing(entry.request):
        return
    if held and entry.request_choice == "keep" and _closed_by_others(held, update):
        return  # while this was a draft: who keeps it as it was did not ask for it again
    entry.board_request = ask_board(
        by=by,
        board=update.meeting.body,
        group=update.group,
        meeting=update.meeting,
        text=text,
        on=on,
        continues=held,
        for_information=for_information,
    )


def _closed_by_others(request: BoardRequest, update: QuarterlyUpdate) -> bool:
    """Whether a request is closed, and not by the group that asks it."""
    if request.state != "closed":
        return False
    last = request.words.filter(kind="closed").last()
    return last is not None and last.by_body_id != update.group_id


def _accepted(request: BoardRequest) -> str:
    answer = request.words.filter(kind="answered").last()
    when = f" of {spell_day(answer.on)}" if answer else ""
    return f"The answer{when} settles it."


def _take_back(by: Actor, update: QuarterlyUpdate, entries: list[UpdateEntry], on: date) -> None:
    """What an earlier version of this update asked, and this one does not."""
    asks = {entry.board_request_id for entry in entries if _speaks_of_request(entry)}
    gone = BoardRequest.objects.filter(
        board=update.meeting.body, group=update.group, askings__meeting=update.meeting
    ).exclude(pk__in=[key for key in asks if key])
    for request in gone:
        # It may go for good: then no line may point at it any more.
        for entry in entries:
            if entry.board_request_id == request.pk and not entry.carried:
                entry.board_request = None
                entry.save()
        take_back(by=by, request=request, meeting=update.meeting, on=on)


def _speaks_of_request(entry: UpdateEntry) -> bool:
    if entry.request_choice in ("close", "accept"):
        return True
    return entry.request_choice != "drop" and not says_nothing(entry.request)


# ---------------------------------------------------------------- documents, other boards


def _documents(by: Actor, update: QuarterlyUpdate, on: date) -> None:
    titles = {
        one.slug: one.title for one in TemplateDocument.objects.filter(template=update.template)
    }
    for row in update.documents.all():
        if row.document in titles:
            state_evidence(
                by=by,
                board=update.meeting.body,
                group=update.group,
                document=row.document,
                recorded=on,
                text=row.text,
                known=row.known_date,
                reason=row.not_applicable_reason,
                source=f"Quarterly update, {update.period:%B %Y}",
                source_url=update.get_absolute_url(),
                meeting=update.meeting,
            )


def _other_boards(update: QuarterlyUpdate, on: date) -> None:
    above = boards_above([update.group], meeting_day(update, on)).get(update.group_id, frozenset())
    known = set(UpdateGiven.objects.filter(update=update).values_list("board", flat=True))
    for board in Body.objects.filter(pk__in=above - known - {update.meeting.body_id}):
        UpdateGiven(update=update, board=board).save()
