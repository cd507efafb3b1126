"""What would be loaded over itself: two records of a file that have one and the same key."""

from collections.abc import Callable
from typing import Any

from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import Where


def check(known: Known) -> None:
    """Note every record that stands in the file twice, in a list or in two files of a folder."""
    for section, keys, what in (
        ("calendars", ("body",), "this body’s calendar"),
        ("forward_plans", ("body",), "this body’s forward plan"),
        ("agenda_templates", ("body",), "this body’s usual agenda"),
        ("agendas", ("body", "meeting"), "this meeting’s agenda"),
        ("updates", ("body", "board", "meeting"), "this group’s update for this meeting"),
        ("priorities", ("board", "year", "slug"), "this priority"),
    ):
        places = [n for n, _ in known.records(section)]
        records = [record for _, record in known.records(section)]
        known.twice((section,), records, _by(*keys), what, places)
    for n, body in known.records("bodies"):
        _body(known, ("bodies", n), body)
    for n, place in known.records("places"):
        known.twice(("places", n, "within"), place.get("within", []), _place, "this place")
    for n, plan in known.records("forward_plans"):
        known.twice(("forward_plans", n, "slots"), plan["slots"], _by("number"), "this slot")
        themes = plan.get("themes", [])
        known.twice(("forward_plans", n, "themes"), themes, _by("slug"), "this theme")
    for n, template in known.records("update_templates"):
        for part in ("sections", "documents"):
            at = ("update_templates", n, part)
            known.twice(at, template[part], _by("slug"), f"this {part.removesuffix('s')}")
    for n, priority in known.records("priorities"):
        at = ("priorities", n, "lead_boards")
        known.twice(at, priority["lead_boards"], str, "this board")
    for n, agreement in known.records("agreements"):
        at = ("agreements", n, "signatures")
        known.twice(at, agreement["signatures"], _by("body", "role"), "this signature")
    for n, one in known.records("successions"):
        for side in ("before", "after"):
            known.twice(("successions", n, side), one.get(side, []), str, "this body")


def _body(known: Known, where: Where, body: dict[str, Any]) -> None:
    known.twice((*where, "roles"), body.get("roles", []), _by("role", "from"), "this role")
    known.twice((*where, "covers"), body.get("covers", []), _place, "this place")
    contact = _by("purpose", "email", "from")
    known.twice((*where, "contacts"), body.get("contacts", []), contact, "this contact")
    versions = body.get("terms_of_reference", [])
    known.twice(
        (*where, "terms_of_reference"), versions, lambda one: str(one["version"]), "this version"
    )
    for n, version in enumerate(versions):
        for m, seat in enumerate(version.get("seats", [])):
            at = (*where, "terms_of_reference", n, "seats", m, "held")
            what = "a post of this body in this seat from this day"
            known.twice(at, seat.get("held", []), _by("represents", "from"), what)


def _by(*keys: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda record: tuple(record.get(key) for key in keys)


def _place(given: Any) -> tuple[Any, Any]:
    return (given, None) if isinstance(given, str) else (given["place"], given.get("from"))
