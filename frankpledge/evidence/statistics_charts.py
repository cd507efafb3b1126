"""The best chart for the answer of a derived measure: curves, maps of spots, limits, forecasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from frankpledge.analytics.store import Store
from frankpledge.documents.charts import (
    Band,
    Bar,
    BarChart,
    Break,
    Chart,
    Curve,
    Forecast,
    Limits,
    Line,
    LineChart,
    Point,
    ShareCurve,
)
from frankpledge.documents.charts.comparing import MOST_BARS
from frankpledge.evidence.findings.rules.figures import (
    Cell,
    FigureColumn,
    Figures,
    day_of,
    spoken_name,
)
from frankpledge.evidence.findings.rules.wording import spoken
from frankpledge.evidence.statistics_maps import map_for

# A forecast is read beside the last three years; more makes the coming months too narrow to see.
MONTHS_BEFORE: Final = 36
# More missing months than these end a series: its limits begin anew after them.
LONG_GAP: Final = 6
QUARTERS: Final = ("January to March", "April to June", "July to September", "October to December")
MOST_CURVES: Final = 3


@dataclass(frozen=True)
class Shown:
    """Figures with the words that a chart needs, and cells by the names of their columns."""

    figures: Figures
    title: str
    source: str

    @property
    def rows(self) -> list[dict[str, Cell]]:
        """Each row by column."""
        names = [one.name for one in self.figures.columns]
        return [dict(zip(names, row, strict=True)) for row in self.figures.rows]

    def column(self, name: str) -> FigureColumn:
        """The column of this name."""
        return next(one for one in self.figures.columns if one.name == name)

    def before(self, name: str) -> list[str]:
        """The columns that stand before this one, without codes: of what a row is."""
        names = [one.name for one in self.figures.columns]
        return [one for one in names[: names.index(name)] if not one.endswith("_code")]

    def labels(self, name: str) -> list[str]:
        """What each row is called, by the columns before this one."""
        keys = self.before(name)
        return [", ".join(self.named(key, row[key]) for key in keys) or "All" for row in self.rows]

    def named(self, name: str, cell: Cell) -> str:
        """A cell as it is read: a quarter by its months."""
        day = day_of(cell)
        if day is None or name != "quarter":
            return spoken_name(cell)
        return f"{QUARTERS[(day.month - 1) // 3]} {day.year}"


def chart_for(
    measure_name: str, figures: Figures, store: Store, title: str, source: str
) -> Chart | None:
    """The chart that shows a derived measure's answer best.

    None for another measure, and for figures that this chart cannot show: several series at once,
    no outlines, nothing known.
    """
    shown = Shown(figures, title, source)
    if not figures.rows:
        return None
    if measure_name in ("hot-spots", "emerging-hot-spots", "ward-flags"):
        return map_for(measure_name, figures, store, title, source)
    made = CHARTS.get(measure_name)
    return made(shown) if made else None


def control_chart(shown: Shown) -> LineChart | None:
    """Months with their average and limits; exceptional ones marked, breaks where data lack."""
    if shown.before("month"):
        return None
    points: list[Point] = []
    limits: list[Limits] = []
    breaks: list[Break] = []
    starts, last = 0, None
    run: list[dict[str, Cell]] = []
    for row in shown.rows:
        at = _month(row["month"])
        gap = 0 if last is None else at - last - 1
        last = at
        if 0 < gap <= LONG_GAP:
            points += [Point(_label(m), None) for m in range(at - gap, at)]
            run += [run[-1]] * gap
        elif gap:
            breaks.append(Break(len(points) - 1, "data missing"))
            limits += _limits(starts, run)
            starts, run = len(points), []
        marked = row["verdict"] == "exceptional"
        points.append(Point(_label(at), number(row["crimes"]), exceptional=marked))
        run.append(row)
    limits += _limits(starts, run)
    return LineChart(
        title=shown.title,
        points=tuple(points),
        unit=shown.column("crimes").unit,
        limits=tuple(limits),
        breaks=tuple(breaks),
        source=shown.source,
    )


def _limits(first: int, rows: list[dict[str, Cell]]) -> list[Limits]:
    """The limits of the months between two breaks; none where there are too few."""
    centres = [number(row["average"]) for row in rows]
    highs, lows = ([number(row[name]) for row in rows] for name in ("high", "low"))
    if not rows or any(one is None for one in (*centres, *highs, *lows)):
        return []
    known = [one for one in centres if one is not None]
    return [
        Limits(
            first,
            sum(known) / len(known),
            tuple(one for one in highs if one is not None),
            tuple(one for one in lows if one is not None),
        )
    ]


def forecast_chart(shown: Shown) -> LineChart | None:
    """The last three years, and the months ahead in their bands."""
    if shown.before("month"):
        return None
    known = [row for row in shown.rows if row["expected"] is None][-MONTHS_BEFORE:]
    ahead = [row for row in shown.rows if row["expected"] is not None]
    if not known or not ahead:
        return None
    by_month = {_month(row["month"]): number(row["crimes"]) for row in known}
    months = list(range(min(by_month), max(by_month) + 1))
    bands = tuple(
        Band(
            f"{level}% interval",
            tuple(number(row[f"low_{level}"]) or 0.0 for row in ahead),
            tuple(number(row[f"high_{level}"]) or 0.0 for row in ahead),
        )
        for level in (80, 95)
    )
    coming = [Point(_label(_month(row["month"])), None) for row in ahead]
    return LineChart(
        title=shown.title,
        points=(*(Point(_label(m), by_month.get(m)) for m in months), *coming),
        unit=shown.column("crimes").unit,
        forecast=Forecast(
            len(months), tuple(number(row["expected"]) or 0.0 for row in ahead), bands
        ),
        source=shown.source,
    )


def concentration_chart(shown: Shown) -> ShareCurve | BarChart | None:
    """A curve for each of a few rows; bars of the top 5% for more."""
    labels = shown.labels("top_5")
    if len(labels) > MOST_CURVES:
        return _bars(shown, "top_5", labels)
    shares = sorted(
        int(one.name.removeprefix("top_"))
        for one in shown.figures.columns
        if one.name.startswith("top_")
    )
    curves = []
    for label, row in zip(labels, shown.rows, strict=True):
        points = [(float(one), number(row[f"top_{one}"])) for one in shares]
        if any(height is None for _, height in points):
            continue
        known = [(x, y) for x, y in points if y is not None]
        name = "recorded crime" if label == "All" else label
        curves.append(Curve(name, ((0.0, 0.0), *known, (100.0, 100.0))))
    if not curves:
        return None
    return ShareCurve(
        title=shown.title,
        curves=tuple(curves),
        whole="small areas",
        named=(5.0, 20.0),
        note="Drawn through the shares in the table.",
        source=shown.source,
    )


def exceptional_chart(shown: Shown) -> BarChart | None:
    """Bars beside what was expected; what stands out is marked."""
    labels = shown.labels("crimes")
    bars = tuple(
        Bar(
            label,
            number(row["crimes"]),
            beside=number(row["expected"]),
            highlighted=_stands_out(row),
            withheld=isinstance(row["crimes"], str),
        )
        for label, row in zip(labels, shown.rows, strict=True)
    )
    left = len(bars) - MOST_BARS
    return BarChart(
        title=shown.title,
        bars=bars[:MOST_BARS],
        unit=shown.column("crimes").unit,
        beside="expected",
        note=f"The {MOST_BARS} least likely by chance; {left:,} more are not drawn." * (left > 0),
        source=shown.source,
        of=_of(shown, "crimes"),
    )


def _stands_out(row: dict[str, Cell]) -> bool:
    """Whether a bar is marked. One that is held back is not: the mark would tell of its figure."""
    return number(row["crimes"]) is not None and str(row["verdict"]).startswith(("above", "below"))


def seasons_chart(shown: Shown) -> BarChart | None:
    """Twelve bars with their intervals, against the average month."""
    if shown.before("calendar_month"):
        return None
    return BarChart(
        title=shown.title,
        bars=tuple(_with_interval(str(row["calendar_month"]), "factor", row) for row in shown.rows),
        unit="% of the average month, day for day",
        interval="95% interval",
        level=Line(100.0, "average month"),
        source=shown.source,
        of="Month",
    )


def similar_chart(shown: Shown) -> BarChart | None:
    """Rates with their intervals; the place asked about is marked."""
    labels = shown.labels("rate")
    if len(labels) > MOST_BARS:
        return None
    bars = (
        _with_interval(label, "rate", row, marked=row["kind"] != "family")
        for label, row in zip(labels, shown.rows, strict=True)
    )
    return BarChart(
        title=shown.title,
        bars=tuple(bars),
        unit=shown.column("rate").unit,
        interval="95% interval",
        source=shown.source,
        of=_of(shown, "rate"),
    )


def repeats_chart(shown: Shown) -> BarChart | None:
    """How many times as many pairs as chance brings, for each band of place and time."""
    rows = [row for row in shown.rows if row["ratio"] is not None]
    if not rows or len(rows) > MOST_BARS:
        return None
    return BarChart(
        title=shown.title,
        bars=tuple(
            Bar(
                _apart(row),
                number(row["ratio"]),
                highlighted=row["kind"] == "more than chance brings",
            )
            for row in rows
        ),
        unit="times as many pairs as chance brings",
        level=Line(1.0, "chance"),
        source=shown.source,
        of="Apart",
    )


def _apart(row: dict[str, Cell]) -> str:
    """The bands in fewer words than the table has."""
    place = str(row["distance"]).removesuffix(", not at the same place").removesuffix(" away")
    place = place.removeprefix("at the ").removeprefix("over ").replace(" m and up to ", " to ")
    return f"{place}, {str(row['days']).removesuffix(' apart')}"


def target_chart(shown: Shown) -> LineChart | None:
    """Years against the way to the target."""
    rows = shown.rows
    target = number(rows[-1]["target"])
    way = tuple(number(row["expected"]) for row in rows)
    return LineChart(
        title=shown.title,
        points=tuple(Point(str(row["year"]), number(row["casualties"])) for row in rows),
        unit=shown.column("casualties").unit,
        target=None if target is None else Line(target, f"target {target:g}"),
        trajectory=way if any(one is not None for one in way) else (),
        source=shown.source,
    )


CHARTS: Final[Mapping[str, Callable[[Shown], Chart | None]]] = {
    "control-chart": control_chart,
    "forecast": forecast_chart,
    "concentration": concentration_chart,
    "exceptional-change": exceptional_chart,
    "seasonality": seasons_chart,
    "most-similar": similar_chart,
    "near-repeat": repeats_chart,
    "casualty-target": target_chart,
}


def number(cell: Cell) -> float | None:
    """A cell's figure; None where there is none, or it is held back."""
    return float(cell) if isinstance(cell, (int, float)) else None


def _bars(shown: Shown, name: str, labels: list[str]) -> BarChart | None:
    if len(labels) > MOST_BARS:
        return None
    column = shown.column(name)
    bars = (
        Bar(label, number(row[name]), words=spoken(row[name], column))
        for label, row in zip(labels, shown.rows, strict=True)
    )
    unit = f"%, {column.title[0].lower()}{column.title[1:]}"
    return BarChart(shown.title, tuple(bars), unit, source=shown.source, of=_of(shown, name))


def _with_interval(label: str, name: str, row: dict[str, Cell], marked: bool = False) -> Bar:
    value, low, high = (number(row[one]) for one in (name, "low", "high"))
    held = isinstance(row[name], str)
    return Bar(label, value, low, high, highlighted=marked and not held, withheld=held)


def _of(shown: Shown, name: str) -> str:
    keys = shown.before(name)
    return shown.column(keys[0]).title if keys else "Period"


def _month(cell: Cell) -> int:
    """The number of a month, to count by."""
    day = day_of(cell)
    assert day is not None, f"{cell!r} is no month"
    return 12 * day.year + day.month


def _label(month: int) -> str:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{names[(month - 1) % 12]} {(month - 1) // 12}"
