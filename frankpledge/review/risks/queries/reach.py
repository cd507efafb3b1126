"""To which bodies a risk can be put."""

from datetime import date

from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.queries.reporting import boards_above


def may_be_put_to(register: Body, on: date) -> tuple[Body, ...]:
    """The boards that a body reports to on a day, and the bodies that hold a seat on it."""
    above = boards_above([register], on).get(register.pk, frozenset())
    seats = Membership.objects.on(on).filter(seat__body=register, represents__isnull=False)
    members = set(seats.values_list("represents", flat=True))
    found = Body.objects.with_names().standing_on(on)
    return tuple(found.filter(pk__in=(above | members) - {register.pk}))
