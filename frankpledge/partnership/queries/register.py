"""Who is who, on any day: authorities, seats, chairs, terms in force."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db.models import Q

from frankpledge.partnership.models import (
    CAPACITIES,
    Body,
    BodyRole,
    Coverage,
    Membership,
    Seat,
    TermsOfReference,
)
from frankpledge.partnership.models.bodies import SECTORS
from frankpledge.places.models import Area, Place
from frankpledge.places.queries import place_map


@dataclass(frozen=True)
class Authority:
    """A responsible authority of a place on a day."""

    body: Body
    name: str
    name_cy: str
    sector: str
    sector_name: str
    role: BodyRole


@dataclass(frozen=True)
class Authorities:
    """The responsible authorities of a place, and bodies that local documents only name."""

    place: Area | Place
    on: date
    responsible: tuple[Authority, ...]
    named_in_documents: tuple[Authority, ...]


def body_named(slug: str) -> Body:
    """The body of that slug. Raises LookupError with a sentence that names bodies like it."""
    found: Body | None = Body.objects.with_names().select_related("area").filter(slug=slug).first()
    if found:
        return found
    place = Place.objects.filter(slug=slug).first()
    if place:
        covering = Body.objects.filter(covers__place=place).distinct()
        names = ", ".join(covering.values_list("slug", flat=True))
        raise LookupError(f"“{slug}” is a place, not a body. Bodies that cover it: {names}.")
    raise LookupError(_unknown("body", slug, list(Body.objects.values_list("slug", flat=True))))


def area_named(slug: str) -> Area | Place:
    """The area or place of that slug. Raises LookupError with a sentence that names others."""
    found: Area | Place | None = Area.objects.filter(slug=slug).first() or (
        Place.objects.select_related("area").filter(slug=slug).first()
    )
    if found:
        return found
    known = [
        *Area.objects.values_list("slug", flat=True),
        *Place.objects.values_list("slug", flat=True),
    ]
    raise LookupError(_unknown("area or place", slug, known))


def _unknown(kind: str, slug: str, known: list[str]) -> str:
    if not known:
        return f"There is no {kind} “{slug}”: no area has been loaded yet."
    close = get_close_matches(slug, known, n=5, cutoff=0.4) or sorted(known)
    near = [name for name in known if slug in name]
    names = list(dict.fromkeys([*near, *close]))[:8]
    return f"There is no {kind} “{slug}”. Did you mean: {', '.join(names)}?"


def responsible_authorities(where: Area | Place, on: date) -> Authorities:
    """The responsible authorities of an area or place on a day.

    Section 5(1) of the Crime and Disorder Act 1998: the councils for the area, and every chief
    officer of police, fire and rescue authority, health commissioner and probation provider any
    part of whose own area lies in it. So membership is worked out from ground shared on the day.
    """
    area = where if isinstance(where, Area) else where.area
    places = place_map(area, on)
    covered: dict[int, list[int]] = {}
    rows = Coverage.objects.on(on).filter(body__area=area).values_list("body_id", "place_id")
    for body, place in rows:
        covered.setdefault(body, []).append(place)

    def shares_ground(body: int) -> bool:
        if isinstance(where, Area):
            return True
        return any(places.overlap(place, where.pk) for place in covered.get(body, ()))

    roles = (
        BodyRole.objects.on(on)
        .filter(body__area=area, role__in=("responsible-authority", "named-in-documents"))
        .select_related("body")
    )
    bodies = Body.objects.with_names().in_bulk([role.body_id for role in roles])
    found = [
        _authority(bodies[role.body_id], role, on) for role in roles if shares_ground(role.body_id)
    ]
    order = list(SECTORS)
    found.sort(
        key=lambda one: (order.index(one.sector) if one.sector else 99, one.body.sort, one.name)
    )
    return Authorities(
        place=where,
        on=on,
        responsible=tuple(one for one in found if one.role.role == "responsible-authority"),
        named_in_documents=tuple(one for one in found if one.role.role == "named-in-documents"),
    )


def _authority(body: Body, role: BodyRole, on: date) -> Authority:
    return Authority(
        body=body,
        name=body.name_on(on),
        name_cy=body.welsh_on(on),
        sector=role.sector,
        sector_name=SECTORS.get(role.sector, ""),
        role=role,
    )


@dataclass(frozen=True)
class Holder:
    """A post in a seat, and the body it speaks for."""

    post: str
    represents: Body
    represents_name: str
    membership: Membership


@dataclass(frozen=True)
class SeatLine:
    """A seat of a body on a day, and who holds it: nobody, when it is vacant."""

    seat: Seat
    title: str
    capacity: str
    capacity_name: str
    holders: tuple[Holder, ...]

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.holders


def seats(body: Body, on: date) -> tuple[SeatLine, ...]:
    """Every seat of the body on a day, in its order, with its holders."""
    lines = list(Seat.objects.on(on).filter(body=body).order_by("sort", "pk"))
    held = Membership.objects.on(on).filter(seat__in=lines).select_related("seat")
    bodies = Body.objects.with_names().in_bulk([one.represents_id for one in held])
    by_seat: dict[int, list[Holder]] = {}
    for one in held.order_by("pk"):
        represents = bodies[one.represents_id]
        by_seat.setdefault(one.seat_id, []).append(
            Holder(one.post, represents, represents.name_on(on), one)
        )
    return tuple(
        SeatLine(
            seat=seat,
            title=seat.title,
            capacity=seat.capacity,
            capacity_name=CAPACITIES[seat.capacity],
            holders=tuple(by_seat.get(seat.pk, ())),
        )
        for seat in lines
    )


def terms_in_force(body: Body, on: date) -> TermsOfReference | None:
    """The version of the body's terms of reference in force on a day, if any is recorded."""
    found: TermsOfReference | None = (
        TermsOfReference.objects.on(on).filter(body=body).order_by("-adopted").first()
    )
    return found


def secretariat(body: Body, on: date) -> tuple[str, ...]:
    """The posts that act as the body's secretary on a day."""
    held = body.post_holders.on(on).filter(duty="secretary").select_related("account")
    return tuple(one.title for one in held)


def search_bodies(area: Area | None, words: str) -> list[Body]:
    """Bodies that any of their names, past or present, in either language, matches."""
    found = Body.objects.with_names().select_related("area")
    if area:
        found = found.filter(area=area)
    for word in words.split():
        matching = Q(names__name__icontains=word) | Q(names__short__icontains=word)
        found = found.filter(matching | Q(names__name_cy__icontains=word) | Q(slug__icontains=word))
    return list(found.distinct())
