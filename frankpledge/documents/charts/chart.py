"""The charts that can be drawn, as frozen objects: no clock, no data, no units of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite


@dataclass(frozen=True, slots=True)
class Point:
    """One period of the main line. A `value` of None is a gap: the line stops and starts again."""

    label: str
    value: float | None
    exceptional: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What is usual between two breaks. `upper` and `lower` hold one figure a point from `first`.

    `first` is the index of the segment's first point. Without `upper` only the centre is drawn,
    as far as the next segment.
    """

    first: int
    centre: float
    upper: tuple[float, ...] = ()
    lower: tuple[float, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """Something changed between the points `after` and `after + 1`: no line crosses it."""

    after: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level: a target, a baseline. From the point `first` to the point `last`, or to the end.

    A level that was set before a break says nothing after it: give `last` to end it there.
    """

    value: float
    label: str
    first: int = 0
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A further series, drawn thin, with its name at its end. One value a point; None is a gap."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Where a forecast is likely to lie, and how likely: "80% interval". One figure a point."""

    label: str
    lower: tuple[float, ...]
    upper: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected from the point `first` on, drawn dashed, within its bands.

    It is joined to the figure just before it, unless a break stands between.
    """

    first: int
    values: tuple[float, ...]
    bands: tuple[Band, ...] = ()
    label: str = "forecast"

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, a forecast without values or bands that do not match it."""
        if not self.values:
            raise ValueError("A forecast needs at least one value.")
        for band in self.bands:
            if not len(band.lower) == len(band.upper) == len(self.values):
                raise ValueError(f"The band “{band.label}” does not match the forecast's points.")
            if any(low > high for low, high in zip(band.lower, band.upper, strict=True)):
                raise ValueError(f"The band “{band.label}” has a lower end above its upper end.")


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line over time. The title says what was found; `unit` says what the scale counts."""

    title: str
    points: tuple[Point, ...]
    unit: str = ""
    limits: tuple[Limits, ...] = ()
    target: Line | None = None
    baseline: Line | None = None
    trajectory: tuple[float | None, ...] = ()
    breaks: tuple[Break, ...] = ()
    others: tuple[Series, ...] = ()
    note: str = ""
    forecast: Forecast | None = None
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse, with a ValueError in plain words, what could not be drawn truly."""
        count = len(self.points)
        self._refuse_odd_forecast(count)
        for words, values in self._rows():
            if len(values) != count:
                raise ValueError(f"{words} has {len(values)} values for {count} points.")
        for limits in self.limits:
            lengths = {len(limits.upper), len(limits.lower)}
            if len(lengths) > 1 or not 0 <= limits.first < count:
                raise ValueError("The limits of a segment do not match its points.")
            if limits.first + max(lengths) > count:
                raise ValueError("The limits of a segment reach beyond the last point.")
        if any(not 0 <= each.after < count - 1 for each in self.breaks):
            raise ValueError("A break stands between two points, and this one does not.")
        for line in (self.target, self.baseline):
            end = max(count - 1, 0)
            if line and not 0 <= line.first <= (end if line.last is None else line.last) <= end:
                raise ValueError(f"The line “{line.label}” does not run between its points.")
        if not all(isfinite(value) for value in self.figures()):
            raise ValueError("A value that is not a number cannot be drawn.")

    def _refuse_odd_forecast(self, count: int) -> None:
        ahead = self.forecast
        if ahead is None:
            return
        if not 0 <= ahead.first <= count - len(ahead.values):
            raise ValueError("The forecast does not run between the first and the last point.")
        if any(ahead.first <= each.after for each in self.breaks):
            raise ValueError("A forecast cannot run across a break in the series.")

    def _rows(self) -> list[tuple[str, tuple[float | None, ...]]]:
        rows = [(f"The series “{each.label}”", each.values) for each in self.others]
        return [*rows, ("The trajectory", self.trajectory)] if self.trajectory else rows

    def figures(self) -> list[float]:
        """Every figure that is drawn, for the scale."""
        known = [point.value for point in self.points]
        for _, values in self._rows():
            known.extend(values)
        for limits in self.limits:
            known.extend((limits.centre, *limits.upper, *limits.lower))
        known.extend(line.value for line in (self.target, self.baseline) if line)
        if self.forecast:
            known.extend(self.forecast.values)
            for band in self.forecast.bands:
                known.extend((*band.lower, *band.upper))
        return [value for value in known if value is not None]

    def pieces(self) -> list[range]:
        """The indexes of the points between breaks, piece by piece."""
        cuts = sorted({each.after + 1 for each in self.breaks})
        return [range(a, b) for a, b in zip([0, *cuts], [*cuts, len(self.points)], strict=True)]


@dataclass(frozen=True, slots=True)
class Score:
    """A score from a day on, and what it is called: "high"."""

    day: date
    value: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class StepChart:
    """Scores by date, each holding until the next; `until` is the day looked at."""

    title: str
    scores: tuple[Score, ...]
    highest: int
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse scores out of order or beyond the highest, with a ValueError."""
        days = [score.day for score in self.scores]
        if days != sorted(days):
            raise ValueError("Scores stand in the order of their days.")
        if any(not 0 <= score.value <= self.highest for score in self.scores):
            raise ValueError(f"A score lies between 0 and {self.highest}.")
        if self.until and days and self.until < days[-1]:
            raise ValueError("The last score is later than the day looked at.")
