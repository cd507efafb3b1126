"""Figures by place as a map, where the outlines of those places are loaded. No outside tiles."""

from collections.abc import Mapping, Sequence
from typing import Final

from frankpledge.analytics.store import Store
from frankpledge.analytics.store.outlines import Outline, outlines
from frankpledge.documents.charts import Area as MapArea
from frankpledge.documents.charts import AreaMap, ordered
from frankpledge.evidence.findings.rules.figures import FigureColumn, Figures
from frankpledge.evidence.findings.rules.wording import spoken

# A dimension of a measure, and the levels of outline that show it, the best first.
LEVELS: Final[Mapping[str, tuple[str, ...]]] = {
    "lsoa": ("lsoa21", "lsoa11"),
    "ward": ("ward",),
    "district": ("district",),
    "force": ("force",),
}
CLASSES = 5


def map_of(place: Store, figures: Figures, title: str, source: str) -> AreaMap | None:
    """A map of figures split by one kind of place and nothing else; None where it cannot be.

    Places are classed by fifths of the figures: a fifth of the places stand in each.
    """
    names = [column.name for column in figures.columns]
    level = next((one for one in names if one in LEVELS), None)
    split = [one for one in names if not one.endswith("_code")]
    values = figures.places_of_values
    if level is None or f"{level}_code" not in names or not values or len(split) != 1 + len(values):
        return None
    code, value = names.index(f"{level}_code"), values[0]
    known = {str(row[code]): row[value] for row in figures.rows}
    shapes = _shapes(place, level, known)
    numbers = [float(one) for one in known.values() if isinstance(one, (int, float))]
    if len(shapes) < 2 or not numbers:
        return None
    edges = fifths(numbers)
    column = figures.columns[value]
    return AreaMap(
        title=title,
        unit=column.unit,
        classes=ordered(*_spans(edges, numbers)),
        areas=tuple(
            MapArea(
                shape.code,
                shape.name,
                shape.rings,
                level=_level(known.get(shape.code), edges),
                words=_words(known.get(shape.code), column),
                withheld=isinstance(known.get(shape.code), str),
            )
            for shape in shapes
        ),
        note="The outlines are simplified.",
        source=source,
        of=figures.columns[names.index(level)].title,
    )


def _shapes(place: Store, level: str, known: Mapping[str, object]) -> tuple[Outline, ...]:
    """The outlines of the vintage that most of the places have."""
    found = [
        tuple(one for one in outlines(place, vintage) if one.code in known)
        for vintage in LEVELS[level]
    ]
    return max(found, key=len)


def fifths(numbers: Sequence[float]) -> tuple[float, ...]:
    """The upper ends of up to five classes with about as many places in each, the last the highest.

    Equal figures are never parted, so there are fewer classes where many places are alike.
    """
    ranked = sorted(numbers)
    last = len(ranked) - 1
    ends = [ranked[min(last, -(-len(ranked) * k // CLASSES) - 1)] for k in range(1, CLASSES + 1)]
    return tuple(sorted(set(ends)))


def _level(value: object, edges: tuple[float, ...]) -> int | None:
    if not isinstance(value, (int, float)):
        return None
    return next(n for n, edge in enumerate(edges) if value <= edge)


def _spans(edges: tuple[float, ...], numbers: Sequence[float]) -> list[str]:
    """Each class in words: "12 to 40", from the lowest figure in it to the highest."""
    spans = []
    below = float("-inf")
    for edge in edges:
        within = [one for one in numbers if below < one <= edge]
        low, high = f"{min(within):,g}", f"{max(within):,g}"
        spans.append(low if low == high else f"{low} to {high}")
        below = edge
    return spans


def _words(value: object, column: FigureColumn) -> str:
    if not isinstance(value, (int, float)):
        return ""
    return spoken(value, column)
