"""What a county agreement rests on: each partnership's assessment of the year, and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.queries.basis import basis, partnerships, rests_on_others
from frankpledge.evidence.assessments.rules.basis import Basis, Part
from frankpledge.evidence.assessments.rules.cycle import year_of, year_period
from frankpledge.evidence.assessments.rules.states import MADE
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import Agreement
from frankpledge.planning.rules import counts_for


def basis_for(board: Body, begins: date, decided: date) -> Basis | None:
    """What an agreement that a board decides on rests on; None where it is no county's board."""
    if not rests_on_others(board, decided):
        return None
    return basis(board.area, counts_for(begins, decided), decided)


@dataclass(frozen=True)
class BasisLine:
    """A partnership, the places it is for, and its assessment of the year.

    `assessment` and `url` are empty where there is none that the viewer may see; `status` says
    then no more than whether there is one.
    """

    body: Body
    name: str
    places: tuple[str, ...]
    by_law: bool
    assessment: str
    url: str
    status: str


@dataclass(frozen=True)
class AgreementBasis:
    """What an agreement rests on in a year, partnership by partnership."""

    basis: Basis
    lines: tuple[BasisLine, ...]

    @property
    def tag(self) -> str:
        """ "Basis complete" or "Basis incomplete"."""
        return "Basis complete" if self.basis.complete else "Basis incomplete"


def agreement_basis(agreement: Agreement, viewer: Viewer, on: date) -> AgreementBasis | None:
    """What a county's agreement rests on in the year of a day, or in its last year once it ended.

    None where it is no county board's, or no district in the area lies in a county.
    """
    day = min(on, agreement.ends or on)
    if not rests_on_others(agreement.board, day):
        return None
    area = agreement.board.area
    found = basis(area, year_of(day), day)
    if not found.districts:
        return None
    bodies = {body.short_on(day): body for body in partnerships(area, day)}
    whole = year_period(found.year)
    theirs = list(
        Assessment.objects.filter(body__in=bodies.values())
        .ending_in(whole.starts, whole.ends)
        .select_related("body")
        .order_by("ends", "number")
    )
    seen = set(
        Assessment.objects.visible_to(viewer)
        .filter(pk__in=[one.pk for one in theirs])
        .values_list("pk", flat=True)
    )
    return AgreementBasis(
        found, tuple(_line(part, bodies[part.body], theirs, seen, day) for part in found.parts)
    )


def _line(part: Part, body: Body, theirs: list[Assessment], seen: set[int], day: date) -> BasisLine:
    mine = [one for one in theirs if one.body_id == body.pk]
    made = [one for one in mine if one.state in MADE]
    # Who may not see those that are begun is not told of them.
    newest = next(iter(reversed(made or [one for one in mine if one.pk in seen])), None)
    visible = newest is not None and newest.pk in seen
    status = "Missing" if newest is None else newest.get_state_display()
    return BasisLine(
        body=body,
        name=body.name_on(day),
        places=part.districts,
        by_law=part.statutory,
        assessment=str(newest) if visible else "",
        url=newest.get_absolute_url() if newest and visible else "",
        status=status,
    )
