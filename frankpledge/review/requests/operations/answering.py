"""What becomes of a request: an owner, an answer, an action, an end."""

from datetime import date

from frankpledge.actions.models import Action
from frankpledge.actions.operations import ask
from frankpledge.partnership.models import Body
from frankpledge.review.requests.models import BoardRequest, RequestWord
from frankpledge.review.requests.rules import may_answer, may_become_action, may_close
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import require
from frankpledge.shared.words import spell_day


def _fresh(request: BoardRequest, version: int | None) -> None:
    if version is not None and version != request.version:
        raise StaleRecord(str(request))


@operation("Gave a request its owner")
def give_owner(
    *,
    by: Actor,
    request: BoardRequest,
    owner: Body | None,
    owner_post: str = "",
    answer_by: date | None = None,
    version: int | None = None,
) -> None:
    """Who is to answer, and by when. Nobody again, where `owner` is None.

    Raises Refused for one that is settled, StaleRecord where `version` is not the request's.
    """
    _fresh(request, version)
    require(may_answer(request.state))
    request.owner, request.owner_post, request.answer_by = owner, owner_post, answer_by
    request.save()


@operation("Answered a request")
def answer(
    *,
    by: Actor,
    request: BoardRequest,
    on: date,
    text: str,
    by_body: Body | None = None,
    post: str = "",
) -> RequestWord:
    """Answer a request, or add to an answer. Two who answer at once both keep theirs.

    Raises Refused for one that is settled.
    """
    held: BoardRequest = BoardRequest.objects.select_for_update().get(pk=request.pk)
    require(may_answer(held.state))
    word = RequestWord(
        request=held, on=on, kind="answered", text=text, by_body=by_body, post=post[:200]
    )
    word.save()
    held.state = "answered"
    held.save()
    return word


@operation("Closed a request")
def close_request(
    *,
    by: Actor,
    request: BoardRequest,
    on: date,
    why: str,
    by_body: Body | None = None,
    post: str = "",
    version: int | None = None,
) -> None:
    """Close a request with the reason: by the board, or by the group that no longer asks it.

    Raises Refused without a reason and for one that is settled, StaleRecord where `version` is
    not the request's.
    """
    _fresh(request, version)
    require(may_close(request.state, why))
    RequestWord(
        request=request, on=on, kind="closed", text=why.strip(), by_body=by_body, post=post[:200]
    ).save()
    request.state, request.settled = "closed", on
    request.save()


@operation("Turned a request into an action")
def turn_into_action(
    *,
    by: Actor,
    request: BoardRequest,
    on: date,
    text: str,
    owner: Body | None,
    owner_post: str = "",
    due: date | None = None,
    version: int | None = None,
) -> Action:
    """The board makes a request an action of its register; that is its answer to the group.

    Raises Refused where it is one already or is settled, StaleRecord where `version` is not the
    request's.
    """
    _fresh(request, version)
    require(may_become_action(request.state, is_action=request.action_id is not None))
    board = request.board
    action = ask(
        by=by,
        register=board,
        text=text,
        owner=owner,
        owner_post=owner_post,
        due=due,
        asked=on,
        asked_at=f"request {request.number} of {request.group.short_on(on)}"[:200],
        asked_url=request.get_absolute_url(),
    )
    said = f"The board has made this action {action.number}"
    by_when = f", due on {spell_day(due)}" if due else ""
    RequestWord(
        request=request, on=on, kind="answered", text=f"{said}{by_when}.", by_body=board
    ).save()
    request.action, request.state = action, "answered"
    request.save()
    return action
