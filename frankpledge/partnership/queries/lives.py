"""A body's page: its names, roles, seats, where it sits, what it became."""

from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import (
    Body,
    BodyName,
    BodyRole,
    Coverage,
    Membership,
    Succession,
    SuccessionPart,
    TermsOfReference,
)
from frankpledge.partnership.queries.register import SeatLine, seats, terms_in_force
from frankpledge.places.models import Area


@dataclass(frozen=True)
class Elsewhere:
    """A seat that this body holds on another."""

    board: Body
    board_name: str
    title: str
    post: str
    period: str


@dataclass(frozen=True)
class SuccessionLine:
    """What bodies became what, and when."""

    succession: Succession
    kind: str
    on: date
    before: tuple[Body, ...]
    after: tuple[Body, ...]
    instrument: str
    note: str


@dataclass(frozen=True)
class BodyPage:
    """Everything the register holds about a body, as it stood on a day."""

    body: Body
    on: date
    name: str
    short: str
    name_cy: str
    names: tuple[BodyName, ...]
    roles: tuple[BodyRole, ...]
    past_roles: tuple[BodyRole, ...]
    covers: tuple[Coverage, ...]
    seats: tuple[SeatLine, ...]
    elsewhere: tuple[Elsewhere, ...]
    terms: TermsOfReference | None
    all_terms: tuple[TermsOfReference, ...]
    review_due: date | None
    review_late: bool
    successions: tuple[SuccessionLine, ...]

    @property
    def past_names(self) -> tuple[BodyName, ...]:
        """Names it had before, and those it has not come to yet."""
        return tuple(name for name in self.names if not name.holds_on(self.on))


def body_page(body: Body, on: date) -> BodyPage:
    """A body as it stood on a day."""
    roles = list(BodyRole.objects.filter(body=body).order_by("starts", "pk"))
    terms = terms_in_force(body, on)
    review_due = terms.review_due if terms else None
    return BodyPage(
        body=body,
        on=on,
        name=body.name_on(on),
        short=body.short_on(on),
        name_cy=body.welsh_on(on),
        names=tuple(body.dated_names()),
        roles=tuple(role for role in roles if role.holds_on(on)),
        past_roles=tuple(role for role in roles if not role.holds_on(on)),
        covers=tuple(Coverage.objects.on(on).filter(body=body).select_related("place")),
        seats=seats(body, on),
        elsewhere=_elsewhere(body, on),
        terms=terms,
        all_terms=tuple(TermsOfReference.objects.filter(body=body).order_by("-adopted")),
        review_due=review_due,
        review_late=bool(review_due and review_due < on),
        successions=successions_of(body),
    )


def _elsewhere(body: Body, on: date) -> tuple[Elsewhere, ...]:
    held = (
        Membership.objects.on(on)
        .filter(represents=body)
        .exclude(seat__body=body)
        .select_related("seat")
        .order_by("seat__body__sort", "seat__sort")
    )
    boards = Body.objects.with_names().in_bulk([one.seat.body_id for one in held])
    return tuple(
        Elsewhere(
            board=boards[one.seat.body_id],
            board_name=boards[one.seat.body_id].name_on(on),
            title=one.seat.title,
            post=one.post,
            period=one.period,
        )
        for one in held
    )


def successions_of(body: Body) -> tuple[SuccessionLine, ...]:
    """What this body came from and what it became, in order."""
    found = Succession.objects.filter(parts__body=body).distinct()
    return _lines(list(found.order_by("on", "pk")))


def successions_in(area: Area) -> tuple[SuccessionLine, ...]:
    """Every succession of the area, in order."""
    return _lines(list(Succession.objects.filter(area=area).order_by("on", "pk")))


def _lines(found: list[Succession]) -> tuple[SuccessionLine, ...]:
    parts = list(SuccessionPart.objects.filter(succession__in=found).order_by("pk"))
    bodies = Body.objects.with_names().in_bulk([part.body_id for part in parts])

    def side(one: Succession, came_after: bool) -> tuple[Body, ...]:
        return tuple(
            bodies[part.body_id]
            for part in parts
            if part.succession_id == one.pk and part.came_after is came_after
        )

    return tuple(
        SuccessionLine(
            succession=one,
            kind=one.get_kind_display(),
            on=one.on,
            before=side(one, False),
            after=side(one, True),
            instrument=one.get_instrument_display(),
            note=one.note,
        )
        for one in found
    )
