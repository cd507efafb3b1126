"""Hot spots: which places lie together with high counts, beyond what chance would bring."""

from __future__ import annotations

from frankpledge.analytics.hot_spots import Spot, hot_spots
from frankpledge.analytics.measures.derived._examples import (
    WARDS,
    row_of_wards,
    ward_code,
    ward_name,
)
from frankpledge.analytics.measures.derived._support import (
    CORRECTED_P,
    CRIMES,
    NOT_WHY,
    OUTLINES,
    RECORDED,
    SOURCE,
)
from frankpledge.analytics.measures.derived.grounds import (
    Ground,
    elsewhere_words,
    ground_of,
    with_neighbours,
)
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    p_value,
    refusing,
    z_score,
)
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)

RATE = Column("rate", "Rate", "rate", "per 1,000 people")


def derive(work: Working) -> Figures:
    """Every place with its z and corrected p, the hottest first."""
    level = level_of(work.question.by)
    whole, counted = ground_of(work, level)
    ground, neighbours, notes = with_neighbours(work, whole)
    counts = ground.row(counted.counts)
    rates = _rates(work, ground, level) if work.given["rates"] else None
    with refusing():
        found = hot_spots(rates or [float(one) for one in counts], neighbours)
    rows = [
        _row(key, count, spot, rates[n] if rates else None)
        for n, (key, count, spot) in enumerate(zip(ground.keys, counts, found.spots, strict=True))
    ]
    figures = HOT_SPOTS.figures
    return Figures(
        columns=(*ground.columns, figures[0], *((RATE,) if rates else ()), *figures[1:]),
        rows=tuple(sorted(rows, key=_order)),
        covered=counted.covered,
        notes=(found.words, *found.cautions, *notes, *elsewhere_words(work, whole, counted)),
        tables=("boundary", "lookup"),
    )


def level_of(by: tuple[str, ...]) -> str:
    """The one level of place that is judged: small areas if nothing is said."""
    return next((one for one in by if one in ("lsoa", "ward")), "lsoa")


def _rates(work: Working, ground: Ground, level: str) -> list[float]:
    """Crimes for each thousand people. A place without a crime has nought, whoever lives there."""
    known = {str(row[f"{level}_code"]): row for row in work.ask("crime-rate", (level,)).dicts()}
    lacking = [code for code in ground.codes if code in known and not known[code]["people"]]
    if lacking:
        raise CannotAnswer(
            f"How many live in {len(lacking)} of {len(ground.codes)} places, {lacking[0]} among "
            "them, is not loaded. Load population estimates of these places, or ask without rates."
        )
    return [float(str(known[code]["rate"])) if code in known else 0.0 for code in ground.codes]


def _row(key: Key, count: int, spot: Spot, rate: float | None) -> Row:
    rated: Row = () if rate is None else (round(rate, 1),)
    return (*key, count, *rated, z_score(spot.z), p_value(spot.discovery_p), spot.kind)


def _order(row: Row) -> tuple[object, ...]:
    z = row[-3]
    return (z is None, -float(str(z or 0)), str(row[1]))


_REST = (-0.6, 0.5686, "neither")
_EXAMPLE = {
    2: (5.39, 0.0001, "hot"),
    1: (4.32, 0.0002, "hot"),
    3: (3.39, 0.007, "hot"),
    4: (1.4, 0.5686, "neither"),
    30: (-0.48, 0.6314, "neither"),
}

HOT_SPOTS = Measure(
    name="hot-spots",
    title="Hot spots",
    what="Which small areas or wards lie together with high counts, beyond what chance brings.",
    unit="crimes",
    source=(
        f"{SOURCE}; boundaries, ONS. Methods: Ord and Getis, Local spatial autocorrelation "
        "statistics, 1995; Benjamini and Hochberg, 1995"
    ),
    formula=(
        "Gi*: z = (crimes of a place and its neighbours − w × the mean) ÷ (s × √(w × (n − w) ÷ "
        "(n − 1))), w how many these are, s the standard deviation of all n places. Hot or cold: "
        "the two-sided p stays at 0.05 or below after control of false discoveries."
    ),
    kind="count",
    subject="street",
    dimensions=("lsoa", "ward"),
    figures=(
        CRIMES,
        Column("z", "z", "number"),
        CORRECTED_P,
        Column("kind", "What it is", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Counts follow people: a town centre is hot because many are there. Ask for rates where "
        "places differ in how many live there.",
        "A place can be part of a hot spot through its neighbours, with few crimes of its own.",
        OUTLINES,
        NOT_WHY,
    ),
    given=(
        Given(
            "rates", "1: by crimes for each 1,000 people, 0: by crimes", "number", high=1, default=0
        ),
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables=row_of_wards({"2024-01": {1: 10, 2: 10, 3: 10}}),
        question=Question("hot-spots", by=("ward",)),
        rows=tuple(
            (ward_name(n), ward_code(n), 10 if n <= 3 else 0, *_EXAMPLE.get(n, _REST))
            for n in (2, 1, 3, 4, 30, *(n for n in WARDS if 4 < n < 30))
        ),
        arithmetic=(
            "Thirty wards in a row; the first three have ten crimes each: mean 1, s = √(300 ÷ 30 − "
            "1) = 3. Ward 02 and its two neighbours: z = (30 − 3 × 1) ÷ (3 × √(3 × 27 ÷ 29)) = "
            "5.39."
        ),
    ),
)
