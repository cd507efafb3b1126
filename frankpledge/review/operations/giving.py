"""Giving an update to another board, before the papers of its own meeting go out."""

from datetime import date

from frankpledge.review.models import UpdateGiven
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require


@operation("Gave an update to another board")
def give_update(*, by: Actor, given: UpdateGiven, on: date) -> None:
    """Those who sit on the other board may read it from now on. Raises Refused for a draft."""
    if given.update.state != "received":
        require(refused("Send the update first: a draft is the group’s own."))
    if given.on is None:
        given.on = on
        given.save()
