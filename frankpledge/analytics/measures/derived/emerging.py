"""Emerging hot spots: places that are hot spots anew, for long, or no longer."""

from __future__ import annotations

from frankpledge.analytics.hot_spots import MEANINGS, PlaceOverTime, emerging_hot_spots
from frankpledge.analytics.measures.derived._examples import (
    WARDS,
    row_of_wards,
    ward_code,
    ward_name,
)
from frankpledge.analytics.measures.derived._support import (
    CRIMES,
    NOT_WHY,
    OUTLINES,
    RECORDED,
    SOURCE,
)
from frankpledge.analytics.measures.derived.grounds import (
    elsewhere_words,
    ground_of,
    with_neighbours,
)
from frankpledge.analytics.measures.derived.hot_spots import level_of
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    month_of,
    p_value,
    refusing,
    z_score,
)
from frankpledge.analytics.measures.months import spans
from frankpledge.analytics.measures.nouns import CannotAnswer, Column, Example, Measure, Question

ORDER = tuple(MEANINGS)
LEAST = 8


def derive(work: Working) -> Figures:
    """Every place with its category, those that are hot now first."""
    by = work.question.by
    if "month" in by and "quarter" in by:
        raise CannotAnswer("Emerging hot spots are by month or by quarter, not by both.")
    level, time = level_of(by), "quarter" if "quarter" in by else "month"
    length = 3 if time == "quarter" else 1
    starts = _periods(work, length)
    work = work.of_months(starts[0], starts[-1] + length - 1)
    whole, counted = ground_of(work, level)
    ground, neighbours, notes = with_neighbours(work, whole)
    split = work.counts((level, time)).counts
    table = [
        [float(split.get((*key, month_of(start)), 0)) for key in ground.keys] for start in starts
    ]
    with refusing():
        found = emerging_hot_spots(table, neighbours)
    rows = [
        _row(key, counted.counts.get(key, 0), place, spot.z)
        for key, place, spot in zip(ground.keys, found.places, found.latest.spots, strict=True)
    ]
    seen = {place.category for place in found.places} - {"none", "not judged"}
    meanings = tuple(f"{one.capitalize()}: {MEANINGS[one]}." for one in MEANINGS if one in seen)
    return Figures(
        columns=(*ground.columns, *EMERGING_HOT_SPOTS.figures),
        rows=tuple(sorted(rows, key=_order)),
        covered=(starts[0], starts[-1] + length - 1),
        notes=(
            found.words,
            *meanings,
            *found.latest.cautions,
            *notes,
            *elsewhere_words(work, whole, counted),
        ),
        tables=("boundary", "lookup"),
    )


def _periods(work: Working, length: int) -> list[int]:
    """The first months of the periods: the latest ones without a gap. Raises CannotAnswer."""
    coverage = work.coverage()
    first, last = work.period(coverage)
    whole = coverage.whole(first, last)
    starts = [
        m
        for m in range(first, last + 1)
        if (m - 1) % length == 0 and set(range(m, m + length)) <= whole
    ]
    run = [
        one for n, one in enumerate(starts) if starts[-1] - one == length * (len(starts) - 1 - n)
    ]
    if len(run) < LEAST:
        what = "quarters" if length == 3 else "months"
        held = spans(whole) if whole else "no month"
        other = " Or ask by month." if length == 3 else ""
        raise CannotAnswer(
            f"Loaded for this question is {held}: {len(run)} whole {what} without a gap, and "
            f"{LEAST} are needed to tell what emerges. Load more months.{other}"
        )
    return run


def _row(key: Key, count: int, place: PlaceOverTime, z: float | None) -> Row:
    trend = (z_score(place.trend_z), p_value(place.trend_p))
    return (*key, count, place.periods_hot, z_score(z), *trend, place.category)


def _order(row: Row) -> tuple[object, ...]:
    return (ORDER.index(row[-1]), -float(str(row[4] or 0)), str(row[1]))


def _example_row(n: int, z: float, trend: float, kind: str) -> Row:
    crimes = {1: 10, 2: 10, 3: 10, 20: 7}.get(n, 0)
    hot = {"new": 1, "former": 7}.get(kind, 0)
    return (ward_name(n), ward_code(n), crimes, hot, z, trend, 0.1904, kind)


_LONE = {f"2024-{month:02}": {20: 1} for month in range(1, 8)}

EMERGING_HOT_SPOTS = Measure(
    name="emerging-hot-spots",
    title="Emerging hot spots",
    what="Which small areas or wards are hot spots anew, for long, or no longer.",
    unit="crimes",
    source=(
        f"{SOURCE}; boundaries, ONS. Methods: Gi* (Ord and Getis, 1995) of each period; Mann, "
        "1945, and Kendall, 1975, of its z; categories after Esri's emerging hot spot analysis, "
        "simplified"
    ),
    formula=(
        "In each month or quarter a place is hot as “Hot spots” says. "
        + " ".join(f"{one.capitalize()}: {words}." for one, words in MEANINGS.items())
    ),
    kind="count",
    subject="street",
    dimensions=("lsoa", "ward", "month", "quarter"),
    figures=(
        CRIMES,
        Column("periods_hot", "Periods hot", "count", "periods"),
        Column("z", "z of the latest period", "number"),
        Column("trend_z", "z of the trend", "number"),
        Column("trend_p", "p of the trend", "number"),
        Column("kind", "What it is", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Each period is judged against its own mean: a place can stay hot while crime falls "
        "everywhere.",
        "The trend is not corrected for how many places are looked at.",
        OUTLINES,
        NOT_WHY,
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables=row_of_wards(_LONE | {"2024-08": {1: 10, 2: 10, 3: 10}}),
        question=Question("emerging-hot-spots", by=("ward", "month")),
        rows=(
            *(_example_row(n, z, 1.31, "new") for n, z in ((2, 5.39), (1, 4.32), (3, 3.39))),
            *(_example_row(n, -0.6, -1.31, "former") for n in (19, 20, 21)),
            _example_row(4, 1.4, 1.31, "none"),
            _example_row(30, -0.48, -1.31, "none"),
            *(_example_row(n, -0.6, -1.31, "none") for n in WARDS if 4 < n < 19 or 21 < n < 30),
        ),
        arithmetic=(
            "For seven months Ward 20 has the only crime: z = (1 − 3 ÷ 30) ÷ (0.18 × √(3 × 27 ÷ "
            "29)) = 3 for it and its neighbours, so they are hot. In August the first three wards "
            "have ten each: they are new, the others former. All rise or fall once: trend z = (7 − "
            "1) ÷ √21 = 1.31."
        ),
    ),
)
