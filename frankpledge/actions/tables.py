"""A register as rows: for a page's table, for a file, for a terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

from frankpledge.actions.queries.owing import shortened
from frankpledge.actions.queries.register import Line
from frankpledge.shared.words import spell_day

COLUMNS = ["Action", "Asked of", "By when", "How it stands"]
CSV_HEAD = (
    "Number",
    "Reference",
    "Action",
    "Owner",
    "Due",
    "Due, as written",
    "Asked",
    "Asked at",
    "State",
    "Late",
    "Meetings carried over",
    "Progress",
    "Closed",
)


def register_rows(lines: Iterable[Line], *, tell_board: bool = False) -> list[list[Any]]:
    """Lines as the table component shows them; `tell_board` where they are of several boards."""
    return [_row(line, tell_board=tell_board) for line in lines]


def _row(line: Line, *, tell_board: bool) -> list[Any]:
    name: dict[str, Any] = {
        "text": f"{line.number}. {shortened(line.text, 200)}",
        "url": line.url,
        "note": line.asked_words.capitalize(),
    }
    owner: Any = line.board if tell_board else line.owner or {"reason": "nobody yet"}
    due: Any = line.due_words or {"reason": "no day set"}
    stands = [{"status": line.tag}, *filter(None, [how_it_stands(line)])]
    return [name, owner, due, stands]


def how_it_stands(line: Line) -> str:
    """What stands beside the tag: the owner's last word, and that the board must close it."""
    if line.state == "done":
        return f"For the board to close. {shortened(line.progress)}".strip()
    return shortened(line.progress)


def csv_rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """A head and a row an action; dates as 2018-10-11, for programs and spreadsheets alike."""
    yield CSV_HEAD
    for one in lines:
        action = one.action
        yield (
            str(one.number),
            action.ref,
            one.text,
            one.owner,
            one.due.isoformat() if one.due else "",
            action.due_words,
            one.asked.isoformat(),
            action.asked_at,
            one.state_words,
            "yes" if one.fits("late") else "no",
            str(one.carried),
            one.progress,
            action.closed.isoformat() if action.closed and not one.is_open else "",
        )


def line_words(line: Line) -> str:
    """One action in a line of words, for a terminal."""
    due = f"by {spell_day(line.due)}" if line.due else line.due_words or "no day set"
    told = [line.owner or "nobody yet", due, line.asked_words]
    return f"{line.number}. {shortened(line.text)} ({', '.join(filter(None, told))}): {line.tag}"
