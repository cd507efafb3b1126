"""The agreement with its parties and signatures, and who must be in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body, BodyRole, Coverage
from frankpledge.partnership.people import Viewer
from frankpledge.places.models import Place
from frankpledge.places.queries import place_map
from frankpledge.planning.models import Agreement, Party, Signature
from frankpledge.planning.rules import Obligation, agreement_alerts, agreement_obligation


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
