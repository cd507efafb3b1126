"""Asking: for the first time, again at a later meeting, or not after all."""

from datetime import date

from django.db.models import Max

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.requests.models import BoardRequest, RequestAsking
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
def take_back(*, by: Actor, request: BoardRequest, meeting: Meeting) -> None:
    """The group does not ask this at a meeting after all: its update no longer says so.

    What was never asked elsewhere, and of which nobody has said anything, is gone; anything else
    stands as it stood without this asking.
    """
    asked = request.askings.filter(meeting=meeting).first()
    if asked is None:
        return
    asked.delete()
    earlier = request.askings.last()
    said = request.words.last()
    if earlier is None and said is None and request.owner_id is None and request.action_id is None:
        request.delete()
        return
    if earlier is not None:
        request.text = earlier.text
    if request.state == "open" and said and (earlier is None or said.on >= earlier.on):
        request.state = said.kind
        request.settled = said.on if said.kind == "closed" else None
    request.save()
