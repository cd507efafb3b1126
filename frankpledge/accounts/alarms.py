"""Break-glass access is loud: each use is an alarm for a week."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from frankpledge.accounts.models import BreakGlassUse
from frankpledge.accounts.rules import BREAK_GLASS_ALARM
from frankpledge.shared import clock
from frankpledge.shared.alarms import Alarm, raises_alarms

PAGE = "/account/break-glass/"
WHAT_TO_DO = "Find out who it was and why. If nobody can say, close the account at once."
NOBODY_TOLD = (
    " No mail was sent, for nobody is named: ask whoever runs the service to set "
    "FRANKPLEDGE_RESPONSIBLE."
)


@raises_alarms
def break_glass_alarms(on: date) -> Iterator[Alarm]:
    """One alarm for each use of a break-glass account in the last week."""
    told = "" if settings.SIGN_IN.responsible else NOBODY_TOLD
    since = clock.real_moment() - BREAK_GLASS_ALARM
    for use in BreakGlassUse.objects.filter(at__gt=since).select_related("account"):
        what = f"Break-glass access was used as {use.account.post}"
        yield Alarm(what, use.at, PAGE, WHAT_TO_DO + told)
