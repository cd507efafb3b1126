"""Actions among what bodies owe."""

from collections.abc import Iterable
from datetime import date

from frankpledge.actions.models import Action
from frankpledge.actions.owed import Obligation, asks
from frankpledge.actions.queries.register import Line, lines_of
from frankpledge.partnership.models import Body
from frankpledge.shared.words import spell_day


@asks
def actions_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Open actions that these bodies own. What its owner says is done waits for the board."""
    wanted: dict[int | None, Body] = {body.pk: body for body in bodies}
    for line in lines_of(Action.objects.filter(owner__in=wanted), on):
        if line.state == "open":
            yield _obligation(line, wanted[line.action.owner_id])


def _obligation(line: Line, body: Body) -> Obligation:
    return Obligation(
        body=body,
        what=f"Action {line.number}: {shortened(line.text)}",
        to=line.board,
        due=line.due,
        why=why(line),
        url=line.url,
        asked_by=line.action.register,
        answers=line.url,
    )


def shortened(text: str, most: int = 120) -> str:
    """The first line of a text, cut at a word where it is long."""
    first = text.strip().split("\n")[0]
    if len(first) <= most:
        return first
    return f"{first[:most].rsplit(' ', 1)[0]} …"


def why(line: Line) -> str:
    """When and where it was asked, how often, and what was said of the day where there is none."""
    said = f"Asked on {spell_day(line.asked)}"
    if line.action.asked_at:
        said = f"Asked at {line.action.asked_at}"
    told = [said, line.asked_words]
    if line.due is None:
        told.append(f"due “{line.due_words}”" if line.due_words else "no day was set")
    return ", ".join(filter(None, told))
