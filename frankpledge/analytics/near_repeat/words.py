"""What a Knox test found, in plain and hedged words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from frankpledge.analytics.near_repeat.bands import Band, days_words, distance_words

FEW = 5
CAUSES = (
    "It says that {noun} come close together, not why: the same offender, the same opportunity "
    "and a busy week in a busy place look alike here."
)


@dataclass(frozen=True, slots=True)
class RepeatedPlaces:
    """How many places there are, how many have more than one event, and the events at those."""

    places: int
    repeated: int
    events_at_repeated: int
    events: int


class Counted(Protocol):
    """What the words need of a cell."""

    @property
    def distance(self) -> Band: ...
    @property
    def days(self) -> Band: ...
    @property
    def observed(self) -> int: ...
    @property
    def expected(self) -> float: ...
    @property
    def ratio(self) -> float | None: ...
    @property
    def corrected_p(self) -> float | None: ...


def finding(
    cells: Sequence[Counted], events: int, permutations: int, level: float, noun: str
) -> str:
    """The whole finding: the bands that stand out, each with its ratio and corrected p-value."""
    basis = (
        f"{events:,} {noun}, {permutations:,} permutations, corrected for the {len(cells)} cells "
        "looked at"
    )
    out = _standing_out(cells, level)
    if not out:
        return (
            f"No sign of near repeats: in none of the bands do more {noun} come close together "
            f"than chance would bring ({basis}). With few pairs a weak pattern would be missed, "
            "so this does not show that there is none."
        )
    near = any(not cell.distance.is_same for cell in out)
    first = f"It is likely that {'near repeats' if near else 'repeats at the same place'} occur"
    listed = "; ".join(_one(cell) for cell in out)
    return f"{first}. More pairs than chance would bring: {listed} ({basis}). " + CAUSES.format(
        noun=noun
    )


def repeat_words(places: RepeatedPlaces, cells: Sequence[Counted], level: float, noun: str) -> str:
    """How many events are at the same place as another, and whether they also come soon."""
    if not places.repeated:
        return f"No two of the {places.events:,} {noun} are at exactly the same place."
    some = "1 place has" if places.repeated == 1 else f"{places.repeated:,} places have"
    counted = (
        f"{some} more than one of the {noun}: {places.events_at_repeated:,} of "
        f"{places.events:,}, at {places.places:,} places in all."
    )
    if not cells:
        return f"{counted} How soon they follow was not tested: no band holds the same place alone."
    out = _standing_out(cells, level)
    if not out:
        return (
            f"{counted} They do not follow each other sooner than chance would bring, as far as "
            "these figures can tell."
        )
    return f"{counted} More follow soon than chance would bring: {'; '.join(map(_one, out))}."


def _standing_out(cells: Sequence[Counted], level: float) -> list[Counted]:
    out = [cell for cell in cells if cell.corrected_p is not None and cell.corrected_p <= level]
    return sorted(out, key=lambda cell: -(cell.ratio or 0))


def _one(cell: Counted) -> str:
    pairs = "1 pair" if cell.observed == 1 else f"{cell.observed:,} pairs"
    if cell.observed < FEW:
        pairs = f"only {pairs}"
    return (
        f"{distance_words(cell.distance)}, {days_words(cell.days)}: {pairs}, where chance would "
        f"bring about {_amount(cell.expected)}, {_amount(cell.ratio or 0)} times as many "
        f"(corrected p {cell.corrected_p:.3f})"
    )


def _amount(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2g}"
