"""The ground of a question: every place of a level, those without crime too, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frankpledge.analytics.hot_spots import Neighbours, contiguity
from frankpledge.analytics.measures.current import find_places
from frankpledge.analytics.measures.derived.working import Counted, Key, Working
from frankpledge.analytics.measures.nouns import CannotAnswer, Column
from frankpledge.analytics.store.outlines import Ring, outlines

OUTLINES = {"lsoa": ("lsoa21", "lsoa11"), "ward": ("ward",), "district": ("district",)}
"""Which outlines are those of a level; of several the ones that more places have."""

MANY = {"lsoa": "small areas", "ward": "wards", "district": "districts"}
OTHER_CENSUS = 0.02
"""Of crimes outside the areas compared, so many at most are no other census but stray codes."""

FEW = 10
MOST_WITHOUT = 0.1
"""Where more than a tenth of places has no outline, too many neighbours are unknown."""


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

    Where many have none, two places are neighbours whose small areas are. Raises CannotAnswer where
    no outlines are loaded, too few, or such as share no point.
    """
    many, rings = MANY[ground.level], _rings(work, ground)
    notes: tuple[str, ...] = ()
    without = len(ground.keys) - len(rings)
    if without > MOST_WITHOUT * len(ground.keys):
        by_areas = _rings_of_areas(work, ground) if ground.level != "lsoa" else {}
        if len(ground.keys) - len(by_areas) > MOST_WITHOUT * len(ground.keys):
            raise CannotAnswer(_too_few(many, len(rings), len(ground.keys)))
        notes = (
            f"{without:,} of {len(ground.keys):,} {many} have no outline of their own loaded: all "
            "are neighbours where small areas of theirs are.",
        )
        rings = by_areas
    kept = ground.only(rings)
    neighbours = contiguity([_feature(rings[code]) for code in kept.codes])
    if len(neighbours.islands) > len(kept.keys) / 2:
        raise CannotAnswer(
            f"The loaded outlines of {many} share no points, so it is not known which are "
            "neighbours. Load boundaries that are published as one set."
        )
    left = len(ground.keys) - len(kept.keys)
    return kept, neighbours, (*notes, *_left_out(left, many))


def _too_few(many: str, shapes: int, places: int) -> str:
    loaded = f"Outlines of {shapes:,} of {places:,} {many} are loaded"
    return (
        f"{loaded if shapes else f'No outlines of {many} are loaded'}, so it is not known which "
        "are neighbours. Load their boundaries as GeoJSON, of the same year, from the ONS Open "
        "Geography Portal."
    )


def _left_out(left: int, many: str) -> tuple[str, ...]:
    return (f"{left:,} {many} have no outline and are left out.",) if left else ()


def _rings(work: Working, ground: Ground) -> dict[str, tuple[Ring, ...]]:
    """The outline of each place that has one, of the set that more places have."""
    codes = set(ground.codes)
    sets = (outlines(work.current.store, level) for level in OUTLINES[ground.level])
    found = ({one.code: one.rings for one in each if one.code in codes} for each in sets)
    return max(found, key=len)


def _rings_of_areas(work: Working, ground: Ground) -> dict[str, tuple[Ring, ...]]:
    """The outlines of the small areas of each place; of those that have any."""
    areas: dict[str, set[str]] = {}
    shapes = max(
        (
            {one.code: one.rings for one in outlines(work.current.store, level)}
            for level in OUTLINES["lsoa"]
        ),
        key=len,
    )
    for place, small in members(work, ground.level):
        areas.setdefault(place, set()).add(small)
    found = {}
    for code in ground.codes:
        # Codes of both censuses lie in a place; those of the set of outlines are its parts.
        rings = tuple(
            ring for small in sorted(areas.get(code, ())) for ring in shapes.get(small, ())
        )
        if rings:
            found[code] = rings
    return found


def _feature(rings: tuple[Ring, ...]) -> dict[str, object]:
    """An outline as `contiguity` reads it. Its rings are alike there, islands and holes."""
    return {"geometry": {"type": "Polygon", "coordinates": rings}}


def elsewhere_words(work: Working, ground: Ground, counted: Counted) -> tuple[str, ...]:
    """The note of crimes that are counted in none of these places."""
    whole = int(str(work.ask("recorded-crime").rows[0][0]))
    known = set(ground.codes)
    within = sum(count for key, count in counted.counts.items() if key[1] in known)
    if whole <= within:
        return ()
    other = ", have codes of another census" if ground.level == "lsoa" else ""
    without = whole - within
    # A note is shown where small counts are held back.
    some = f"{without:,} of {whole:,}" if without >= FEW else "A few"
    return (
        f"{some} crimes have no place{other} or lie outside these "
        f"{len(ground.keys):,} {MANY[ground.level]}: they are not counted.",
    )
