"""Requests as a table, for binding into a pack or a document."""

from datetime import date

from frankpledge.documents.content import Block, Paragraph, Table, words
from frankpledge.partnership.models import Body
from frankpledge.review.requests.queries.lines import RequestLine
from frankpledge.review.requests.queries.lists import request_list
from frankpledge.shared.words import count_of, spell_day

HEAD = ("No.", "Who asks", "What is asked", "Who answers", "How it stands")


def request_blocks(board: Body, on: date) -> tuple[Block, ...]:
    """What groups had asked of a board and was not closed on a day, as one table.

    For a pack: those that read it may read every update that asks.
    """
    lines = [one for one in request_list(board, on).lines if one.is_open]
    if not lines:
        return (Paragraph(words(f"No request was open on {spell_day(on)}.")),)
    waiting = sum(one.state == "open" for one in lines)
    said = (
        f"{count_of(len(lines), 'request')} open on {spell_day(on)}, {waiting} without an answer."
    )
    table = Table(
        head=tuple(words(one) for one in HEAD),
        rows=tuple(tuple(words(cell) for cell in _cells(one)) for one in lines),
        caption="Requests to the board and to authorities",
    )
    return (Paragraph(words(said)), table)


def _cells(line: RequestLine) -> tuple[str, ...]:
    told = [line.tag, line.running, line.answer]
    return (
        str(line.number),
        line.group,
        line.text,
        line.owner or "Nobody yet",
        ". ".join(one.rstrip(".") for one in told if one),
    )
