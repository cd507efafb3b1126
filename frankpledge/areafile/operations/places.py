"""The area and its places."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.places.models import Area, Containment, Place


def load(sync: Sync, data: dict[str, Any]) -> Area:
    """The area, its places and which lies in which."""
    given = data["area"]
    area = sync.put(
        Area, {"slug": given["slug"]}, name=given["name"], name_cy=words(given.get("name_cy"))
    )
    places: dict[str, Place] = {}
    for one in data.get("places", []):
        places[one["slug"]] = sync.put(
            Place,
            {"slug": one["slug"]},
            area=area,
            name=one["name"],
            name_cy=words(one.get("name_cy")),
            tier=one["tier"],
            code=words(one.get("code")),
            starts=on(one.get("from")),
            ends=on(one.get("until")),
        )
    kept = [
        _contain(sync, places, one["slug"], outer)
        for one in data.get("places", [])
        for outer in one.get("within", [])
    ]
    sync.only(Containment.objects.filter(inner__area=area), kept)
    sync.missing(Place.objects.filter(area=area), places.values())
    return area


def _contain(
    sync: Sync, places: dict[str, Place], inner: str, outer: str | dict[str, Any]
) -> Containment:
    given = {"place": outer} if isinstance(outer, str) else outer
    return sync.put(
        Containment,
        {
            "inner": places[inner],
            "outer": places[given["place"]],
            "starts": on(given.get("from")),
        },
        ends=on(given.get("until")),
    )
