"""Which places lie inside which, on a day."""

from dataclasses import dataclass
from datetime import date

from frankpledge.places.models import Area, Containment, Place


@dataclass(frozen=True)
class PlaceMap:
    """The places of an area on a day: for each place, every place it lies in, itself included."""

    within: dict[int, frozenset[int]]

    def overlap(self, one: int, other: int) -> bool:
        """Whether two places share ground: one is the other, or lies inside it."""
        return other in self.within.get(one, {one}) or one in self.within.get(other, {other})


def place_map(area: Area, on: date) -> PlaceMap:
    """How the area's places nest on a day."""
    parents: dict[int, set[int]] = {}
    pairs = Containment.objects.on(on).filter(inner__area=area)
    for inner, outer in pairs.values_list("inner_id", "outer_id"):
        parents.setdefault(inner, set()).add(outer)
    return PlaceMap({place: _closure(place, parents) for place in _places(area)})


def _places(area: Area) -> list[int]:
    return list(Place.objects.filter(area=area).values_list("pk", flat=True))


def _closure(place: int, parents: dict[int, set[int]]) -> frozenset[int]:
    found = {place}
    ahead = [place]
    while ahead:
        for outer in parents.get(ahead.pop(), set()) - found:
            found.add(outer)
            ahead.append(outer)
    return frozenset(found)
