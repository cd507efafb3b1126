"""What the data say of one place, for a draft: each question asked, each answer given to a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from frankpledge.analytics.measures import Answer, CannotAnswer, Question, ask, months, places
from frankpledge.analytics.months import Month, months_between
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.assessments.drafting import (
    Changes,
    Gap,
    Line,
    Rated,
    Weighed,
    changes_of,
    harm_of,
    neighbours_of,
    outcomes_of,
    places_of,
)
from frankpledge.evidence.assessments.drafting.lines import month_words
from frankpledge.evidence.keeping import engine, store

# A draft names so many, the largest counts first.
MOST_NEIGHBOUR_LINES = 3


@dataclass(frozen=True)
class Place:
    """A place to ask about: its name, and the codes of what it is made of."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """What the data say of a place."""

    place: Place
    every: tuple[Place, ...]
    changes: Changes = field(default_factory=Changes)
    others: tuple[Line, ...] = ()
    other_gaps: tuple[Gap, ...] = ()

    @property
    def name(self) -> str:
        """The place's name."""
        return self.place.name

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of a section."""
        changes = self.changes
        overview = (changes.overview,) if changes.overview else ()
        return (*overview, *changes.rose, *changes.fell, *self.others)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that cannot be said."""
        return (*self.changes.gaps, *self.other_gaps)

    def places_of(self, line: Line) -> tuple[str, ...]:
        """The codes that a line's question is asked of."""
        if not line.beside:
            return self.place.codes
        return tuple(dict.fromkeys(code for one in self.every for code in one.codes))


def draw_on(
    place: Place,
    every: Sequence[Place],
    first: Month,
    last: Month,
    policy: Policy,
) -> Drawn:
    """What the data say of a place over some months. What has no answer becomes a gap."""
    asked = _Asked(place, tuple(every), first, last, policy)
    try:
        counts = asked.monthly()
    except CannotAnswer as no:
        return _nothing(asked, Changes(gaps=(Gap("changes", ANYTHING, place.name, str(no)),)))
    changes = changes_of(place.name, counts, first, last, policy)
    known = {month for months in counts.values() for month in months}
    if not set(months_between(first, last)) <= known:
        return _nothing(asked, changes)
    lines: list[Line] = []
    gaps: list[Gap] = []
    rules: dict[str, Callable[[], Found]] = {
        "places": asked.concentration,
        "harm": asked.harm,
        "neighbours": lambda: asked.neighbours(counts),
        "outcomes": asked.outcomes,
    }
    for topic, rule in rules.items():
        try:
            found, lacking = rule()
        except CannotAnswer as no:
            found, lacking = (), (Gap(topic, NOT_SAID[topic], place.name, str(no)),)
        lines += found
        gaps += lacking
    return Drawn(place, asked.every, changes, tuple(lines), tuple(gaps))


def _nothing(asked: _Asked, changes: Changes) -> Drawn:
    """Months of the period are not loaded: nothing is said under any heading, for that reason."""
    why = changes.gaps[0].why
    gaps = tuple(Gap(topic, what, asked.place.name, why) for topic, what in NOT_SAID.items())
    return Drawn(asked.place, asked.every, changes, other_gaps=gaps)


Found = tuple[tuple[Line, ...], tuple[Gap, ...]]
ANYTHING = "What changed"
NOT_SAID = {
    "places": "Where crime is concentrated",
    "harm": "What does most harm",
    "neighbours": "What is exceptional beside other districts",
    "outcomes": "What came of it",
}


@dataclass(frozen=True)
class _Asked:
    """The questions asked of one place, over some months."""

    place: Place
    every: tuple[Place, ...]
    first: Month
    last: Month
    policy: Policy

    def _ask(self, question: Question) -> Answer:
        return ask(store(), question, engine())

    def _question(self, measure: str, *by: str, **more: Any) -> Question:
        return Question(
            measure=measure,
            by=by,
            first=self.first.first_day,
            last=self.last.first_day,
            **{"places": self.place.codes, **more},
        )

    def monthly(self) -> dict[str, dict[Month, int]]:
        """Crimes by type and month, from the year before on, as far as it is loaded."""
        loaded = months(store(), "street", engine())
        if loaded is None:
            raise CannotAnswer("no street-level crime is loaded. Load the police’s files.")
        start = max(self.first.after(-12), Month.of(loaded[0]))
        end = min(self.last, Month.of(loaded[1]))
        if start > end:
            span = month_words(Month.of(loaded[0]), Month.of(loaded[1]))
            raise CannotAnswer(
                f"crimes are loaded for {span} only. Load the police’s files of "
                f"{month_words(self.first, self.last)}."
            )
        question = replace(
            self._question("recorded-crime", "type", "month"),
            first=start.first_day,
            last=end.first_day,
        )
        counts: dict[str, dict[Month, int]] = {}
        for row in self._ask(question).dicts():
            month = row["month"]
            assert isinstance(month, date)  # the column is one of months
            counts.setdefault(str(row["type"]), {})[Month.of(month)] = _whole(row["crimes"])
        return counts

    def concentration(self) -> Found:
        """Where crime is concentrated, among the wards of the place."""
        inside = {
            one.code
            for code in self.place.codes
            for one in places(store(), level="ward", within=code, engine=engine())
        }
        answer = self._ask(self._question("recorded-crime", "ward"))
        rows = [row for row in answer.dicts() if row["ward_code"] in inside]
        counts = {f"{row['ward']}": _whole(row["crimes"]) for row in rows}
        total = _whole(answer.total[-1]) if answer.total else sum(counts.values())
        if len(counts) < len(rows):
            # Two wards of one name: told apart by their codes.
            counts = {f"{row['ward']} ({row['ward_code']})": _whole(row["crimes"]) for row in rows}
        name = self.place.name
        return places_of(name, counts, total, len(inside), self.first, self.last, self.policy)

    def harm(self) -> Found:
        """What does most harm, by the area's weights."""
        answer = self._ask(self._question("harm", "type"))
        found = [
            Weighed(str(row["type"]), _whole(row["crimes"]), _number(row["harm"]))
            for row in answer.dicts()
        ]
        line = harm_of(self.place.name, found, self.first, self.last, self.policy)
        return ((line,) if line else ()), ()

    def outcomes(self) -> Found:
        """What came of the crimes, of months old enough to tell."""
        (row,) = self._ask(self._question("positive-outcome-rate")).dicts()
        crimes, positive = _whole(row["crimes"]), _whole(row["positive"])
        name = self.place.name
        line = outcomes_of(name, crimes, positive, self.first, self.last, self.policy)
        return ((line,) if line else ()), ()

    def neighbours(self, counts: Mapping[str, Mapping[Month, int]]) -> Found:
        """What is exceptional beside the other districts: asked of a place of one district."""
        if len(self.place.codes) != 1:
            return (), ()
        codes = tuple(dict.fromkeys(code for one in self.every for code in one.codes))
        lines = []
        for name in sorted(counts):
            question = self._question("crime-rate", "district", places=codes, types=(name,))
            rated = {
                str(row["district_code"]): Rated(
                    str(row["district"]), _whole(row["crimes"]), _number(row["people"])
                )
                for row in self._ask(question).dicts()
                if row["people"]
            }
            ours = rated.pop(self.place.codes[0], None)
            if ours is None:
                continue
            others = list(rated.values())
            line = neighbours_of(ours, others, name, self.first, self.last, self.policy)
            lines += [line] if line else []
        lines.sort(key=lambda one: -one.weight)
        return tuple(lines[:MOST_NEIGHBOUR_LINES]), ()


def _whole(value: Any) -> int:
    return int(value or 0)


def _number(value: Any) -> float:
    return float(value or 0)
