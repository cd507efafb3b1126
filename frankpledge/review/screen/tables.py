"""The one screen as rows: for the page, for a spreadsheet, for the command line and for paper."""

from typing import Any

from frankpledge.review.screen.columns import Cell
from frankpledge.review.screen.queries import Line, Screen
from frankpledge.review.screen.rules import ACT, LEVELS, NOTHING, WATCH
from frankpledge.shared.words import count_of, spell_day

GROUP, STANDS = "Group", "Stands"


def lead(screen: Screen) -> str:
    """The screen in one sentence: "3 of 15 groups to act on, 6 to watch, 6 in order"."""
    if not screen.lines:
        return ""
    act, watch, fine = screen.counts
    groups = count_of(len(screen.lines), "group")
    return f"{act} of {groups} to act on, {watch} to watch, {fine} in order."


def under(screen: Screen) -> str:
    """What the columns are about: which meeting, and new since when."""
    if screen.meeting is None:
        return "This board has no meeting with a date yet, so no update is asked for."
    told = f"Updates are those for {screen.meeting.when}."
    if screen.since:
        told += f" Risks are new or up since the meeting of {spell_day(screen.since)}."
    return told


def columns(screen: Screen) -> list[str]:
    """The headings."""
    return [GROUP, STANDS, *screen.columns]


def rows(screen: Screen) -> list[dict[str, Any]]:
    """Each line as the table component shows it, each cell a door to its evidence."""
    return [
        {
            "cells": [
                {"text": line.name, "url": line.body.get_absolute_url(), "note": line.why},
                {"status": LEVELS[line.level]},
                *(_cell(cell) for cell in line.cells),
            ],
            "needs_you": line.level == ACT,
        }
        for line in screen.lines
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    judged = cell.judged
    if judged.level == NOTHING:
        return {"reason": judged.text.lower()}
    shown: dict[str, Any] = {"text": judged.text, "url": cell.url, "note": judged.note}
    if judged.level in {ACT, WATCH}:
        shown["status"] = LEVELS[judged.level]
    return shown


def plain(cell: Cell) -> str:
    """A cell as words alone, such as "2 open, worst high (1 persistent): act"."""
    judged = cell.judged
    note = f" ({judged.note})" if judged.note else ""
    level = f": {judged.level}" if judged.level in {ACT, WATCH} else ""
    return f"{judged.text}{note}{level}"


def csv_rows(screen: Screen) -> list[list[object]]:
    """A head, then a row a line."""
    head: list[object] = [*columns(screen), "Why"]
    return [head, *(_csv_row(line) for line in screen.lines)]


def _csv_row(line: Line) -> list[object]:
    return [line.name, LEVELS[line.level], *(plain(cell) for cell in line.cells), line.why]
