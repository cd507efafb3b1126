"""Every hour: mail that a carrier took and could not deliver is found out."""

from datetime import datetime, timedelta

from django.conf import settings

from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import note_bounced
from frankpledge.outbox.jobs import periodic


@periodic("returned-mail", every=timedelta(hours=1))
def look_for_returned_mail(now: datetime) -> None:
    """Ask the carrier what it could not deliver; each such message raises an alarm."""
    if carrier := carrier_for(settings.MAIL):
        note_bounced(carrier)
