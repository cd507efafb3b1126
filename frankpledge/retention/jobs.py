"""What of the schedule goes every day, whether or not anybody asks."""

from datetime import datetime, timedelta

from frankpledge.outbox.jobs import periodic
from frankpledge.retention.operations import let_go_by_itself
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

BY_SCHEDULE = Actor("Frankpledge, by the retention schedule")


@periodic("forget what is over", every=timedelta(days=1))
def forget_what_is_over(now: datetime) -> None:
    """By the real day: sessions and sign-ins know no demonstration's."""
    let_go_by_itself(by=BY_SCHEDULE, on=clock.real_moment().date())
