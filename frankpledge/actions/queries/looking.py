"""What a board goes through at a meeting."""

from dataclasses import dataclass
from datetime import date

from frankpledge.actions.models import OPEN_STATES, Action, ActionLook
from frankpledge.actions.queries.register import Line, lines_of
from frankpledge.partnership.models import Body


@dataclass(frozen=True)
class Row:
    """One action to go through, and what is chosen for it beforehand."""

    line: Line
    number: int
    version: int
    outcome: str
    note: str


def to_go_through(board: Body, on: date) -> tuple[Row, ...]:
    """The actions open at a meeting: asked before it, and not looked at since.

    What was recorded for the same meeting already stands in its row, to be put right.
    """
    asked = Action.objects.filter(register=board, asked__lt=on)
    later = ActionLook.objects.filter(action__register=board, on__gt=on).values("action")
    looks = ActionLook.objects.filter(action__register=board, on=on).exclude(outcome="reopened")
    said = {one.action_id: one for one in looks}
    return tuple(
        _row(line, said.get(line.action.pk))
        for line in lines_of(asked.exclude(pk__in=later), on)
        if line.action.state in OPEN_STATES or line.action.pk in said
    )


def _row(line: Line, said: ActionLook | None) -> Row:
    if said:
        return Row(line, line.number, line.action.version, said.outcome, said.note)
    # What its owner says is done needs the board's own word.
    outcome = "" if line.state == "done" else "carried"
    return Row(line, line.number, line.action.version, outcome, "")
