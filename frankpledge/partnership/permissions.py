"""Who may change the register. Whether a change may happen is in `rules`."""

from datetime import date

from frankpledge.accounts.models import Account
from frankpledge.partnership.models import Body, Membership, PostHolding, Reporting
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.posts.rules import GIVEN_BY_CHAIR, GIVEN_BY_SECRETARY
from frankpledge.partnership.queries.reporting import boards_above
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def can_keep_register(viewer: Viewer, body: Body) -> Verdict:
    """Appoint members of a body and amend its terms: its secretary."""
    if body.pk in viewer.secretary_of:
        return ALLOWED
    return refused("Only the body’s secretary keeps its register.")


def can_see_duties(viewer: Viewer, body: Body) -> Verdict:
    """See what a body owes: whoever acts for it, and the secretaries who chase it."""
    if body.pk in viewer.bodies or body.pk in viewer.secretary_of:
        return ALLOWED
    chasers = Body.objects.filter(pk__in=viewer.secretary_of, area=body.area_id)
    if viewer.secretary_of and chasers.exists():
        return ALLOWED
    return refused("What a body owes is for the body itself and for those who chase it.")


def can_keep_contacts(viewer: Viewer, body: Body) -> Verdict:
    """See and change to whom a body's mail goes: the same people, for they answer or chase."""
    return can_see_duties(viewer, body)


def keeps_for(viewer: Viewer, body: Body, on: date) -> bool:
    """Keep what a body holds, such as its risks: those who act for it or run it, and the
    secretary of a board that it reports to."""
    runs = viewer.bodies | viewer.secretary_of
    return body.pk in runs or bool(viewer.secretary_of & _above(body, on))


def reads_all_of(viewer: Viewer, body: Body, on: date) -> bool:
    """Read it: the body, those who sit on it or run it, and the boards that it reports to."""
    theirs = viewer.bodies | viewer.boards | viewer.secretary_of
    return body.pk in theirs or bool(theirs & _above(body, on))


def _above(body: Body, on: date) -> frozenset[int]:
    return boards_above([body], on).get(body.pk, frozenset())


def can_see_people(viewer: Viewer, body: Body, on: date) -> Verdict:
    """See who holds which post of a body: whoever acts for it, and those who keep its people."""
    if body.pk in viewer.bodies or can_keep_people(viewer, body, on):
        return ALLOWED
    return refused("Who holds which post is for the body’s own people and its secretary.")


def can_keep_people(viewer: Viewer, body: Body, on: date) -> Verdict:
    """Invite, change and end: whoever gives any duty there."""
    if duties_to_give(viewer, body, on):
        return ALLOWED
    return refused("The body’s secretary and its chair keep its people.")


def can_reset_second_step(viewer: Viewer, account: Account, on: date) -> Verdict:
    """Let somebody who has lost their second step sign in without it: whoever gives every duty
    that they have, or are to have, at any body. One post alone would open all the others."""
    if viewer.account is not None and viewer.account.pk == account.pk:
        return refused("Nobody resets their own second step. Ask somebody else who keeps people.")
    if account.break_glass:
        return refused("This is a break-glass account. Whoever runs the service looks after it.")
    if account.demonstration:
        return refused("This is a demonstration account, and nobody changes how it is entered.")
    posts = PostHolding.objects.lasting(on).filter(account=account).select_related("body")
    if posts and all(one.duty in duties_to_give(viewer, one.body, on) for one in posts):
        return ALLOWED
    return refused(
        "Its holder has posts that others keep too. Ask whoever runs the service to reset it."
    )


def duties_to_give(viewer: Viewer, body: Body, on: date) -> frozenset[str]:
    """The duties that a viewer gives, changes and ends for a body.

    Whoever is its secretary all of them; its chair those that reach no further than the body.
    """
    if secretary_for(viewer, body, on):
        return GIVEN_BY_SECRETARY
    return GIVEN_BY_CHAIR if body.pk in viewer.chair_of else frozenset()


def secretary_for(viewer: Viewer, body: Body, on: date) -> int | None:
    """The key of the body as whose secretary the viewer keeps this one's people, if they do."""
    if body.pk in viewer.secretary_of:
        return body.pk
    return kept_as_secretary(viewer, on).get(body.pk)


def kept_as_secretary(viewer: Viewer, on: date) -> dict[int, int]:
    """The bodies whose people a viewer keeps as a secretary, each with the body they do it for.

    Their own; and those without a secretary that report to it or hold a seat on it.
    """
    runs = viewer.secretary_of
    if not runs:
        return {}
    sits = Membership.objects.on(on).filter(seat__body__in=runs)
    found = dict(sits.values_list("represents", "seat__body"))
    found |= dict(Reporting.objects.to(runs, on).values_list("body", "board"))
    own = PostHolding.objects.on(on).filter(duty="secretary", body__in=found)
    helped = set(own.values_list("body", flat=True))
    return {body: board for body, board in found.items() if body not in helped} | {
        one: one for one in runs
    }
