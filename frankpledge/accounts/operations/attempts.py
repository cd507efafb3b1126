"""Counting tries at a secret, in rows that every process sees."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from frankpledge.accounts.models import Attempt
from frankpledge.accounts.rules import Limit, wait
from frankpledge.shared import clock

KEPT = timedelta(hours=1)


class TooManyTries(Exception):
    """Somebody has tried too often; `wait` says how long until they may try again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many tries")
        self.wait = wait


def take_try(*tries: tuple[str, Limit]) -> None:
    """Count a try at each of these keys. Raises TooManyTries when one is used up.

    Whoever asks writes a row first and counts afterwards, so that of many at the same moment, in
    however many processes, no more than the limit get through.
    """
    now = clock.real_moment()
    mine, longest = [], timedelta()
    for key, limit in tries:
        digest = _digest(key)
        mine.append(Attempt.objects.create(key=digest, at=now).pk)
        since = Attempt.objects.filter(key=digest, at__gt=now - limit.within)
        longest = max(longest, wait(list(since.values_list("at", flat=True)), now, limit))
    if longest:
        Attempt.objects.filter(pk__in=mine).delete()
        raise TooManyTries(longest)
    Attempt.objects.filter(at__lt=now - KEPT).delete()


def forget_tries(*keys: str) -> None:
    """Start to count afresh: whoever it was has shown that they know the secret."""
    Attempt.objects.filter(key__in=[_digest(key) for key in keys]).delete()


def take_back_try(key: str) -> None:
    """Uncount the last try at a key: it was no guess."""
    last = Attempt.objects.filter(key=_digest(key)).order_by("-pk").values("pk")[:1]
    Attempt.objects.filter(pk__in=list(last.values_list("pk", flat=True))).delete()


def _digest(key: str) -> str:
    # A digest with the service's own key: neither user names nor network addresses are kept.
    return salted_hmac("frankpledge.accounts.attempts", key, algorithm="sha256").hexdigest()
