"""A chart in plain English: what a reader who cannot see it is told."""

from __future__ import annotations

from frankpledge.documents.charts.chart import LineChart, Point, StepChart
from frankpledge.documents.charts.comparing import BarChart, ShareCurve
from frankpledge.documents.charts.describe_places import bars_said, map_said, share_said
from frankpledge.documents.charts.drawing import clean
from frankpledge.documents.charts.heading import sourced
from frankpledge.documents.charts.maps import AreaMap
from frankpledge.documents.charts.saying import sentence, spelled
from frankpledge.documents.charts.scale import figure

Chart = LineChart | StepChart | BarChart | ShareCurve | AreaMap


def describe(chart: Chart) -> str:
    """What the chart shows, in a few sentences, to stand as its alternative text."""
    match chart:
        case LineChart():
            said = _line(chart)
        case StepChart():
            said = _steps(chart)
        case BarChart():
            said = bars_said(chart)
        case ShareCurve():
            said = share_said(chart)
        case AreaMap():
            said = map_said(chart)
    return clean(" ".join(one for one in said if one))


def _line(chart: LineChart) -> list[str]:
    known = [point for point in chart.points if point.value is not None]
    title = sentence(chart.title)
    if not known:
        return [title, "Line chart without figures yet."]
    return [
        title,
        _extent(chart, known),
        *(
            f"A break in the series before {chart.points[b.after + 1].label}: {sentence(b.label)}"
            for b in sorted(chart.breaks, key=lambda b: b.after)
        ),
        _gaps(chart),
        _usual(chart),
        _named("Exceptional: ", [point for point in known if point.exceptional]),
        _named("Provisional: ", [point for point in known if point.provisional]),
        *(
            f"{sentence(f'{line.label}: {figure(line.value)}')}"
            for line in (chart.target, chart.baseline)
            if line
        ),
        _path(chart),
        _expected(chart),
        *(_other(chart, n) for n in range(len(chart.others))),
        sentence(chart.note),
        sentence(sourced(chart.source)),
    ]


def _at(point: Point) -> str:
    return f"{figure(point.value or 0.0)} in {point.label}"


def _extent(chart: LineChart, known: list[Point]) -> str:
    unit = f" of {chart.unit}" if chart.unit else ""
    if len(known) == 1:
        return f"Line chart{unit} with one figure: {_at(known[0])}."
    lowest = min(known, key=lambda point: point.value or 0.0)
    highest = max(known, key=lambda point: point.value or 0.0)
    return (
        f"Line chart{unit}, {len(known)} figures, from {_at(known[0])} to {_at(known[-1])}. "
        f"Lowest {_at(lowest)}, highest {_at(highest)}."
    )


def _gaps(chart: LineChart) -> str:
    values = [point.value for point in chart.points]
    held = [index for index, value in enumerate(values) if value is not None]
    gaps = [chart.points[i].label for i in range(held[0], held[-1]) if values[i] is None]
    return f"No figure for {', '.join(gaps)}." if gaps else ""


def _usual(chart: LineChart) -> str:
    said = []
    for limits in chart.limits:
        since = f"From {chart.points[limits.first].label} the" if limits.first else "The"
        words = f"{since} average is {figure(limits.centre)}"
        if limits.upper:
            kind = "provisional limits" if limits.provisional else "limits"
            words += f", the {kind} {figure(limits.lower[-1])} and {figure(limits.upper[-1])}"
        said.append(f"{words}.")
    return " ".join(said)


def _named(head: str, points: list[Point]) -> str:
    return f"{head}{'; '.join(_at(point) for point in points)}." if points else ""


def _path(chart: LineChart) -> str:
    known = [i for i, value in enumerate(chart.trajectory) if value is not None]
    if not known:
        return ""
    first, last = known[0], known[-1]
    return (
        f"The path to the target runs from {figure(chart.trajectory[first] or 0.0)} in "
        f"{chart.points[first].label} to {figure(chart.trajectory[last] or 0.0)} in "
        f"{chart.points[last].label}."
    )


def _expected(chart: LineChart) -> str:
    ahead = chart.forecast
    if ahead is None:
        return ""
    first, last = ahead.first, ahead.first + len(ahead.values) - 1
    end = f"{figure(ahead.values[-1])} in {chart.points[last].label}"
    start = f"{figure(ahead.values[0])} in {chart.points[first].label}"
    said = f"{ahead.label.capitalize()}: {f'{start} to ' if last > first else ''}{end}"
    ranges = [
        f"{band.label} {figure(band.lower[-1])} to {figure(band.upper[-1])}" for band in ahead.bands
    ]
    return sentence("; ".join([said, *ranges]))


def _other(chart: LineChart, number: int) -> str:
    other = chart.others[number]
    known = [i for i, value in enumerate(other.values) if value is not None]
    if not known:
        return f"{other.label}: no figures."
    ends = [
        f"{figure(other.values[i] or 0.0)} in {chart.points[i].label}"
        for i in dict.fromkeys((known[0], known[-1]))
    ]
    return f"{other.label}: {' to '.join(ends)}."


def _steps(chart: StepChart) -> list[str]:
    if not chart.scores:
        return [sentence(chart.title), "No score yet."]
    said = [
        f"{score.value}{f' ({score.words})' if score.words else ''} from {spelled(score.day)}"
        for score in chart.scores
    ]
    head = "Score" if len(said) == 1 else "Scores in order"
    return [sentence(chart.title), f"{head}, out of {chart.highest}: {'; '.join(said)}."]
