"""Files of surveys that nobody settled: after a week they go, for they may name people."""

from datetime import datetime, timedelta

from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.operations.keeping import throw_away
from frankpledge.outbox.jobs import periodic
from frankpledge.shared.door import Actor

LONGEST_WAIT = timedelta(days=7)
CLEANER = Actor("Keeper of surveys")


@periodic("survey-files", every=timedelta(hours=6))
def throw_old_files_away(now: datetime) -> None:
    """Throw away each file that has waited a week for its columns to be named."""
    for one in Survey.objects.filter(state="waiting", received__lte=now.date() - LONGEST_WAIT):
        throw_away(by=CLEANER, survey=one)
