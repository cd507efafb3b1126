"""Most similar: a place beside its family of similar places, and whether it stands out."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analytics.measures.current import find_places, units_of
from frankpledge.analytics.measures.derived._examples import lies_in
from frankpledge.analytics.measures.derived._support import RECORDED, SOURCE, crimes
from frankpledge.analytics.measures.derived.working import Figures, Row, Working, number
from frankpledge.analytics.measures.months import spans
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    PlaceName,
    Question,
)
from frankpledge.analytics.measures.subjects import TITLES
from frankpledge.analytics.peers import AreaCount, PeerComparison, compare_with_peers
from frankpledge.analytics.rates import rate
from frankpledge.shared.words import spell_list


@dataclass(frozen=True)
class _Area:
    cells: tuple[str, str]
    crimes: int
    people: int


def derive(work: Working) -> Figures:
    """The place asked about and each of its family, the highest rate first."""
    ours, family = _places(work)
    level = ours.level
    named = tuple(f"{level}:{one.code}" for one in (ours, *family))
    answer = work.ask("crime-rate", (level,), places=named)
    first, last = (number(day) for day in answer.covered)
    for one in (ours, *family):
        _refuse_unless_loaded(work, one, first, last)
    found = {
        str(row[0]): _Area((str(row[0]), str(row[1])), int(str(row[2])), int(str(row[3] or 0)))
        for row in answer.rows
    }
    lacking = [one.name for one in (ours, *family) if not found.get(one.name, _NONE).people]
    if lacking:
        raise CannotAnswer(
            f"How many live in {', '.join(lacking)} is not loaded, or no crime there is. Load "
            "population estimates, or leave them out of the family."
        )
    areas = [found[one.name] for one in (ours, *family)]
    counts = [AreaCount(one.cells[0], one.crimes, one.people) for one in areas]
    compared = compare_with_peers(counts[0], counts[1:], per=1000)
    if compared.refused:
        raise CannotAnswer(compared.words)
    rows = [_row(one, areas, compared if n == 0 else None) for n, one in enumerate(areas)]
    place = (
        Column(level, TITLES[level], "text"),
        Column(f"{level}_code", f"{TITLES[level]} code", "text"),
    )
    return Figures(
        columns=(*place, *MOST_SIMILAR.figures),
        rows=tuple(sorted(rows, key=lambda row: (-float(str(row[2])), str(row[0])))),
        covered=(first, last),
        notes=(_standing(ours.name, compared), _HEDGE),
    )


_NONE = _Area(("", ""), 0, 0)


def _places(work: Working) -> tuple[PlaceName, tuple[PlaceName, ...]]:
    by = work.question.by
    if work.everywhere or len(work.question.places) != 1:
        raise CannotAnswer(
            "Most similar needs one place: the one that is held against its family. Ask for it by "
            "its name or code."
        )
    ours = find_places(work.current, work.question.places, by)[0]
    family = find_places(work.current, tuple(work.given["family"]), (ours.level,))
    other = next((one for one in family if one.level != ours.level), None)
    if other is not None:
        raise CannotAnswer(
            f"{other.name} is a {TITLES[other.level].lower()}, and {ours.name} a "
            f"{TITLES[ours.level].lower()}: a family is of one kind."
        )
    return ours, tuple(one for one in family if one != ours)


def _refuse_unless_loaded(work: Working, one: PlaceName, first: int, last: int) -> None:
    """Raise CannotAnswer where a place's force lacks a month: it would look low."""
    held = work.current.coverage("street").held
    units = units_of(work.current, (one,))
    for unit in units:
        missing = set(range(first, last + 1)) - held.get(unit, frozenset())
        if missing:
            raise CannotAnswer(
                f"{spans(missing)} is not loaded for {unit}, so {one.name} cannot be compared. "
                "Load it, or ask for other months or another family."
            )


def _row(one: _Area, areas: list[_Area], compared: PeerComparison | None) -> Row:
    found = rate(one.crimes, one.people)
    higher = sum(other.crimes * one.people > one.crimes * other.people for other in areas)
    ends = (round(end, 2) for end in found.interval)
    return (
        *one.cells,
        round(found.value, 2),
        *ends,
        one.crimes,
        one.people,
        1 + higher,
        _kind(compared),
    )


_HEDGE = "Places of a family still differ: this says where to ask, not why."


def _standing(name: str, compared: PeerComparison) -> str:
    """How many are below and above, without a figure: a note stands where those are held back."""
    others = [f"higher than {compared.above}", f"lower than {compared.below}"]
    others += [f"the same as {compared.same}"] if compared.same else []
    return f"{name} is {spell_list(others)} of the {compared.family} others."


def _kind(compared: PeerComparison | None) -> str:
    if compared is None:
        return "family"
    if not compared.beyond_chance:
        return "asked about: within what chance gives"
    if not compared.beyond_spread:
        return "asked about: beyond chance, not beyond how the family differs"
    return "asked about: beyond chance and beyond how the family differs"


_OURS = "asked about: beyond chance and beyond how the family differs"

MOST_SIMILAR = Measure(
    name="most-similar",
    title="Most similar places",
    what="A place's crime rate beside those of its family of similar places.",
    unit="per 1,000 people",
    source=(
        f"{SOURCE}; population estimates, ONS. Families are drawn up by others, such as the Home "
        "Office's and HMICFRS's most similar groups. Methods: Garwood, 1936; exact test of two "
        "Poisson counts; Hyndman and Fan, 1996"
    ),
    formula=(
        "Crimes ÷ people × 1,000, with exact intervals of 95%. Rank 1 is the highest. Beyond "
        "chance: p of the place against its family as a whole is below 0.05. Beyond how the family "
        "differs: so also against the spread of the family's own rates."
    ),
    kind="rate",
    subject="street",
    dimensions=("csp", "district", "force", "ward"),
    figures=(
        Column("rate", "Rate", "rate", "per 1,000 people"),
        Column("low", "From", "rate", "per 1,000 people"),
        Column("high", "To", "rate", "per 1,000 people"),
        Column("crimes", "Crimes", "count", "crimes"),
        Column("people", "People", "count", "people"),
        Column("rank", "Rank", "count"),
        Column("kind", "What it is", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Places of a family differ in their people and in how their police record.",
        "Those who live there are not those who are there: a town centre's rate is high for that.",
    ),
    given=(
        Given(
            "family",
            "The most similar places, by name or code",
            "names",
            without="Families are drawn up by others: give the names of at least three places.",
        ),
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "street": tuple(
                row
                for n, times in ((1, 40), (2, 10), (3, 12), (4, 14))
                for row in crimes(f"E01{n:06}", "2024-01", times)
            ),
            "lookup": tuple(
                lies_in(f"E01{n:06}", "district", f"E07{n:06}", name)
                for n, name in enumerate(("Upton", "Downton", "Aston", "Weston"), start=1)
            ),
            "population": tuple(
                {
                    "code": f"E01{n:06}",
                    "level": "lsoa21",
                    "vintage": "2021",
                    "year": 2024,
                    "people": 1_000,
                }
                for n in range(1, 5)
            ),
        },
        question=Question(
            "most-similar",
            places=("Upton",),
            parameters={"family": ("Downton", "Aston", "Weston")},
        ),
        rows=(
            ("Upton", "E07000001", 40.0, 28.58, 54.47, 40, 1_000, 1, _OURS),
            ("Weston", "E07000004", 14.0, 7.65, 23.49, 14, 1_000, 2, "family"),
            ("Aston", "E07000003", 12.0, 6.2, 20.96, 12, 1_000, 3, "family"),
            ("Downton", "E07000002", 10.0, 4.8, 18.39, 10, 1_000, 4, "family"),
        ),
        arithmetic=(
            "40 ÷ 1,000 × 1,000 = 40, against 36 ÷ 3,000 × 1,000 = 12 of the family together. The "
            "exact interval of a count of 40 is 28.58 to 54.47."
        ),
    ),
)
