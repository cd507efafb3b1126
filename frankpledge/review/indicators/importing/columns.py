"""Which column of a file of figures holds what, whatever its heading is called."""

from frankpledge.documents.tables.columns import Columns, Headings
from frankpledge.documents.tables.shapes import Grid

# What the field calls each column. The first that fits a heading counts.
PATTERNS: tuple[tuple[str, str], ...] = (
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
HEADINGS = Headings(PATTERNS, WANTED)


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a table of figures, in its first rows; None where a grid is none."""
    return HEADINGS.columns_of(grid, _is_head)


def _is_head(kinds: set[str]) -> bool:
    """A row of headings names the figure, or what was counted out of what, and its period."""
    when = "period" in kinds or kinds >= {"starts", "ends"}
    return when and ("value" in kinds or kinds >= {"numerator", "denominator"})
