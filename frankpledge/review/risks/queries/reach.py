"""To which bodies a risk can be put, and which bodies have ended."""

from datetime import date

from frankpledge.partnership.models import Body, BodyRole, Membership, SuccessionPart
from frankpledge.partnership.queries.reporting import boards_above


def may_be_put_to(register: Body, on: date) -> tuple[Body, ...]:
    """The boards that a body reports to on a day, and the bodies that hold a seat on it."""
    above = boards_above([register], on).get(register.pk, frozenset())
    seats = Membership.objects.on(on).filter(seat__body=register, represents__isnull=False)
    members = set(seats.values_list("represents", flat=True))
    found = Body.objects.with_names().filter(pk__in=(above | members) - {register.pk})
    return tuple(body for body in found if not has_ended(body, on))


def has_ended(body: Body, on: date) -> bool:
    """Whether a body has ended by a day: something came after it, or every role it had is over."""
    parts = SuccessionPart.objects.filter(body=body, came_after=False, succession__on__lte=on)
    if parts.exists():
        return True
    roles = BodyRole.objects.filter(body=body)
    return (
        roles.exists()
        and not roles.filter(ends__isnull=True).exists()
        and not (roles.filter(ends__gte=on).exists())
    )
