"""Bars, shares and maps in plain English: what a reader who cannot see them is told."""

from __future__ import annotations

from frankpledge.documents.charts.comparing import Bar, BarChart, ShareCurve
from frankpledge.documents.charts.heading import sourced
from frankpledge.documents.charts.maps import Area, AreaMap
from frankpledge.documents.charts.saying import capital, listed, sentence
from frankpledge.documents.charts.scale import figure


def bars_said(chart: BarChart) -> list[str]:
    """The sentences for bars: how many, the ends of the range, what is marked or missing."""
    known = [bar for bar in chart.bars if bar.value is not None]
    unit = f" of {chart.unit}" if chart.unit else ""
    if not known:
        said = [f"Bar chart{unit} without figures."]
    elif len(known) == 1:
        said = [f"Bar chart{unit} with one figure: {_bar(known[0])}."]
    else:
        lowest = min(known, key=lambda bar: bar.value or 0.0)
        highest = max(known, key=lambda bar: bar.value or 0.0)
        said = [f"Bar chart{unit}, {len(known)} bars."]
        said += [f"Highest {_bar(highest)}; lowest {_bar(lowest)}."]
    marked = [bar for bar in known if bar.highlighted]
    return [
        sentence(chart.title),
        *said,
        _named("Highlighted", [f"{_bar(bar)}{_against(bar, chart)}" for bar in marked]),
        sentence(f"{chart.level.label}: {figure(chart.level.value)}") if chart.level else "",
        _named("Not shown", [bar.label for bar in chart.bars if bar.withheld]),
        _named(
            "No figure for",
            [b.label for b in chart.bars if b.value is None and not b.withheld and not b.words],
        ),
        sentence(chart.note),
        sentence(sourced(chart.source)),
    ]


def _bar(bar: Bar) -> str:
    return f"{bar.label} {bar.words or figure(bar.value or 0.0)}"


def _against(bar: Bar, chart: BarChart) -> str:
    said = []
    if bar.beside is not None:
        said.append(f"{chart.beside} {figure(bar.beside)}")
    if bar.low is not None and bar.high is not None:
        said.append(f"{chart.interval} {figure(bar.low)} to {figure(bar.high)}")
    return f" ({'; '.join(said)})" if said else ""


def _named(head: str, names: list[str]) -> str:
    if not names:
        return ""
    joint = " " if head.endswith("for") else ": "
    return f"{head}{joint}{listed(names)}."


def map_said(chart: AreaMap) -> list[str]:
    """The sentences for a map: how many places are of each class, and what is marked."""
    count = len(chart.areas)
    unit = f" of {chart.unit}" if chart.unit else ""
    return [
        sentence(chart.title),
        f"Map{unit}, {count} {'place' if count == 1 else 'places'}.",
        *(_class(chart, level) for level in range(len(chart.classes))),
        _named("Highlighted", [_area(chart, one) for one in _coded(chart, chart.highlighted)]),
        _named("Not shown", [area.name for area in chart.areas if area.withheld]),
        _named("No figure for", _without(chart)),
        f"Darker squares have {sentence(chart.grid.words)}" if chart.grid else "",
        sentence(chart.note),
        sentence(sourced(chart.source)),
    ]


def _class(chart: AreaMap, level: int) -> str:
    names = [area.name for area in chart.areas if area.level == level]
    words = capital(chart.classes[level].words)
    if not names:
        return f"{words}: none."
    # Naming a few helps; naming most of a map does not.
    return f"{words}: {listed(names) if len(names) <= 5 else f'{len(names)} places'}."


def _coded(chart: AreaMap, codes: tuple[str, ...]) -> list[Area]:
    return [area for area in chart.areas if area.code in codes]


def _area(chart: AreaMap, area: Area) -> str:
    said = ", ".join(filter(None, (area.words, chart.said(area) if chart.classes else "")))
    return f"{area.name} ({said})" if said else area.name


def _without(chart: AreaMap) -> list[str]:
    if not chart.classes:
        return []
    return [area.name for area in chart.areas if area.level is None and not area.withheld]


def share_said(chart: ShareCurve) -> list[str]:
    """The sentences for a curve of shares: what each curve comes to at the shares named."""
    shares = [(share, chart.at(share)) for share in chart.named]
    return [
        sentence(chart.title),
        f"Curve of the share of {chart.counted} by the share of {chart.whole}.",
        *(share_words(chart, x, y) for x, y in shares if y is not None),
        f"Also drawn: {listed([one.label for one in chart.curves[1:]])}."
        if chart.curves[1:]
        else "",
        sentence(chart.note),
        sentence(sourced(chart.source)),
    ]


def share_words(chart: ShareCurve, share: float, height: float) -> str:
    """The first curve at one share: "10% of places have 48% of crime"."""
    return f"{figure(share)}% of {chart.whole} have {figure(height)}% of {chart.counted}."
