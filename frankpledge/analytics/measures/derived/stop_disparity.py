"""Disparity of stops: each group's rate beside White people's, and what may be said of it."""

from __future__ import annotations

from frankpledge.analytics.disparity import CAVEATS, LEAST, Disparity, Group, disparity
from frankpledge.analytics.measures.definitions._support import (
    STOP_CAVEATS,
    STOPS,
    STOPS_SOURCE,
    TIMES,
    stop,
)
from frankpledge.analytics.measures.derived.partner_table import SMALL
from frankpledge.analytics.measures.derived.working import (
    Figures,
    Key,
    Row,
    Working,
    in_order,
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
from frankpledge.analytics.measures.subjects import NO_ACTION

BASE = "White"
PER = 1_000
NOT_STATED = (None, "Not stated")


def derive(work: Working) -> Figures:
    """A row for each group of which people are known: rate, ratio, interval, bounds."""
    people = {str(name): round(many) for name, many in dict(work.given["people"]).items()}
    if BASE not in people:
        raise CannotAnswer(f"How many {BASE} people live there is not given: it is the base.")
    counted = work.counts((*work.question.by, "ethnicity"), measure="stop-and-search")
    found: dict[Key, dict[object, int]] = {}
    for (*key, ethnicity), stops in counted.counts.items():
        found.setdefault(tuple(key), {})[ethnicity] = stops
    rows = [row for key in sorted(found, key=in_order) for row in _rows(key, found[key], people)]
    return Figures(
        columns=(*counted.columns[:-1], *STOP_DISPARITY.figures),
        rows=tuple(rows),
        covered=counted.covered,
        notes=_notes(found, people),
        tables=() if "people" in work.question.parameters else ("population_group", "lookup"),
    )


def _rows(key: Key, stops: dict[object, int], people: dict[str, int]) -> list[Row]:
    not_stated = sum(stops.get(one, 0) for one in NOT_STATED)
    base = Group(BASE, stops.get(BASE, 0), people[BASE])
    rows: list[Row] = []
    for name in sorted(people):
        group = Group(name, stops.get(name, 0), people[name])
        rate = PER * group.searches / group.people if group.people else None
        start = (*key, name, group.searches, group.people, _rounded(rate))
        if name == BASE:
            rows.append((*start, *(None,) * 5, "the base"))
            continue
        with refusing():
            beside = disparity(group, base, not_stated=not_stated, per=PER)
        rows.append((*start, *_cells(beside)))
    return rows


def _cells(found: Disparity) -> Row:
    """Ratio, its interval, its bounds, and what can be said."""
    if found.ratio is None or found.interval is None or found.bounds is None:
        return (*(None,) * 5, found.refused)
    said = "higher" if found.ratio > 1 else "lower"
    if found.interval.holds(1):
        said = "chance alone could account for it"
    figures = (found.ratio, *found.interval, *found.bounds)
    return (*(_rounded(one) for one in figures), said)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _notes(found: dict[Key, dict[object, int]], people: dict[str, int]) -> tuple[str, ...]:
    missing = sum(stops.get(one, 0) for stops in found.values() for one in NOT_STATED)
    others = sorted(
        {str(name) for stops in found.values() for name in stops if name not in NOT_STATED}
        - set(people)
    )
    said = []
    if missing:
        many = f"{missing:,} stops" if missing >= SMALL else "fewer than ten stops"
        said.append(f"Ethnicity is not stated in {many}: they are in the bounds only.")
    if others:
        said.append(f"How many people live there is not known of: {', '.join(others)}.")
    return tuple(said)


STOP_DISPARITY = Measure(
    name="stop-and-search-disparity",
    title="Stop and search: rate by ethnicity beside White people's",
    what="How many stops there were for each thousand people of a group, beside White people's.",
    unit="times the rate of White people",
    source=(
        f"{STOPS_SOURCE}; people by ethnicity as given, such as from the census of 2021. Method: "
        "the ratio of rates of the Home Office's Police powers and procedures; Przyborowski and "
        "Wilenski, 1940, for its interval"
    ),
    formula=(
        "(stops of the group ÷ its people) ÷ (stops of White people ÷ their number), with its "
        "exact interval of 95%. Bounds: the ratio if every stop whose ethnicity is not stated were "
        "of White people, and if every one were of the group. Of fewer than "
        f"{LEAST} stops of either no ratio is said."
    ),
    kind="rate",
    subject="stops",
    dimensions=(*TIMES, "ethnicity"),
    figures=(
        Column("ethnicity", "Ethnicity, as the officer saw it", "text"),
        STOPS,
        Column("people", "People", "count", "people"),
        Column("rate", "Rate", "rate", "per 1,000 people"),
        Column("ratio", "Beside White people's", "number", "times"),
        Column("low", "At least, by chance", "number", "times"),
        Column("high", "At most, by chance", "number", "times"),
        Column("if_base", "If those not stated were White", "number", "times"),
        Column("if_group", "If they were of the group", "number", "times"),
        Column("said", "What can be said", "verdict"),
    ),
    caveats=(
        *STOP_CAVEATS,
        "The group is as the officer saw it; the people counted said it of themselves.",
        *CAVEATS,
    ),
    always_by=("ethnicity",),
    given=(
        Given(
            "people",
            "How many people of each group live there",
            "table",
            loaded="population_group",
            without=(
                "Without it there is no rate: ask for the shares of stops and finds, "
                "stop-and-search-shares."
            ),
        ),
    ),
    most_places=0,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={
            "stops": (
                *stop("White", NO_ACTION, times=80),
                *stop("Black", NO_ACTION, times=20),
                *stop("Asian", NO_ACTION, times=2),
                *stop(None, NO_ACTION, times=10),
            )
        },
        question=Question(
            "stop-and-search-disparity",
            parameters={"people": {"White": 4_000, "Black": 250, "Asian": 100}},
        ),
        rows=(
            (
                "Asian",
                2,
                100,
                20.0,
                None,
                None,
                None,
                None,
                None,
                "fewer than 10 searches of Asian people are too few to compare",
            ),
            ("Black", 20, 250, 80.0, 4.0, 2.32, 6.59, 3.56, 6.0, "higher"),
            ("White", 80, 4_000, 20.0, None, None, None, None, None, "the base"),
        ),
        arithmetic=(
            "20 ÷ 250 = 80 in a thousand; 80 ÷ 4,000 = 20 in a thousand; 80 ÷ 20 = 4 times. Of 10 "
            "it is not stated: were they White, (20 ÷ 250) ÷ (90 ÷ 4,000) = 3.56; were they Black, "
            "(30 ÷ 250) ÷ (80 ÷ 4,000) = 6."
        ),
    ),
)
