"""Asking somebody to do something, and changing what was asked."""

from datetime import date

from django.db.models import Max

from frankpledge.actions.models import Action
from frankpledge.actions.rules import may_change
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import require


def next_number(register: Body) -> int:
    """The next number in a register. Call it inside an operation: until that ends, nobody else
    is given a number in the same register."""
    Body.objects.select_for_update(no_key=True).get(pk=register.pk)
    last: int | None = Action.objects.filter(register=register).aggregate(last=Max("number"))[
        "last"
    ]
    return (last or 0) + 1


@operation("Asked for an action")
def ask(
    *,
    by: Actor,
    register: Body,
    text: str,
    owner: Body | None = None,
    owner_post: str = "",
    due: date | None = None,
    due_words: str = "",
    asked: date,
    asked_at: str = "",
    asked_url: str = "",
) -> Action:
    """Put an action in a board's register, which gives it its number.

    `asked_at` and `asked_url` say where it was asked, such as a meeting's minutes and their page.
    """
    action = Action(
        register=register,
        number=next_number(register),
        text=text,
        owner=owner,
        owner_post=owner_post,
        due=due,
        due_words=due_words,
        asked=asked,
        asked_at=asked_at,
        asked_url=asked_url,
    )
    action.save()
    return action


@operation("Changed an action")
def change(
    *,
    by: Actor,
    action: Action,
    text: str,
    owner: Body | None,
    owner_post: str,
    due: date | None,
    why: str = "",
    version: int | None = None,
) -> None:
    """Its words, its owner and its day. Another owner or day needs the reason, which is kept.

    What a file said of owner and day, where it could not be told for certain, is settled by this.
    Raises Refused without a reason, StaleRecord where `version` is no longer the action's.
    """
    if version is not None and version != action.version:
        raise StaleRecord(str(action))
    owner_id = owner.pk if owner else None
    passed_on = (owner_id, owner_post, due) != (action.owner_id, action.owner_post, action.due)
    require(may_change(why, passed_on=passed_on))
    if owner_id is not None or owner_post:
        action.owner_words = ""
    if due is not None:
        action.due_words = ""
    action.text, action.owner, action.owner_post, action.due = text, owner, owner_post, due
    if passed_on:
        action.changed_why = why.strip()
    action.save()
