"""Ward flags: wards among the top 20% in three of four quarters, or as else is asked."""

from __future__ import annotations

from fractions import Fraction

from frankpledge.analytics.hot_spots import flags
from frankpledge.analytics.measures.derived._examples import (
    WARDS,
    row_of_wards,
    ward_code,
    ward_name,
)
from frankpledge.analytics.measures.derived._support import RECORDED, SOURCE, months_of
from frankpledge.analytics.measures.derived.grounds import elsewhere_words, ground_of
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    month_of,
    number,
    period_words,
    refusing,
)
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)


def derive(work: Working) -> Figures:
    """Every place with its counts by quarter and how often it is in the top; flagged first."""
    level = next((one for one in work.question.by if one in ("lsoa", "ward")), "ward")
    first, last = _quarters(work)
    work = work.of_months(first, last)
    ground, whole = ground_of(work, level)
    counted = work.counts((level, "quarter"))
    quarters = [month_of(m) for m in range(first, last + 1, 3)]
    table = {
        key: [counted.counts.get((*key, quarter), 0) for quarter in quarters] for key in ground.keys
    }
    share, least = Fraction(int(work.given["share"]), 100), int(work.given["least"])
    with refusing():
        found = flags(
            {str(n): row for n, row in enumerate(table.values())}, share=share, least=least
        )
    rows = [
        _row(key, row, sum(map(bool, flag.in_top)), flag.flagged)
        for (key, row), flag in zip(table.items(), found.places, strict=True)
    ]
    columns = tuple(
        Column(f"q{one:%Y_%m}", f"{period_words(number(one), number(one) + 2)}", "count", "crimes")
        for one in quarters
    )
    many = f"{len(found.flagged):,} of {len(ground.keys):,} are flagged."
    return Figures(
        columns=(*ground.columns, *WARD_FLAGS.figures, *columns),
        rows=tuple(sorted(rows, key=_order)),
        covered=(first, last),
        notes=(found.words, many, *elsewhere_words(work, ground, whole)),
        tables=("lookup",),
    )


def _row(key: Key, counts: list[int], times: int, flagged: bool) -> Row:
    return (*key, times, sum(counts), "flagged" if flagged else "not flagged", *counts)


def _order(row: Row) -> tuple[object, ...]:
    return (row[4] != "flagged", -int(str(row[2])), -int(str(row[3])), str(row[1]))


def _quarters(work: Working) -> tuple[int, int]:
    """Whole quarters that are asked about; else the latest four that are loaded."""
    coverage = work.coverage()
    asked, (first, last) = work.question, work.period(coverage)
    whole = coverage.whole(first, last)
    if not asked.first and not asked.last:
        ends = [m for m in whole if m % 3 == 0 and {m - n for n in range(12)} <= whole]
        if not ends:
            raise CannotAnswer("No four quarters running are loaded. Load the months of a year.")
        return max(ends) - 11, max(ends)
    if (first - 1) % 3 or last % 3:
        raise CannotAnswer(
            f"{period_words(first, last)} is not made of whole quarters. Ask for some that begin "
            "with January, April, July or October."
        )
    missing = [m for m in range(first, last + 1) if m not in whole]
    if missing:
        raise CannotAnswer(
            f"{period_words(missing[0], missing[-1])} is not wholly loaded, so its quarters cannot "
            "be compared. Load it, or ask for other quarters."
        )
    return first, last


_EXAMPLE = {
    **{month: {} for month in months_of(2024)},
    **{month: {5: 4, 6: 1} for month in ("2024-01", "2024-04", "2024-07")},
    "2024-10": {1: 2, 2: 3},
}

WARD_FLAGS = Measure(
    name="ward-flags",
    title="Wards high again and again",
    what="Wards among the top 20% by recorded crime in at least three of four quarters.",
    unit="quarters",
    source=f"{SOURCE}; lookups, ONS. Rule: as partnerships flag wards in strategic assessments",
    formula=(
        "In each quarter a ward is in the top where fewer wards are higher than 20% of all, "
        "rounded down. Ties at the edge are all in; nought never is. Flagged: in the top in at "
        "least three quarters."
    ),
    kind="count",
    subject="street",
    dimensions=("ward", "lsoa"),
    figures=(
        Column("times", "Quarters in the top", "count", "quarters"),
        Column("crimes", "Crimes", "count", "crimes"),
        Column("kind", "What it is", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Wards are ranked by crimes, not by crimes for each person: larger wards are higher.",
        "Some ward is always in the top, however little crime there is.",
    ),
    given=(
        Given("share", "The top so many per cent of wards", "number", default=20, low=1, high=99),
        Given("least", "In at least so many quarters", "number", default=3, low=1, high=100),
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables=row_of_wards(_EXAMPLE),
        question=Question("ward-flags"),
        rows=tuple(
            (
                ward_name(n),
                ward_code(n),
                {5: 3, 6: 3, 1: 1, 2: 1}.get(n, 0),
                {5: 12, 6: 3, 1: 2, 2: 3}.get(n, 0),
                "flagged" if n in (5, 6) else "not flagged",
                *[{5: 4, 6: 1}.get(n, 0)] * 3,
                {1: 2, 2: 3}.get(n, 0),
            )
            for n in (5, 6, 2, 1, 3, 4, *(n for n in WARDS if n > 6))
        ),
        arithmetic=(
            "20% of thirty wards are six. Wards 05 and 06 alone have crimes in three quarters, so "
            "they are in the top three times; 01 and 02 once. A ward without a crime never is."
        ),
    ),
)
