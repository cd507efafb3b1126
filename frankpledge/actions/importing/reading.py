"""An action log read: its rows as things asked, and every cell that could not be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.importing.columns import columns_of, without_headings
from frankpledge.actions.importing.values import STATUSES, reference, same_words, status_key
from frankpledge.documents.tables.columns import Columns
from frankpledge.documents.tables.days import days_in, read_day
from frankpledge.documents.tables.reading import read_tables
from frankpledge.documents.tables.rows import left_out, place_of
from frankpledge.documents.tables.shapes import Grid, Problem, Row, TableFile
from frankpledge.shared.words import count_of, spell_day, spell_list

LONGEST = 200
LONGEST_REF = 40
# Headings that say where actions stand, and not what they are about.
SAYS_NOTHING = re.compile(
    r"(the )?(actions?|action log|action list|actions? arising.*|actions from.*|general|others?|"
    r"any other business|aob|log|list|summary|open|closed|outstanding|completed?)( actions)?",
    re.IGNORECASE,
)
# "Address data – Lead ZQ/QZ": what it is about, and who leads on it.
INITIALS = "[A-Z]{2,4}[a-z]?"
LEAD = re.compile(
    rf"\s*[-–—]\s*(?:(?i:leads?):?\s+(?P<lead>.+)|(?P<initials>{INITIALS}(?:/{INITIALS})*))$"
)
ASIDE = re.compile(r"\s*\([^()]{40,}\)$")
# What the reader of papers says that matters to a list of actions.
MATTERS = ("left out", "text box", "Tracked changes", "became text")
FOR_ALL = re.compile(
    r"all actions (?:are )?(?:due )?(?:for|by) (?P<when>.+?) unless (?:otherwise|stated)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Wanted:
    """One row of a log: what is asked, as the file has it. `status`: a word of ours, or nothing."""

    where: str
    text: str
    ref: str = ""
    owner: str = ""
    due: date | None = None
    due_words: str = ""
    status: str = ""
    progress: str = ""
    asked: date | None = None


@dataclass(frozen=True)
class Reading:
    """A file read. `problems` stop an import; `warnings` are to be looked at; `notes` only told."""

    name: str
    meeting: date | None
    rows: tuple[Wanted, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]


def open_log(name: str, data: bytes) -> TableFile:
    """A file's tables. Raises UnreadableTables, in words for the sender."""
    return read_tables(name, data, "action log")


def read_log(file: TableFile, meeting: date | None = None) -> Reading:
    """Every action of a file. `meeting`: the day given; else the one day that its title names."""
    reader = _Reader(file)
    reader.read()
    in_title = _meeting_day(file)
    if meeting and in_title and meeting != in_title:
        said = f"another day than the one given, {spell_day(meeting)}, which is taken"
        reader.warnings.insert(0, Problem("the title", "", spell_day(in_title), said))
    meeting = meeting or in_title
    if meeting is None:
        reader.problems.insert(
            0, Problem(file.name, "", "", "the file does not say of which meeting it is; give it")
        )
    return Reading(
        file.name,
        meeting,
        tuple(reader.rows),
        tuple(reader.problems),
        tuple(reader.warnings),
        (*_that_matter(file.notes), *reader.notes),
    )


def _that_matter(notes: tuple[str, ...]) -> list[str]:
    return [note for note in notes if any(words in note for words in MATTERS)]


def _meeting_day(file: TableFile) -> date | None:
    """The one full day that the file's title names, or else its name; None where there are two."""
    title = list(file.grids[0].above) if file.grids else []
    if file.grids and not title:
        columns = columns_of(file.grids[0])
        before = file.grids[0].rows[: columns.first_row - 1] if columns else ()
        title = [row.text(column) for row in before for column in row.filled]
    for lines in (title[:1], title, [file.name.rpartition(".")[0]]):
        found = list(dict.fromkeys(day for line in lines for day in days_in(line)))
        if len(found) == 1:
            return found[0]
    return None


class _Reader:
    """Goes through a file's grids once, keeping what it finds."""

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.rows: list[Wanted] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.notes: list[str] = []
        self.section = ""
        self.lead = ""
        self.due_for_all = ""

    def read(self) -> None:
        """Every table that has actions; what is left out is said."""
        grids = [grid for grid in self.file.grids if any(row.filled for row in grid.rows)]
        known = {n: found for n, grid in enumerate(grids) if (found := columns_of(grid))}
        if not known and (known := without_headings(grids)):
            self.notes.append(
                "The tables have no headings. What stands in which column was told from what is in "
                "them: the action first, its status last"
                + (
                    ", who does it between."
                    if any("owner" in c.by_kind for c in known.values())
                    else "."
                )
            )
        for place, grid in enumerate(grids):
            self._stand_under(grid)
            if place in known:
                self._grid(grid, known[place])
            elif known:
                self.notes.append(f"{_there(grid)} has no actions, and was left out.".capitalize())
        if not known:
            self.problems.append(
                Problem(
                    self.file.name,
                    "",
                    "",
                    "no table has a column of actions; head one “Action”, and one more, such as "
                    "“Owner”",
                )
            )

    def _stand_under(self, grid: Grid) -> None:
        """What a table stands under tells what its actions are about, and what holds for all."""
        for line in grid.above:
            if found := FOR_ALL.search(line):
                self.due_for_all = found["when"].strip()
        if not grid.above:
            return
        self._section(grid.above[-1] if len(grid.above) > 1 or not days_in(grid.above[-1]) else "")

    def _section(self, heading: str) -> None:
        heading = heading.strip().rstrip(":").strip()
        found = LEAD.search(heading)
        self.lead = (found["lead"] or found["initials"] or "").strip() if found else ""
        said = heading[: found.start()].strip() if found else heading
        said = ASIDE.sub("", said)
        nothing = not said or len(said) > LONGEST or SAYS_NOTHING.fullmatch(said) or days_in(said)
        self.section = "" if nothing else said

    def _grid(self, grid: Grid, columns: Columns) -> None:
        self.notes += left_out(grid, columns)
        for row in grid.rows[columns.first_row :]:
            if not row.filled or columns.heads_again(row):
                continue
            if heading := self._as_heading(row, columns):
                self._section(heading)
            else:
                self._row(place_of(grid, row), row, columns)

    def _as_heading(self, row: Row, columns: Columns) -> str:
        """A row that only heads those below it: its words; nothing for any other row."""
        if len({row.text(column) for column in row.filled}) != 1:
            return ""
        said = row.text(row.filled[0])
        if not columns.names:
            return said if row.wide else ""
        alone = row.filled[0] not in columns.by_kind["action"]
        if row.wide or row.bold or (alone and row.filled[0] not in _read(columns)):
            return said
        return said if said.endswith(":") or (said.isupper() and len(said) > 3) else ""

    def _row(self, where: str, row: Row, columns: Columns) -> None:
        text = columns.words(row, "action")
        if not text:
            value = spell_list([row.text(column) for column in row.filled][:3])
            self._problem(where, columns.name("action"), value, "the action itself is missing")
            return
        due = read_day(columns.cell(row, "due"))
        due_words = "" if due else columns.words(row, "due") or self.due_for_all
        if not due and any(letter.isdigit() for letter in columns.words(row, "due")):
            self._warning(where, columns.name("due"), due_words, "no certain day; kept as words")
        ref = reference(columns.words(row, "ref"))
        owner = columns.words(row, "owner") or self.lead
        self._long(where, columns.name("owner"), owner, LONGEST)
        self._long(where, columns.name("due"), due_words, LONGEST)
        self._long(where, columns.name("ref"), ref, LONGEST_REF)
        status, progress = self._status(where, row, columns)
        section = columns.words(row, "section") or self.section
        bare = not (columns.words(row, "owner") or due_words or due or status or progress)
        if bare and columns.names:
            said = "nothing but the action; is it a heading?"
            self._warning(where, columns.name("action"), text, said)
        self.rows.append(
            Wanted(
                where=where,
                text=f"{section}: {text}" if section else text,
                ref=ref,
                owner=owner,
                due=due,
                due_words=due_words,
                status=status,
                progress=progress,
                asked=self._asked(where, row, columns),
            )
        )

    def _status(self, where: str, row: Row, columns: Columns) -> tuple[str, str]:
        """How it stands in a word of ours, and its progress; words of neither kind are progress."""
        said, progress = columns.words(row, "status"), columns.words(row, "progress")
        status = STATUSES.get(status_key(said), "")
        completed = columns.words(row, "completed")
        if completed and not status:
            status = "closed"
            progress = "\n".join(filter(None, (progress, f"Completed: {completed}")))
        elif said and not status:
            self._warning(
                where, columns.name("status"), said, "no status that is known; kept as progress"
            )
            progress = "\n".join(filter(None, (said, progress)))
        return status, progress

    def _asked(self, where: str, row: Row, columns: Columns) -> date | None:
        cell = columns.cell(row, "asked")
        day = read_day(cell)
        if cell != "" and day is None:
            said = columns.words(row, "asked")
            self._warning(
                where, columns.name("asked"), said, "no certain day; the meeting’s is taken"
            )
        return day

    def _problem(self, where: str, column: str, value: str, expected: str) -> None:
        self.problems.append(Problem(where, column, value, expected))

    def _warning(self, where: str, column: str, value: str, expected: str) -> None:
        self.warnings.append(Problem(where, column, value, expected))

    def _long(self, where: str, column: str, value: str, most: int) -> None:
        if len(value) > most:
            self._problem(where, column, value, f"at most {most} letters; it has {len(value)}")


def _read(columns: Columns) -> set[int]:
    return {one for kind, found in columns.by_kind.items() if kind != "section" for one in found}


def _there(grid: Grid) -> str:
    return grid.place or "the list"


def twice(rows: Sequence[Wanted]) -> Iterator[tuple[Wanted, Wanted]]:
    """Rows that say the same as an earlier one, asked of the same: (the later, the earlier)."""
    seen: dict[tuple[str, str], Wanted] = {}
    for row in rows:
        key = (same_words(row.text), same_words(row.owner))
        if key in seen:
            yield row, seen[key]
        else:
            seen[key] = row


def told(reading: Reading) -> str:
    """What was read, in a sentence."""
    of = f" of the meeting of {spell_day(reading.meeting)}" if reading.meeting else ""
    return f"{count_of(len(reading.rows), 'action')} read from “{reading.name}”{of}."
