"""Requests as rows: for a page's table, for a file, for a terminal."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from frankpledge.actions.queries.owing import shortened
from frankpledge.review.requests.queries.lines import RequestLine
from frankpledge.shared.words import spell_day

COLUMNS = ["Request", "Who asks", "Who answers", "How it stands"]
CSV_HEAD = (
    "Number",
    "Request",
    "Who asks",
    "First asked",
    "Last asked at the meeting of",
    "Quarters running",
    "Who answers",
    "Answer wanted by",
    "State",
    "Answer",
    "Answered on",
    "Closed on",
    "Why closed",
    "Action",
)


def request_rows(lines: Iterable[RequestLine], on: date) -> list[list[Any]]:
    """Lines as the table component shows them."""
    return [_row(line, on) for line in lines]


def _row(line: RequestLine, on: date) -> list[Any]:
    name: dict[str, Any] = {
        "text": f"{line.number}. {shortened(line.text, 200)}",
        "url": line.url,
        "note": line.running.capitalize(),
    }
    owner: Any = line.owner or {"reason": "nobody yet"}
    if line.state == "noted":
        owner = {"reason": "for information"}
    wanted = f"By {spell_day(line.answer_by)}" if line.answer_by and line.state == "open" else ""
    stands: list[Any] = [{"status": "Late" if line.is_late(on) else line.tag}]
    stands += filter(None, [wanted, how_it_stands(line)])
    return [name, line.group, owner, stands]


def how_it_stands(line: RequestLine) -> str:
    """What stands beside the tag: the action it became, the answer, or why it was closed."""
    if line.state == "closed":
        return shortened(line.closed_why)
    return shortened(line.answer)


def csv_rows(lines: Iterable[RequestLine]) -> Iterator[tuple[str, ...]]:
    """A head and a row a request; dates as 2018-10-11, for programs and spreadsheets alike."""
    yield CSV_HEAD
    for one in lines:
        days = (one.asked, one.last_asked, one.answer_by, one.answered, one.closed)
        asked, last, wanted, answered, closed = (day.isoformat() if day else "" for day in days)
        yield (
            str(one.number),
            one.text,
            one.group,
            asked,
            last,
            str(one.quarters),
            one.owner,
            wanted,
            one.tag,
            one.answer,
            answered,
            closed,
            one.closed_why,
            one.action,
        )


def line_words(line: RequestLine) -> str:
    """One request in a line of words, for a terminal."""
    told = [line.group, line.owner or "given to nobody", line.running]
    said = f"{line.number}. {shortened(line.text)} ({', '.join(filter(None, told))}): {line.tag}"
    more = how_it_stands(line)
    return f"{said}. {more}" if more else said
