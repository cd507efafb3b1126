"""Answers to requests among what bodies owe."""

from collections.abc import Iterable
from datetime import date

from frankpledge.actions.owed import Obligation, asks
from frankpledge.actions.queries.owing import shortened
from frankpledge.partnership.models import Body
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.queries.lines import RequestLine, lines_of, still_open
from frankpledge.shared.marking import BY_NAME
from frankpledge.shared.words import spell_day


@asks
def request_answers_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Requests given to these bodies that have no answer yet."""
    wanted: dict[int | None, Body] = {body.pk: body for body in bodies}
    given = BoardRequest.objects.filter(owner__in=wanted, state="open")
    for line in lines_of(still_open(given, on), on):
        if line.state == "open":
            yield _obligation(line, wanted[line.request.owner_id])


def _obligation(line: RequestLine, body: Body) -> Obligation:
    return Obligation(
        body=body,
        what=f"Answer request {line.number} of {line.group}{_text(line)}",
        to=line.board,
        due=line.answer_by,
        why=why(line),
        url=line.url,
        asked_by=line.request.board,
        answers=line.url,
    )


def _text(line: RequestLine) -> str:
    """What it asks; nothing where it is for named bodies: what a body owes, others read too."""
    return "" if line.request.audience in BY_NAME else f": {shortened(line.text)}"


def why(line: RequestLine) -> str:
    """When it was asked, how often, and that no day was set where none was."""
    told = [f"asked for the meeting of {spell_day(line.last_asked)}", line.running]
    if line.answer_by is None:
        told.append("no day was set")
    return ", ".join(filter(None, told))
