"""The ground of a question: every place of a level, those without crime too, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frankpledge.analytics.hot_spots import Neighbours, contiguity
from frankpledge.analytics.store.outlines import Outline, outlines

from ..current import find_places
from ..nouns import CannotAnswer, Column
from .working import Counted, Key, Working

OUTLINES = {"lsoa": ("lsoa21", "lsoa11"), "ward": ("ward",), "district": ("district",)}
"""Which outlines are those of a level; of several the ones that more places have."""

MANY = {"lsoa": "small areas", "ward": "wards", "district": "districts"}
MOST_WITHOUT = 0.1
"""Where more than a tenth of places has no outline, too much is unknown of who is whose neighbour."""


@dataclass(frozen=True)
class Ground:
    """Places of one level in order. A key is a name and a code."""

    level: str
    columns: tuple[Column, ...]
    keys: tuple[Key, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the places."""
        return tuple(str(key[1]) for key in self.keys)

    def row(self, counts: Mapping[Key, int]) -> list[int]:
        """The count of each place, nought where there is none."""
        return [counts.get(key, 0) for key in self.keys]

    def only(self, codes: Iterable[str]) -> Ground:
        """The places that are among these."""
        wanted = set(codes)
        return Ground(self.level, self.columns, tuple(k for k in self.keys if k[1] in wanted))

    def without(self, counted: Counted) -> int:
        """How many crimes lie in places that are none of these."""
        known = set(self.codes)
        return sum(count for key, count in counted.counts.items() if key[1] not in known)


def ground_of(work: Working, level: str) -> tuple[Ground, Counted]:
    """Every place of the level in the places asked about, and the crimes of each.

    Small areas are those of the census whose codes the crimes have.
    """
    if level == "lsoa":
        counted = work.counts((), measure="crimes-by-small-area")
        keys = sorted(counted.counts, key=lambda key: str(key[1]))
        return Ground(level, counted.columns, tuple(keys)), counted
    counted = work.counts((level,))
    names = {one.code: one.name for one in work.current.places if one.level == level}
    inside = {code for code, _ in members(work, level)}
    found = tuple((names.get(code, code), code) for code in sorted(inside))
    return Ground(level, counted.columns, found), counted


def members(work: Working, level: str) -> list[tuple[str, str]]:
    """(place, small area) for each place of the level that shares ground with those asked about."""
    places = find_places(work.current, work.question.places, work.question.by)
    names = {f"p{n}": one.code for n, one in enumerate(places)}
    listed = ", ".join("$" + name for name in names)
    only = (
        f"AND from_code IN (SELECT from_code FROM place WHERE code IN ({listed}))" if places else ""
    )
    sql = f"SELECT DISTINCT code, from_code FROM place WHERE level = $level {only}"
    found = work.current.beside.run(sql, {"level": level, **names}, work.current.tables)
    return [(str(code), str(small)) for code, small in found.rows]


def in_both_censuses(work: Working) -> frozenset[str]:
    """Small areas whose code is the same in 2011 and in 2021."""
    sql = "SELECT code FROM small_area GROUP BY code HAVING COUNT(DISTINCT census) > 1"
    found = work.current.beside.run(sql, tables=work.current.tables)
    return frozenset(str(row[0]) for row in found.rows)


def with_neighbours(work: Working, ground: Ground) -> tuple[Ground, Neighbours, tuple[str, ...]]:
    """The places that have an outline, their neighbours, and what must be said of the others.

    Raises CannotAnswer where no outlines are loaded, too few, or such as share no point.
    """
    many = MANY[ground.level]
    codes = set(ground.codes)
    shapes = max(
        ([one for one in outlines(work.current.store, level) if one.code in codes]
         for level in OUTLINES[ground.level]),
        key=len,
    )  # fmt: skip
    without = len(codes) - len(shapes)
    if without > MOST_WITHOUT * len(codes) or not shapes:
        loaded = f"Outlines of {len(shapes):,} of {len(codes):,} {many} are loaded"
        raise CannotAnswer(
            f"{loaded if shapes else f'No outlines of {many} are loaded'}, so it is not known which "
            "are neighbours. Load their boundaries as GeoJSON, of the same year, from the ONS Open "
            "Geography Portal."
        )
    kept = ground.only(one.code for one in shapes)
    by_code = {one.code: one for one in shapes}
    neighbours = contiguity([_feature(by_code[code]) for code in kept.codes])
    if len(neighbours.islands) > len(kept.keys) / 2:
        raise CannotAnswer(
            f"The loaded outlines of {many} share no points, so it is not known which are "
            "neighbours. Load boundaries that are published as one set."
        )
    notes = (f"{without:,} {many} have no outline and are left out.",) if without else ()
    return kept, neighbours, notes


def _feature(outline: Outline) -> dict[str, object]:
    """An outline as `contiguity` reads it. Its rings are alike there, islands and holes."""
    return {"geometry": {"type": "Polygon", "coordinates": outline.rings}}


def elsewhere_words(ground: Ground, counted: Counted) -> tuple[str, ...]:
    """The note of crimes that lie in none of these places."""
    without = ground.without(counted)
    many = MANY[ground.level]
    other = " or have codes of another census" if ground.level == "lsoa" else ""
    if not without:
        return ()
    return (f"{without:,} crimes lie outside these {len(ground.keys):,} {many}{other}.",)
