"""Indicators as rows: for a page's table, for a file, for a terminal."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from frankpledge.analytics.control import ControlPoint
from frankpledge.review.indicators.models import IndicatorValue
from frankpledge.review.indicators.queries.lines import IndicatorLine
from frankpledge.review.indicators.queries.page import IndicatorPage
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.wording import aim_words, figure_words, hidden, short_words
from frankpledge.shared.words import spell_day

COLUMNS = ["Indicator", "Latest", "Against its target", "Exceptional?"]
STANDINGS = IndicatorValue.STANDINGS
CSV_HEAD = (
    "Indicator",
    "Unit",
    "Series",
    "From",
    "To",
    "Figure",
    "Numerator",
    "Denominator",
    "At least",
    "Standing",
    "Recorded",
    "As at",
    "Source",
    "Note",
)


def line_rows(lines: Iterable[IndicatorLine], *, tell_group: bool = False) -> list[list[Any]]:
    """Lines as the table component shows them; `tell_group` where they are of several."""
    return [_row(line, tell_group=tell_group) for line in lines]


def _row(line: IndicatorLine, *, tell_group: bool) -> list[Any]:
    name = {"text": line.name, "url": line.url}
    if tell_group:
        name["note"] = line.facts.body
    latest: Any = {"reason": "no figures yet"}
    if line.last:
        standing = "" if line.last.standing == "final" else f", {line.last.standing}"
        latest = [line.latest, f"{line.period}{standing}"]
    if line.late and line.due:
        tag = [{"status": "Late", "text": f"Figure for {line.due.period.words}"}]
        latest = [*(latest if line.last else []), *tag]
    state: Any = [{"status": line.state}, *(f"Stated: {said}" for said in line.stated)]
    return [name, latest, state, exceptional_cell(line)]


def exceptional_cell(line: IndicatorLine) -> Any:
    """Yes with what it means, no, or that there is too little to say."""
    if line.exceptional:
        return [{"status": "exceptional"}, *dict.fromkeys(meanings(line))]
    if not line.last or line.chart.points[-1].centre is None:
        return {"reason": "too few figures to say"}
    return "No"


def meanings(line: IndicatorLine) -> list[str]:
    """What the latest figure's signals mean: an improvement, a concern, a change."""
    signals = line.chart.points[-1].signals if line.chart.points else ()
    return [signal.meaning for signal in signals]


def figure_rows(page: IndicatorPage) -> list[list[Any]]:
    """The table under the chart: the latest period first."""
    facts, one = page.line.facts, page.line.indicator
    rows = []
    for n in reversed(range(len(facts.known))):
        entry = facts.known[n]
        row: list[Any] = [entry.period.words, _figure(entry, page)]
        if page.has_twelve:
            row.append(_twelve(page, n))
        row += [_beside(other.entries, entry, page) for other in page.others]
        row.append(_signals(page.line.chart.points[n]))
        source = [entry.source or one.source]
        if entry.as_at:
            source.append(f"as at {spell_day(entry.as_at)}")
        row.append({"text": ", ".join(filter(None, source)), "note": entry.note or entry.method})
        rows.append(row)
    return rows


def figure_columns(page: IndicatorPage) -> list[Any]:
    """The heads of those rows, in their order."""
    columns: list[Any] = ["Period", {"label": "Figure", "numeric": True, "unit": unit_head(page)}]
    if page.has_twelve:
        columns.append({"label": "Twelve months", "numeric": True})
    columns += [{"label": other.name, "numeric": True} for other in page.others]
    return [*columns, "Exceptional?", "Source"]


def unit_head(page: IndicatorPage) -> str:
    """The unit under a column's head: nothing where each figure says it."""
    one = page.line.indicator
    return "" if one.kind in ("money", "percent") else one.unit


def _signals(point: ControlPoint) -> Any:
    if point.centre is None:
        return {"reason": "too few figures to say"}
    rules = dict.fromkeys(signal.rule for signal in point.signals)
    return ", ".join(rules).capitalize() if rules else "No"


def _figure(entry: Entry, page: IndicatorPage) -> dict[str, Any]:
    one, scale = page.line.indicator, page.line.facts.scale
    note = "" if entry.standing == "final" else STANDINGS[entry.standing]
    if entry.denominator and not hidden(entry, one.hide_below):
        parts = figure_words(entry, scale, one.unit, one.hide_below).partition(", ")[2]
        note = ", ".join(filter(None, (parts, note)))
    return {"text": short_words(entry, scale, one.hide_below), "note": note}


def _twelve(page: IndicatorPage, n: int) -> Any:
    figure: Decimal | None = page.twelve[n]
    if figure is None:
        return {"reason": "not twelve months"}
    if any(hidden(one, page.line.indicator.hide_below) for one in page.line.facts.known):
        return {"reason": "guarded"}
    return aim_words(figure, page.line.facts.scale, "")


def _beside(entries: tuple[Entry, ...], entry: Entry, page: IndicatorPage) -> Any:
    found = next((one for one in entries if one.period == entry.period), None)
    return short_words(found, page.line.facts.scale) if found else {"reason": "no figure"}


def csv_rows(page: IndicatorPage) -> Iterator[tuple[str, ...]]:
    """A head and a row a figure that holds, own and beside; guarded counts stay guarded."""
    yield CSV_HEAD
    facts, one = page.line.facts, page.line.indicator
    series = [("Own figures", facts.known), *((each.name, each.entries) for each in page.others)]
    for name, entries in series:
        for entry in entries:
            guarded = hidden(entry, one.hide_below)
            shown = figure_words(entry, facts.scale, "", one.hide_below) if guarded else ""
            yield (
                one.name,
                one.unit,
                name,
                entry.period.starts.isoformat(),
                entry.period.ends.isoformat(),
                shown or plain(facts.scale.figure(entry)),
                "" if guarded else plain(entry.numerator),
                "" if guarded else plain(entry.denominator),
                "yes" if entry.at_least else "no",
                entry.standing,
                entry.recorded.isoformat(),
                entry.as_at.isoformat() if entry.as_at else "",
                entry.source or one.source,
                entry.note,
            )


def plain(figure: Decimal | None) -> str:
    """A figure for programs: 512, 36.2; nothing for none."""
    if figure is None:
        return ""
    rounded = f"{figure:.4f}"
    return rounded.rstrip("0").rstrip(".")


def line_words(line: IndicatorLine) -> str:
    """One indicator in a line of words, for a terminal."""
    stated = f" Stated: {'; '.join(line.stated)}." if line.stated else ""
    return f"{line.name}: {line.sentence}{stated}"


def revision_rows(page: IndicatorPage) -> list[list[Any]]:
    """Every figure of each period that was revised, the latest period first."""
    guarded = page.line.indicator.hide_below
    return [
        [
            entry.period.words,
            _said(entry, page, guarded),
            entry.recorded,
            {"text": STANDINGS[entry.standing], "note": entry.note},
        ]
        for held in reversed(page.revisions)
        for entry in held
    ]


def _said(entry: Entry, page: IndicatorPage, hide_below: int) -> str:
    if entry.standing == "withdrawn":
        return "No figure"
    return short_words(entry, page.line.facts.scale, hide_below)
