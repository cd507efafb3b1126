"""The sentence that a machine makes of figures, and figures in words. No database."""

from __future__ import annotations

from frankpledge.evidence.findings.rules.figures import (
    Cell,
    FigureColumn,
    Figures,
    day_of,
    spoken_key,
    spoken_name,
)

NOT_SHOWN = "not shown"
# Where no figure stands, a table says so.
NO_FIGURE = "–"
# Chances are kept to three places: nought there means small, never none.
CHANCES = frozenset({"p", "corrected_p", "trend_p"})
LEAST_CHANCE = 0.001


def spoken(value: Cell, column: FigureColumn) -> str:
    """One figure in words: "1,234", "12.3%", "4.56"; text as it stands."""
    if value is None:
        return NO_FIGURE
    if isinstance(value, str):
        return spoken_name(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind in ("count", "days") and float(value).is_integer():
        return f"{int(value):,}"
    if column.kind == "percent":
        return f"{value:,.1f}%"
    if column.name in CHANCES and value < LEAST_CHANCE:
        return f"under {LEAST_CHANCE}"
    size = abs(value)
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 or not size else 3
    return f"{value:,.{places}f}"


def sentence_of(figures: Figures) -> str:
    """What the figures say, plainly: from first to last over time, the highest among places.

    Figures held back (text in place of a number) are passed over.
    """
    place = figures.main_place
    if not figures.rows or place is None:
        return "There are no figures."
    column = figures.columns[place]
    known = [row for row in figures.rows if isinstance(row[place], (int, float))]
    if not known:
        return f"{column.title}: no figure can be shown."
    if len(figures.rows) == 1:
        return f"{_of(figures, known[0], column)}{spoken(known[0][place], column)}{_unit(column)}."
    over_time = _month_place(figures)
    if over_time is not None and len(figures.places_of_names) == 1:
        first, last = known[0], known[-1]
        words = (
            f"{column.title}: {spoken(first[place], column)}{_unit(column)} in "
            f"{spoken_name(first[over_time])}, {spoken(last[place], column)} in "
            f"{spoken_name(last[over_time])}."
        )
        return f"{words} {_total(figures, place)}".strip()
    high = max(known, key=lambda row: float(row[place] or 0))
    low = min(known, key=lambda row: float(row[place] or 0))
    return (
        f"{column.title}: highest in {spoken_key(figures.key(high))}, "
        f"{spoken(high[place], column)}{_unit(column)}; lowest in "
        f"{spoken_key(figures.key(low))}, {spoken(low[place], column)}. "
        f"{_total(figures, place)}"
    ).strip()


def _of(figures: Figures, row: tuple[Cell, ...], column: FigureColumn) -> str:
    key = figures.key(row)
    return f"{column.title}, {spoken_key(key)}: " if key else f"{column.title}: "


def _unit(column: FigureColumn) -> str:
    """The unit after a figure, where neither the title nor the figure says it already."""
    said = column.kind == "percent" or column.unit.lower() in ("", column.title.lower())
    return "" if said else f" {column.unit}"


def _month_place(figures: Figures) -> int | None:
    for n in figures.places_of_names:
        if figures.rows and all(day_of(row[n]) for row in figures.rows):
            return n
    return None


def _total(figures: Figures, place: int) -> str:
    if figures.columns[place].kind != "count" or len(figures.places_of_names) != 1:
        return ""
    total = figures.total[place] if figures.total else None
    return f"In all {total:,.0f}." if isinstance(total, (int, float)) else ""


def worded_rows(figures: Figures) -> tuple[tuple[str, ...], ...]:
    """Every row in words, for a page's table and a paper's."""
    return tuple(
        tuple(
            spoken(cell, column) if column.is_value else spoken_name(cell, column.name)
            for cell, column in zip(row, figures.columns, strict=True)
        )
        for row in figures.rows
    )


def covered_words(covered: tuple[str, str] | None) -> str:
    """ "January 2018 to March 2019", or nothing."""
    if covered is None:
        return ""
    first, last = (day_of(one) for one in covered)
    if first is None or last is None:
        return ""
    return (
        f"{first:%B %Y}"
        if (first.year, first.month) == (last.year, last.month)
        else f"{first:%B %Y} to {last:%B %Y}"
    )
