"""Which column of a file of figures holds what, whatever its heading is called."""

import re
from dataclasses import dataclass

from frankpledge.actions.importing.shapes import Grid, Row

# What the field calls each column. The first that fits a heading counts.
HEADINGS: tuple[tuple[str, str], ...] = (
    ("indicator", r"(performance )?(indicator|measure|kpi|metric)( name)?"),
    ("series", r"series|comparator|area"),
    ("starts", r"(period )?(from|starts?|start date|first day|starting)"),
    ("ends", r"(period )?(to|until|ends?|end date|last day|ending)"),
    ("period", r"(reporting )?(period|year|month|quarter|date)|financial year"),
    ("numerator", r"numerator|number counted|counted"),
    ("denominator", r"denominator|out of|base|population"),
    ("at_least", r"at least|minimum|floor"),
    ("standing", r"(figure )?(status|standing|state)|provisional|provisional or final"),
    ("as_at", r"as at|as of|data as at|extracted( on)?"),
    ("recorded", r"(recorded|published|known)( on)?|known (from|since)"),
    ("source", r"source|release|source and release"),
    ("note", r"notes?|comments?|commentary"),
    ("value", r"(the )?(value|figure|figures|actual|result|outturn|number|count|rate|percentage)"),
)
WANTED = {
    "indicator": "the indicator",
    "series": "series",
    "starts": "first day",
    "ends": "last day",
    "period": "period",
    "numerator": "number counted",
    "denominator": "out of",
    "at_least": "at least",
    "standing": "provisional, revised or final",
    "as_at": "as at",
    "recorded": "recorded on",
    "source": "source",
    "note": "note",
    "value": "figure",
}
LONGEST_HEADING = 60
HEAD_ROWS = 30


@dataclass(frozen=True)
class Columns:
    """Where the figures begin, and which column holds what. `left`: headings left out."""

    first_row: int
    by_kind: dict[str, int]
    names: dict[int, str]
    left: tuple[str, ...]

    def name(self, kind: str) -> str:
        """The heading of a kind's column, or what it would hold."""
        column = self.by_kind.get(kind)
        return self.names[column] if column is not None else WANTED[kind]

    def words(self, row: Row, kind: str) -> str:
        """What a row says of a kind; nothing where the file has no such column."""
        column = self.by_kind.get(kind)
        return "" if column is None else row.text(column).strip()


def heading_kind(text: str) -> str:
    """The kind of column that a heading names, or nothing."""
    said = re.sub(r"\(.*?\)", " ", text.lower())
    said = " ".join(re.sub(r"[^a-z ]+", " ", said).split())
    return next((kind for kind, pattern in HEADINGS if re.fullmatch(pattern, said)), "")


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a table of figures, in its first rows; None where a grid is none.

    A row of headings names the figure, or what was counted and out of what, and its period.
    """
    for place, row in enumerate(grid.rows[:HEAD_ROWS]):
        names = {column: row.text(column) for column in row.filled}
        if any(len(text) > LONGEST_HEADING for text in names.values()):
            continue
        by_kind: dict[str, int] = {}
        left: list[str] = []
        for column, text in names.items():
            kind = heading_kind(text)
            if kind and kind not in by_kind:
                by_kind[kind] = column
            else:
                left.append(text)
        when = "period" in by_kind or {"starts", "ends"} <= set(by_kind)
        if when and ("value" in by_kind or {"numerator", "denominator"} <= set(by_kind)):
            return Columns(place + 1, by_kind, names, tuple(left))
    return None
