"""Asking for an action because of a risk."""

from datetime import date

from frankpledge.actions.models import Action
from frankpledge.actions.operations import ask
from frankpledge.partnership.models import Body
from frankpledge.review.risks.models import Risk, RiskAction
from frankpledge.shared.door import Actor, operation


@operation("Asked for an action because of a risk")
def ask_for_action(
    *,
    by: Actor,
    risk: Risk,
    board: Body,
    text: str,
    owner: Body | None,
    owner_post: str = "",
    due: date | None = None,
    asked: date,
) -> Action:
    """Put an action in a board's register of actions, and link it to the risk it is for."""
    where = f"risk {risk.number} of {risk.register.short_on(asked)}"
    action = ask(
        by=by,
        register=board,
        text=text,
        owner=owner,
        owner_post=owner_post,
        due=due,
        asked=asked,
        asked_at=where[:200],
        asked_url=risk.get_absolute_url(),
    )
    link = RiskAction(risk=risk, action=action)
    link.save()
    return action
