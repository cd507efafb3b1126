"""The board at a meeting: each action carried over, closed, dropped or reopened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.meeting_days import meeting_days
from frankpledge.actions.models import Action, ActionLook
from frankpledge.actions.rules import OUTCOME_STATES, ActionFacts, is_meeting_day, may_look
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused, require


@dataclass(frozen=True)
class Looked:
    """What the board decided about one action; `version`: of the action as the secretary saw it."""

    number: int
    version: int
    outcome: str
    note: str = ""


class ChangedMeanwhile(StaleRecord):
    """Some of these actions changed after they were shown; nothing has been recorded."""

    def __init__(self, actions: list[Action]) -> None:
        super().__init__(", ".join(str(one) for one in actions))
        self.actions = actions


@operation("Looked at an action")
def look(
    *, by: Actor, action: Action, on: date, today: date, outcome: str, note: str = ""
) -> ActionLook:
    """Record what the board decided about an action at a meeting: the only way it is closed.

    The same meeting's word on the same action is put right, not said twice. Raises Refused.
    """
    looks = {one.on: one for one in action.looks.all()}
    require(may_look(ActionFacts(action.state, action.asked, tuple(looks)), outcome, on, today))
    found: ActionLook = looks.get(on) or ActionLook(action=action, on=on)
    is_news = found.outcome != outcome
    found.outcome, found.note = outcome, note
    found.save()
    # Another note on the same word leaves alone what its owner has said since.
    if is_news or action.closed:
        _settle(action, OUTCOME_STATES[outcome], on, note)
    action.save()
    return found


def _settle(action: Action, state: str, on: date, note: str) -> None:
    # Recorded days after the meeting: what its owner has said since still stands.
    said_since = action.state == "done" and action.reports.filter(done=True, on__gt=on).exists()
    if state == "open" and said_since:
        return
    action.state = state
    action.closed = on if state in ("closed", "dropped") else None
    action.closed_why = note[:300] if action.closed else ""


@operation("Went through the actions")
def go_through(
    *, by: Actor, register: Body, on: date, today: date, looked: Sequence[Looked]
) -> int:
    """Record a meeting's word on many actions: all of them, or none. How many there were.

    Raises ChangedMeanwhile with those that somebody changed since they were shown, and Refused.
    """
    require(is_meeting_day(on, meeting_days(register)))
    held = {
        one.number: one
        for one in Action.objects.select_for_update()
        .filter(register=register, number__in=[one.number for one in looked])
        .prefetch_related("looks")
    }
    changed = [held[one.number] for one in looked if held[one.number].version != one.version]
    if changed:
        raise ChangedMeanwhile(changed)
    for one in looked:
        try:
            look(
                by=by,
                action=held[one.number],
                on=on,
                today=today,
                outcome=one.outcome,
                note=one.note,
            )
        except Refused as no:
            raise Refused(f"Action {one.number}: {no.reason}") from no
    return len(looked)


@operation("Reopened an action")
def reopen(*, by: Actor, action: Action, on: date, today: date, why: str) -> None:
    """Open a closed or dropped action again, by the board's word at a meeting. Raises Refused.

    At the meeting that closed it, that is put right: it was carried over.
    """
    require(is_meeting_day(on, meeting_days(action.register)))
    outcome = "carried" if action.closed == on else "reopened"
    look(by=by, action=action, on=on, today=today, outcome=outcome, note=why)
