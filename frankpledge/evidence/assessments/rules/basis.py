"""What a county's assessment, and its agreement, rest on: the districts' assessments of the year.

SI 2007/1830 reg 9(2): the community safety agreement is based on the strategic assessments for
that year prepared by the strategy groups for the areas in the county area. A unitary area is in no
county area: its partnership may join, and is then named as taking part of its own choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.shared.words import count_of, spell_list

REGULATION = "SI 2007/1830 reg 9(2)"


@dataclass(frozen=True)
class Part:
    """A partnership whose assessment a county rests on.

    `statutory`: whether its districts lie in the county; if not it takes part by choice.
    `made`: the title of its assessment for the year, "" where there is none; `begun`: one is there
    and not approved yet.
    """

    body: str
    districts: tuple[str, ...]
    statutory: bool
    made: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Basis:
    """Which partnerships' assessments exist for a year, and whether the basis is complete."""

    year: str
    parts: tuple[Part, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts whose assessment the law asks for, in order."""
        return tuple(dict.fromkeys(d for one in self.parts if one.statutory for d in one.districts))

    @property
    def covered(self) -> tuple[str, ...]:
        """Those districts that have one."""
        there = {d for one in self.parts if one.statutory and one.made for d in one.districts}
        return tuple(one for one in self.districts if one in there)

    @property
    def complete(self) -> bool:
        """Whether every district has one. A county without districts rests on nothing."""
        return bool(self.districts) and self.covered == self.districts

    @property
    def words(self) -> str:
        """ "Basis incomplete: 4 of 5 districts. Missing: Upton. Taking part by choice: …"."""
        if not self.districts:
            return "No district's assessment is asked for: the area has no county with districts."
        count = f"{len(self.covered)} of {count_of(len(self.districts), 'district')}"
        head = "Basis complete" if self.complete else "Basis incomplete"
        told = [f"{head}: {count}"]
        missing = [one for one in self.districts if one not in self.covered]
        if missing:
            told.append(f"Missing: {spell_list(missing)}")
        return ". ".join([*told, *self._by_choice()]) + "."

    def _by_choice(self) -> list[str]:
        others = [one for one in self.parts if not one.statutory]
        there = [one.body for one in others if one.made]
        without = [one.body for one in others if not one.made]
        told = []
        if there:
            told.append(f"Taking part by choice: {spell_list(there)}")
        if without:
            told.append(f"Could take part by choice, and has none: {spell_list(without)}")
        return told


def basis_of(year: str, parts: Sequence[Part]) -> Basis:
    """The basis of a year, the partnerships of the county first."""
    return Basis(year, tuple(sorted(parts, key=lambda one: not one.statutory)))
