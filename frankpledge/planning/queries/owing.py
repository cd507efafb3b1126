"""What planning asks of bodies: signatures not given, and reviews of terms and agreements."""

from collections.abc import Iterable
from datetime import date

from frankpledge.actions.owed import Obligation as Owed
from frankpledge.actions.owed import asks
from frankpledge.partnership.models import Body, TermsOfReference
from frankpledge.planning.models import Agreement, Signature


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
