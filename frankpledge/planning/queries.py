"""Priorities with their lead boards, the agreement, and who must be in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.actions.owed import Obligation as Owed
from frankpledge.actions.owed import asks
from frankpledge.partnership.models import Body, BodyRole, Coverage, TermsOfReference
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Place
from frankpledge.places.queries import place_map
from frankpledge.planning.models import Agreement, LeadBoard, Party, Priority, Signature
from frankpledge.planning.rules import Obligation, agreement_alerts, agreement_obligation


@dataclass(frozen=True)
class PriorityLine:
    """A priority, the group that delivers it and the boards that lead on it."""

    priority: Priority
    name: str
    group: Body | None
    group_name: str
    leads: tuple[tuple[Body, str], ...]

    @property
    def shared(self) -> bool:
        """Whether more than one board leads on it."""
        return len(self.leads) > 1


@dataclass(frozen=True)
class Priorities:
    """A board's priorities for a year, and how it shares leading on them with other boards."""

    board: Body
    year: str
    years: tuple[str, ...]
    lines: tuple[PriorityLine, ...]

    def _led(self, line: PriorityLine) -> bool:
        return any(lead.pk == self.board.pk for lead, _ in line.leads)

    @property
    def led_alone(self) -> tuple[PriorityLine, ...]:
        """Those the board leads on alone."""
        return tuple(line for line in self.lines if self._led(line) and len(line.leads) == 1)

    @property
    def led_with_others(self) -> tuple[PriorityLine, ...]:
        """Those it leads on together with another: where two boards may both act, or neither."""
        return tuple(line for line in self.lines if self._led(line) and len(line.leads) > 1)

    @property
    def led_elsewhere(self) -> tuple[PriorityLine, ...]:
        """Those that other boards lead on."""
        return tuple(line for line in self.lines if not self._led(line))


def priorities(board: Body, on: date, year: str = "") -> Priorities:
    """A board's priorities for a financial year, or for the latest year it has set them for."""
    years = tuple(
        Priority.objects.filter(board=board)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
    chosen = year if year in years else (years[0] if years else "")
    found = list(Priority.objects.filter(board=board, year=chosen))
    leads = list(LeadBoard.objects.filter(priority__in=found))
    wanted = {lead.board_id for lead in leads} | {one.delivery_group_id for one in found}
    bodies = Body.objects.with_names().in_bulk([pk for pk in wanted if pk])
    lines = tuple(
        PriorityLine(
            priority=one,
            name=one.name,
            group=bodies.get(one.delivery_group_id),
            group_name=bodies[one.delivery_group_id].name_on(on) if one.delivery_group_id else "",
            leads=tuple(
                (bodies[lead.board_id], bodies[lead.board_id].name_on(on))
                for lead in leads
                if lead.priority_id == one.pk
            ),
        )
        for one in found
    )
    return Priorities(board, chosen, years, lines)


def obligations_of(places: Iterable[Place], on: date) -> list[tuple[Place, Obligation]]:
    """For each place, whether it must be in a county agreement, and how it takes part.

    Two-tier means that councils' own areas nest there: a district inside a county, or a county
    with districts inside it.
    """
    wanted = list(places)
    councils = BodyRole.objects.on(on).filter(role="responsible-authority", sector="council")
    covered = list(
        Coverage.objects.on(on)
        .filter(body__in=councils.values("body"))
        .values_list("body_id", "place_id")
    )
    in_force = Party.objects.filter(agreement__in=Agreement.objects.on(on))
    parties = set(in_force.values_list("body_id", flat=True))
    maps = {area: place_map(area, on) for area in {place.area for place in wanted}}

    def obligation(place: Place) -> Obligation:
        own = {body for body, covers in covered if covers == place.pk}
        overlap = maps[place.area].overlap
        nested = any(covers != place.pk and overlap(place.pk, covers) for _, covers in covered)
        return agreement_obligation(two_tier=bool(own) and nested, is_party=bool(own & parties))

    return [(place, obligation(place)) for place in wanted]


@dataclass(frozen=True)
class SignatureLine:
    """One slot for a signature and whose it is."""

    signature: Signature
    body: Body
    body_name: str


@dataclass(frozen=True)
class AgreementPage:
    """An agreement with its parties, its signatures and what to know about its dates."""

    agreement: Agreement
    board_name: str
    parties: tuple[tuple[Party, str], ...]
    signatures: tuple[SignatureLine, ...]
    alerts: tuple[str, ...]

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(1 for line in self.signatures if line.signature.signed)


def agreement_page(agreement: Agreement, on: date) -> AgreementPage:
    """An agreement as it stands on a day."""
    parties = list(Party.objects.filter(agreement=agreement).select_related("body"))
    slots = list(Signature.objects.filter(agreement=agreement))
    wanted = [one.body_id for one in parties] + [one.body_id for one in slots]
    bodies = Body.objects.with_names().in_bulk([*wanted, agreement.board_id])
    alerts = agreement_alerts(agreement.starts, agreement.ends, agreement.review_due, on)
    return AgreementPage(
        agreement=agreement,
        board_name=bodies[agreement.board_id].name_on(on),
        parties=tuple((one, bodies[one.body_id].name_on(on)) for one in parties),
        signatures=tuple(
            SignatureLine(one, bodies[one.body_id], bodies[one.body_id].name_on(on))
            for one in slots
        ),
        alerts=(*alerts, *agreement.notes),
    )


def agreements_of(board: Body) -> tuple[Agreement, ...]:
    """A board's agreements, the newest first."""
    return tuple(Agreement.objects.filter(board=board).select_related("board").newest_first())


def may_sign_for(viewer: Viewer, signature: Signature) -> bool:
    """Whether the person acts for the body whose slot it is."""
    return signature.body_id in viewer.bodies


@asks
def signatures_owed(bodies: list[Body], on: date) -> Iterable[Owed]:
    """Signatures on agreements in force that a body has not given."""
    wanted = {body.pk: body for body in bodies}
    unsigned = list(
        Signature.objects.filter(
            body__in=wanted, signed__isnull=True, agreement__in=Agreement.objects.on(on)
        ).select_related("agreement")
    )
    boards = Body.objects.with_names().in_bulk({one.agreement.board_id for one in unsigned})
    for one in unsigned:
        board = boards[one.agreement.board_id]
        yield Owed(
            body=wanted[one.body_id],
            what=f"Sign the {one.agreement.title}",
            to=board.short_on(on),
            due=None,
            why="The agreement names this body as a signatory.",
            url=one.agreement.get_absolute_url(),
            asked_by=board,
        )


@asks
def reviews_owed(bodies: list[Body], on: date) -> Iterable[Owed]:
    """Reviews of a body's own terms of reference and of its agreements."""
    wanted = {body.pk: body for body in bodies}
    for terms in TermsOfReference.objects.on(on).filter(body__in=wanted):
        if terms.review_due:
            body = wanted[terms.body_id]
            yield Owed(
                body=body,
                what="Review the terms of reference",
                to="its members",
                due=terms.review_due,
                why=f"Reviewed every {terms.review_months} months",
                url=body.get_absolute_url(),
            )
    for agreement in Agreement.objects.on(on).filter(board__in=wanted):
        if agreement.review_due:
            body = wanted[agreement.board_id]
            yield Owed(
                body=body,
                what=f"Review the {agreement.title}",
                to="its parties",
                due=agreement.review_due,
                why=f"Reviewed every {agreement.review_months} months",
                url=agreement.get_absolute_url(),
            )
