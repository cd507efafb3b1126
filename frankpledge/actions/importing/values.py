"""What single cells say: statuses, references, sameness of words. Nothing is guessed."""

import re

from frankpledge.documents.tables.shapes import Cell, cell_words

# What the field writes for how an action stands, and the word of ours for it.
STATUSES: dict[str, str] = {
    word: status
    for status, words in {
        "new": "new, open, live, active, outstanding, pending, not started, to do, not yet started",
        "carried": "carried forward, carried over, carry forward, carried fwd, c/f, cf, ongoing, "
        "on going, on-going, in progress, underway, under way, started, in hand, continuing, "
        "continues, partially complete, partly complete, partial, delayed, overdue, deferred",
        "closed": "closed, complete, completed, done, discharged, achieved, actioned, finished, "
        "complete and closed, completed and closed, action complete, action closed, fulfilled, "
        "resolved, yes",
        "dropped": "dropped, cancelled, canceled, withdrawn, superseded, no longer required, "
        "no longer needed, not required, rescinded",
    }.items()
    for word in words.split(", ")
}


def status_key(text: str) -> str:
    """A status as the table of statuses has it: "COMPLETED." is "completed"."""
    return " ".join(text.lower().split()).strip(" .!-–*")


def same_words(text: str) -> str:
    """A text as a key: two that say the same in other capitals, dashes or stops are the same."""
    said = text.lower().replace("&", " and ")
    said = re.sub(r"\(?\b(carried (forward|over)|c/f|new action)\b\)?", " ", said)
    return " ".join(re.sub(r"[^\w ]+", " ", said.replace("’", "").replace("'", "")).split())


def reference(cell: Cell) -> str:
    """A reference as written: 3.0, which a spreadsheet makes of 3, is 3."""
    return cell_words(cell).strip().rstrip(".")
