"""Asking: for the first time, again at a later meeting, or not after all."""

from datetime import date

from django.db.models import Max

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.requests.models import (
    OPEN_STATES,
    BoardRequest,
    RequestAsking,
    RequestWord,
)
from frankpledge.shared.door import Actor, operation


def next_number(board: Body) -> int:
    """The next number in a board's list. Call it inside an operation: until that ends, nobody else
    is given a number in the same list."""
    Body.objects.select_for_update(no_key=True).get(pk=board.pk)
    found = BoardRequest.objects.filter(board=board).aggregate(last=Max("number"))
    last: int | None = found["last"]
    return (last or 0) + 1


@operation("Asked the board")
def ask_board(
    *,
    by: Actor,
    board: Body,
    group: Body,
    meeting: Meeting,
    text: str,
    on: date,
    continues: BoardRequest | None = None,
    for_information: bool = False,
) -> BoardRequest:
    """A group asks something of authorities or the board at a meeting; the list gives it a number.

    `continues` is the request that is asked again: it is open again, whatever was said of it.
    The same request at the same meeting is put right, not asked twice. What is for information
    closes itself: it is noted as it comes. `on` is the day it was asked.
    """
    request = continues or BoardRequest(
        board=board, group=group, number=next_number(board), asked=on
    )
    asked = RequestAsking.objects.filter(request=continues, meeting=meeting).first()
    is_again = asked is None
    later = RequestAsking.objects.filter(request=continues, on__gt=on).exclude(meeting=meeting)
    if continues is None or not later.exists():
        request.text = text
    if for_information:
        request.state, request.settled = "noted", request.settled or on
    elif is_again or request.state == "noted":
        request.state, request.settled = "open", None
    request.save()
    asking = asked or RequestAsking(request=request, meeting=meeting, on=on)
    asking.text = text
    asking.save()
    return request


@operation("Took a request back")
def take_back(*, by: Actor, request: BoardRequest, meeting: Meeting, on: date) -> None:
    """The group does not ask this at a meeting after all: its update no longer says so.

    What was never asked elsewhere is gone, unless somebody has dealt with it already: then it is
    closed. What was asked before stands as it stood without this asking.
    """
    asked = request.askings.filter(meeting=meeting).first()
    if asked is None:
        return
    earlier = request.askings.exclude(pk=asked.pk).last()
    said = request.words.last()
    if earlier is None:
        _withdraw(request, on, dealt_with=bool(said or request.owner_id or request.action_id))
        return
    asked.delete()
    request.text = earlier.text
    if request.state == "open" and said and said.on >= earlier.on:
        request.state = said.kind
        request.settled = said.on if said.kind == "closed" else None
    request.save()


def _withdraw(request: BoardRequest, on: date, *, dealt_with: bool) -> None:
    if not (dealt_with or request.update_entries.exists()):
        request.delete()
    elif request.state in OPEN_STATES:
        why = "The group took it back."
        RequestWord(request=request, on=on, kind="closed", text=why, by_body=request.group).save()
        request.state, request.settled = "closed", on
        request.save()
