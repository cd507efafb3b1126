"""A register read: its rows as risks, and every cell that could not be read."""

from dataclasses import dataclass
from datetime import date

from frankpledge.documents.tables.reading import read_tables
from frankpledge.documents.tables.rows import Found, RowReader, lists_of, place_of, rows_of
from frankpledge.documents.tables.shapes import Problem, TableFile
from frankpledge.review.risks.importing.columns import columns_of
from frankpledge.review.risks.importing.levels import read_level, read_month
from frankpledge.review.risks.money import read_pounds
from frankpledge.review.risks.rules.matrix import Matrix
from frankpledge.shared.words import spell_list

MOST = {
    "title": 200,
    "ref": 60,
    "post": 200,
    "raised_words": 60,
    "cliff_words": 60,
    "cliff_what": 300,
    "funding": 300,
    "cause": 200,
    "closed_why": 500,
}
CLOSED = {"closed", "resolved", "archived", "complete", "completed", "no longer a risk"}
OPEN = {
    "",
    "open",
    "live",
    "active",
    "current",
    "ongoing",
    "new",
    "monitoring",
    "treat",
    "tolerate",
}
CONTROL = 500
HEAD_IT = "head one column “Risk”, and one more, such as “Owner”"


@dataclass(frozen=True)
class WantedRisk:
    """One row of a file. None and empty mean that the file says nothing of it."""

    where: str
    title: str
    number: int | None = None
    ref: str = ""
    text: str = ""
    owner: str = ""
    post: str = ""
    raised: date | None = None
    raised_words: str = ""
    likelihood: int | None = None
    impact: int | None = None
    scored: date | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    cause: str = ""
    controls: tuple[str, ...] = ()
    review: date | None = None
    cliff: date | None = None
    cliff_words: str = ""
    cliff_what: str = ""
    pence: int | None = None
    funding: str = ""
    closed: bool | None = None
    closed_on: date | None = None
    closed_why: str = ""
    # The file's own headings of its columns.
    heads: tuple[tuple[str, str], ...] = ()

    def head(self, kind: str) -> str:
        """The heading of the column that holds a kind of thing; nothing where there is none."""
        return dict(self.heads).get(kind, "")


@dataclass(frozen=True)
class RiskReading:
    """A file read. A row with a problem is not among `rows`; `notes` are only told."""

    name: str
    rows: tuple[WantedRisk, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    bad_rows: int


def open_register(name: str, data: bytes) -> TableFile:
    """A file's tables. Raises UnreadableTables, in words for the sender."""
    return read_tables(name, data, "register")


def read_register(file: TableFile, matrix: Matrix | None) -> RiskReading:
    """Every risk of a file, its levels as those of the matrix."""
    found, rows = Found(), []
    for grid, columns in lists_of(file, columns_of, "risks", HEAD_IT, found):
        for row in rows_of(grid, columns):
            reader = _RowReader(place_of(grid, row), row, columns, found)
            risk = reader.read(matrix)
            if not reader.is_bad:
                rows.append(risk)
    notes = (*file.notes, *found.notes)
    return RiskReading(file.name, tuple(rows), tuple(found.problems), notes, len(found.bad))


class _RowReader(RowReader):
    """One row: each cell as what it should be, or a problem with its place."""

    most = MOST

    def read(self, matrix: Matrix | None) -> WantedRisk:
        """Keep the risk, or its problems."""
        title = self.text("title")
        if not title:
            first = spell_list([self.row.text(column) for column in self.row.filled][:3])
            self.wrong("title", "the risk itself is missing", first)
        raised, raised_words = self.day_or_month("raised")
        cliff, cliff_words = self.day_or_month("cliff", last=True)
        likelihood, impact = self.pair(matrix, "likelihood", "impact")
        target = self.pair(matrix, "target_likelihood", "target_impact")
        state = self.state()
        controls = tuple(filter(None, map(str.strip, self.text("controls").split("\n"))))
        for one in controls:
            if len(one) > CONTROL:
                self.wrong("controls", f"each line at most {CONTROL} letters", one)
        return WantedRisk(
            where=self.where,
            title=title,
            number=self.number(),
            ref=self.text("ref"),
            text=self.text("text"),
            owner=self.text("owner"),
            post=self.text("post"),
            raised=raised,
            raised_words=raised_words,
            likelihood=likelihood,
            impact=impact,
            scored=self.day("scored"),
            target_likelihood=target[0],
            target_impact=target[1],
            cause=self.text("cause"),
            controls=controls,
            review=self.day("review"),
            cliff=cliff,
            cliff_words=cliff_words,
            cliff_what=self.text("cliff_what"),
            pence=self.pounds(),
            funding=self.text("funding"),
            closed=state,
            closed_on=self.day("closed"),
            closed_why=self.text("closed_why"),
            heads=self.columns.heads,
        )

    def number(self) -> int | None:
        """The register's own number, where the file has that column."""
        said = self.text("number")
        if said and not (said.isdecimal() and len(said) < 8):
            self.wrong("number", "a whole number, such as 12")
        return int(said) if said.isdecimal() and len(said) < 8 else None

    def day_or_month(self, kind: str, *, last: bool = False) -> tuple[date | None, str]:
        """A day; or a month, which is kept in its words, as its first or `last` day."""
        found = read_month(self.text(kind), last=last)
        return (found, self.text(kind)) if found else (self.day(kind), self.text(f"{kind}_words"))

    def pair(
        self, matrix: Matrix | None, likelihood: str, impact: str
    ) -> tuple[int | None, int | None]:
        """Both levels of a score, or neither."""
        said = [self.text(likelihood), self.text(impact)]
        if not any(said):
            return None, None
        if matrix is None:
            self.wrong(likelihood, "nothing: the area has no risk matrix to score on", said[0])
            return None, None
        levels: list[int | None] = []
        for kind, words, names in (
            (likelihood, said[0], matrix.likelihood),
            (impact, said[1], matrix.impact),
        ):
            level = read_level(words, names)
            if level is None:
                wanted = spell_list([*names[:-1], names[-1]])
                expected = f"one of {wanted}, or a number from 1 to {len(names)}"
                self.wrong(
                    kind, expected if words else f"{expected}; the other one is given", words
                )
            levels.append(level)
        return levels[0], levels[1]

    def pounds(self) -> int | None:
        """An amount in pence, or a problem."""
        said = self.text("pence")
        found = read_pounds(said) if said else None
        if said and found is None:
            self.wrong("pence", "an amount, such as £155,000 or 155000.50")
        return found

    def state(self) -> bool | None:
        """Whether the file says that it is closed; None where it says nothing of it."""
        said = self.text("state").lower().strip(" .")
        if said in CLOSED:
            return True
        if said not in OPEN:
            self.wrong("state", "Open or Closed")
        return False if said else None
