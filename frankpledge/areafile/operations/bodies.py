"""Bodies, what they became, their terms of reference and their seats."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.partnership.models import (
    Body,
    BodyName,
    BodyRole,
    Coverage,
    Membership,
    Reporting,
    Seat,
    Succession,
    SuccessionPart,
    TermsOfReference,
)
from frankpledge.places.models import Area, Place

Given = dict[str, Any]


def load(sync: Sync, area: Area, data: Given) -> None:
    """Every body of the area with what it holds, then the successions between them."""
    given = data.get("bodies", [])
    bodies = {
        one["slug"]: sync.put(
            Body, {"slug": one["slug"]}, area=area, sort=n, purpose=words(one.get("purpose"))
        )
        for n, one in enumerate(given, start=1)
    }
    places = {place.slug: place for place in Place.objects.filter(area=area)}
    for one in given:
        body = bodies[one["slug"]]
        _names(sync, body, one)
        _roles(sync, body, one)
        _covers(sync, body, one, places)
        _reports_to(sync, body, one, bodies)
    for one in given:
        _terms(sync, bodies[one["slug"]], one, bodies)
    _successions(sync, area, data, bodies)
    sync.missing(Body.objects.with_names().filter(area=area), bodies.values())


def _names(sync: Sync, body: Body, given: Given) -> None:
    kept = [
        sync.put(
            BodyName,
            {"body": body, "starts": on(name.get("from"))},
            ends=on(name.get("until")),
            name=name["name"],
            short=words(name.get("short")),
            name_cy=words(name.get("name_cy")),
            reason=words(name.get("because")),
        )
        for name in given.get("names") or [given]
    ]
    sync.only(BodyName.objects.filter(body=body), kept)


def _roles(sync: Sync, body: Body, given: Given) -> None:
    kept = [
        sync.put(
            BodyRole,
            {"body": body, "role": role["role"], "starts": on(role.get("from"))},
            ends=on(role.get("until")),
            sector=words(role.get("sector")),
            basis=words(role.get("basis")),
        )
        for role in given.get("roles", [])
    ]
    sync.only(BodyRole.objects.filter(body=body), kept)


def _covers(sync: Sync, body: Body, given: Given, places: dict[str, Place]) -> None:
    kept = []
    for cover in given.get("covers", []):
        told = {"place": cover} if isinstance(cover, str) else cover
        key = {"body": body, "place": places[told["place"]], "starts": on(told.get("from"))}
        kept.append(sync.put(Coverage, key, ends=on(told.get("until"))))
    sync.only(Coverage.objects.filter(body=body), kept)


def _reports_to(sync: Sync, body: Body, given: Given, bodies: dict[str, Body]) -> None:
    kept = []
    for line in given.get("reports_to", []):
        told = {"board": line} if isinstance(line, str) else line
        key = {"body": body, "board": bodies[told["board"]], "starts": on(told.get("from"))}
        ends, basis = on(told.get("until")), words(told.get("basis"))
        kept.append(sync.put(Reporting, key, ends=ends, basis=basis))
    sync.only(Reporting.objects.filter(body=body), kept)


def _terms(sync: Sync, body: Body, given: Given, bodies: dict[str, Body]) -> None:
    versions: list[TermsOfReference] = []
    seats: list[Seat] = []
    members: list[Membership] = []
    for told in given.get("terms_of_reference", []):
        version = sync.put(
            TermsOfReference, {"body": body, "slug": str(told["version"])}, **_terms_values(told)
        )
        versions.append(version)
        for seat_told in told.get("seats", []):
            seat = _seat(sync, version, seat_told, bodies, sort=len(seats) + 1)
            seats.append(seat)
            members += [_member(sync, seat, one, bodies) for one in seat_told.get("held", [])]
    sync.only(Membership.objects.filter(seat__body=body), members)
    sync.only(Seat.objects.filter(body=body), seats)
    sync.only(TermsOfReference.objects.filter(body=body), versions)


def _terms_values(told: Given) -> Given:
    receipt, receipt_days = _deadline(told.get("reports_due", {}))
    circulation, circulation_days = _deadline(told.get("circulation", {}))
    meetings = told.get("meetings", {})
    return {
        "adopted": on(told["adopted"]),
        "starts": on(told.get("from") or told["adopted"]),
        "ends": on(told.get("until")),
        "decision": told["decision"],
        "review_months": told.get("review_months"),
        "meetings_a_year": meetings.get("per_year"),
        "gap_tolerance": meetings.get("gap_tolerance_days", 0),
        "receipt_rule": receipt,
        "receipt_days": receipt_days,
        "circulation_rule": circulation,
        "circulation_days": circulation_days,
        "circulation_is_aim": told.get("circulation", {}).get("aim", False),
        "substitutes": told.get("substitutes", "none"),
    }


def _deadline(told: Given) -> tuple[str, int | None]:
    return next(((kind, days) for kind, days in told.items() if kind != "aim"), ("", None))


def _seat(
    sync: Sync, version: TermsOfReference, told: Given, bodies: dict[str, Body], sort: int
) -> Seat:
    return sync.put(
        Seat,
        {"body": version.body, "slug": told["seat"]},
        sort=sort,
        title=told["title"],
        capacity=told["capacity"],
        for_body=bodies.get(told.get("for_body", "")),
        for_role=words(told.get("for_role")),
        provided_by=version,
        starts=on(told.get("from")) or version.starts,
        ends=on(told.get("until")),
    )


def _member(sync: Sync, seat: Seat, told: Given, bodies: dict[str, Body]) -> Membership:
    represents = bodies[told["represents"]] if told.get("represents") else seat.for_body
    return sync.put(
        Membership,
        {"seat": seat, "represents": represents, "starts": on(told.get("from")) or seat.starts},
        ends=on(told.get("until")),
        post=told["post"],
        decision=words(told.get("decision")),
    )


def _successions(sync: Sync, area: Area, data: Given, bodies: dict[str, Body]) -> None:
    kept: list[Succession] = []
    parts: list[SuccessionPart] = []
    for told in data.get("successions", []):
        one = sync.put(
            Succession,
            {"slug": told["slug"]},
            area=area,
            kind=told["kind"],
            on=on(told["on"]),
            instrument=told["by"],
            note=words(told.get("note")),
        )
        kept.append(one)
        sides = [(slug, False) for slug in told["before"]]
        sides += [(slug, True) for slug in told.get("after", [])]
        parts += [
            sync.put(
                SuccessionPart,
                {"succession": one, "body": bodies[slug]},
                came_after=came_after,
            )
            for slug, came_after in sides
        ]
    sync.only(SuccessionPart.objects.filter(succession__area=area), parts)
    sync.only(Succession.objects.filter(area=area), kept)
