"""What is wrong with chasing itself: nobody to write to, and days whose holidays nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from frankpledge.chasing.models import Chaser
from frankpledge.chasing.rules import holidays_known
from frankpledge.partnership.models import Body, Contact
from frankpledge.shared.alarms import Alarm, raises_alarms
from frankpledge.shared.words import spell_list


@dataclass(frozen=True)
class _Silence:
    """A kind of chaser that could not be sent: which contact is missing, and how that is said."""

    kind: str
    purpose: str
    of_one: str
    of_several: str


SILENCES = (
    _Silence(
        "no-address",
        "answers",
        "owes something, and nobody can be reminded of it",
        "owe something, and nobody can be reminded of it",
    ),
    _Silence(
        "no-chair",
        "chair",
        "is owed something late, and its chair cannot be told",
        "are owed something late, and their chairs cannot be told",
    ),
)
# A silence that chasing has not met again for so long has ended by itself: nothing is owed.
RECENT = timedelta(days=7)
WARNED_AHEAD = timedelta(days=30)


@raises_alarms
def chasing_alarms(on: date) -> Iterator[Alarm]:
    """Who should have been written to and has no address; bank holidays that run out."""
    for silence in SILENCES:
        met = Chaser.objects.filter(kind=silence.kind, on__gt=on - RECENT, on__lte=on)
        mended = Contact.objects.on(on).filter(purpose=silence.purpose)
        silent = list(
            Body.objects.with_names()
            .filter(pk__in=met.values("body"))
            .exclude(pk__in=mended.values("body"))
        )
        if silent:
            yield _alarm(silent, silence, on)
    ahead = on + WARNED_AHEAD
    if not holidays_known(ahead):
        yield Alarm(
            f"Nobody has told this service the bank holidays of {ahead.year}, so reminders go out "
            "on them too",
            None,
            reverse("chasing:outbox"),
            "Ask whoever runs the service to bring the list up to date from GOV.UK.",
        )


def _alarm(silent: list[Body], silence: _Silence, on: date) -> Alarm:
    names = [body.short_on(on) for body in silent]
    return Alarm(
        f"{spell_list(names)} {silence.of_one if len(names) == 1 else silence.of_several}",
        None,
        reverse("partnership:contacts", args=[silent[0].slug]),
        f"Add an address under “Who is written to” on {'its' if len(names) == 1 else 'each'} page.",
    )
