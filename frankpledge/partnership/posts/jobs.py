"""What ends by its own date, every day: posts that are over, invitations that nobody took up."""

from datetime import datetime, timedelta

from frankpledge.outbox.jobs import periodic
from frankpledge.partnership.invitations.operations import lapse_invitations
from frankpledge.partnership.posts.operations import settle_what_ended
from frankpledge.shared.door import Actor

BY_DATE = Actor("Frankpledge, by date")


@periodic("end what posts gave", every=timedelta(hours=1))
def end_by_date(now: datetime) -> None:
    """Settle what ended lately. Every hour, because a process may have been down at midnight."""
    settle_what_ended(by=BY_DATE, today=now.date())
    lapse_invitations(by=BY_DATE, now=now)
