"""Concentration: how much of crime lies in how few small areas, those without crime included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frankpledge.analytics.concentration import (
    Concentration,
    concentration,
    concentration_change,
)
from frankpledge.analytics.measures.derived._examples import lies_in
from frankpledge.analytics.measures.derived._support import (
    RECORDED,
    SEED_GIVEN,
    SOURCE,
    crimes,
    seed_words,
)
from frankpledge.analytics.measures.derived.grounds import (
    OTHER_CENSUS,
    Ground,
    elsewhere_words,
    ground_of,
    in_both_censuses,
    members,
)
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    in_order,
    month_of,
    period_words,
)
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)

SHARES = (1, 5, 10, 20, 30, 50, 75)
SPARSE = (
    "Where crimes are fewer than small areas, even an even spread leaves many areas without one: "
    "quote the Gini adjusted for few crimes."
)

CHANGE = (
    Column("earlier", "Earlier, in the top 5%", "percent"),
    Column("change", "Change, as if equally many", "number", "percentage points"),
    Column("change_low", "Change from", "number", "percentage points"),
    Column("change_high", "Change to", "number", "percentage points"),
)

Split = dict[Key, dict[Key, int]]


def derive(work: Working) -> Figures:
    """A row for each type, district, partnership or period asked about; one row if none."""
    by = tuple(one for one in work.question.by if one != "lsoa")
    years = int(work.given["years"])
    ground, counted = ground_of(work, "lsoa")
    notes = elsewhere_words(work, ground, counted)
    earlier: Split = {}
    if years:
        first, last = counted.covered
        before = (first - 12 * years, last - 12 * years)
        ground, earlier, said = _earlier(work, by, ground, before)
        notes = (*said, f"Compared with {period_words(*before)}.", *notes)
        notes = (*notes, seed_words(int(work.given["seed"])))
    columns, split = _split(work, by)
    parts = _parts(work, by, ground)
    rows, sparse = [], False
    for key in sorted({*split, *earlier} or {()}, key=in_order):
        if parts and key[-1] not in parts:
            continue  # crimes recorded here that lie in a district elsewhere
        part = parts[key[-1]] if parts else ground
        counts = part.row(split.get(key, {}))
        found = concentration(counts, places=len(counts))
        changed = _change(work, part.row(earlier.get(key, {})), counts) if years else ()
        rows.append((*key, *_figures(found, counts), *changed))
        sparse = sparse or found.sparse
    return Figures(
        columns=(*columns, *CONCENTRATION.figures, *(CHANGE if years else ())),
        rows=tuple(rows),
        covered=counted.covered,
        notes=(*((SPARSE,) if sparse else ()), *notes),
        tables=("lookup",),
    )


def _split(work: Working, by: tuple[str, ...], **changes: Any) -> tuple[tuple[Column, ...], Split]:
    """Counts by small area for each part that is asked for."""
    counted = work.counts((*by, "lsoa"), **changes)
    found: Split = {}
    for key, count in counted.counts.items():
        found.setdefault(key[:-2], {})[key[-2:]] = count
    return counted.columns[:-2], found


def _parts(work: Working, by: tuple[str, ...], ground: Ground) -> dict[object, Ground]:
    """District or partnership (its code) → its small areas, where split so."""
    level = next((one for one in by if one in ("district", "csp")), None)
    if level is None:
        return {}
    if by[-1] != level:
        raise CannotAnswer(f"Split by {level} last: type, then {level}.")
    inside: dict[object, set[str]] = {}
    for code, small in members(work, level):
        inside.setdefault(code, set()).add(small)
    return {code: ground.only(smalls) for code, smalls in inside.items()}


def _earlier(
    work: Working, by: tuple[str, ...], ground: Ground, before: tuple[int, int]
) -> tuple[Ground, Split, tuple[str, ...]]:
    """The earlier counts, and the areas that both periods can be compared over."""
    held = work.coverage()
    if not set(range(before[0], before[1] + 1)) <= held.whole(*before):
        raise CannotAnswer(
            f"{period_words(*before)} is not loaded, so no change of concentration can be said. "
            "Load it, or ask with other “years”."
        )
    months: dict[str, Any] = {"first": month_of(before[0]), "last": month_of(before[1])}
    counted = work.counts(("lsoa",), **months)
    said: tuple[str, ...] = ()
    if ground.without(counted) > OTHER_CENSUS * sum(counted.counts.values()):
        whole = len(ground.keys)
        ground = ground.only(in_both_censuses(work))
        said = (
            f"The two periods have small areas of two censuses: compared are the "
            f"{len(ground.keys):,} of {whole:,} areas that both censuses have.",
        )
    return ground, _split(work, by, **months)[1], said


def _figures(found: Concentration, counts: list[int]) -> Row:
    shares: Mapping[int, float | None] = {
        share: concentration(counts, places=len(counts), top=share / 100).top_share
        for share in SHARES
    }
    percent = {share: None if one is None else round(100 * one, 1) for share, one in shares.items()}
    ginis = [None if one is None else round(one, 3) for one in (found.gini, found.adjusted_gini)]
    others = (percent[share] for share in SHARES if share != 5)
    return (percent[5], found.half_of, found.places, found.crimes, *ginis, *others)


def _change(work: Working, earlier: list[int], later: list[int]) -> Row:
    found = concentration_change(
        earlier, later, places=len(later), seed=int(work.given["seed"]), rounds=499
    )
    was = found.earlier.top_share
    ends = found.top_share_interval or (None, None)
    values = (was, found.top_share, *ends)
    return tuple(None if one is None else round(100 * one, 1) for one in values)


CONCENTRATION = Measure(
    name="concentration",
    title="Concentration of crime",
    what="How much of recorded crime lies in how few small areas, those without crime included.",
    unit="% of crimes",
    source=(
        f"{SOURCE}; lookups of small areas, ONS. Methods: Weisburd, Criminology 53, 2015; Bernasco "
        "and Steenbeek, Journal of Quantitative Criminology 33, 2017"
    ),
    formula=(
        "Small areas are ranked by crimes, those with none too; the share of all crimes in the top "
        "5% of them, a part of an area counting in part. Gini: 0 where all have alike, towards 1 "
        "where one has all; adjusted, it is 0 where crimes are spread as evenly as so few can be. "
        "Change: the period with more crimes is thinned at random to as many as the other has, 499 "
        "times, with a bootstrap interval of 95%."
    ),
    kind="percent",
    subject="street",
    dimensions=("district", "csp", "type", "month", "quarter", "year"),
    figures=(
        Column("top_5", "In the top 5% of small areas", "percent"),
        Column("half_of", "Small areas that hold half", "count", "small areas"),
        Column("places", "Small areas", "count", "small areas"),
        Column("crimes", "Crimes", "count", "crimes"),
        Column("gini", "Gini", "number"),
        Column("adjusted_gini", "Gini, adjusted for few crimes", "number"),
        *(
            Column(f"top_{share}", f"In the top {share}%", "percent")
            for share in SHARES
            if share != 5
        ),
    ),
    caveats=(
        *RECORDED,
        "Which areas are on top is known only afterwards: the next period's top may be others.",
    ),
    given=(
        Given(
            "years",
            "Compare with the same months so many years before (0: do not)",
            "number",
            default=0,
            high=20,
        ),
        SEED_GIVEN,
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "street": tuple(
                row
                for n, times in ((1, 6), (2, 2), (3, 1), (4, 1))
                for row in crimes(f"E01{n:06}", "2024-01", times)
            ),
            "lookup": tuple(
                lies_in(f"E01{n:06}", "district", "E07000001", "Upton") for n in range(1, 21)
            ),
        },
        question=Question("concentration"),
        rows=((60.0, 1, 20, 10, 0.88, 0.76, 12.0, 80.0, 100.0, 100.0, 100.0, 100.0),),
        arithmetic=(
            "Of twenty small areas one is 5%: it has 6 of 10 crimes, 60%. Two are 10% and have 8. "
            "Gini: 2 × (17 × 1 + 18 × 1 + 19 × 2 + 20 × 6) ÷ (20 × 10) − 21 ÷ 20 = 0.88; for ten "
            "crimes in twenty areas, 2 × (0.88 − 1) + 1 = 0.76."
        ),
    ),
)
