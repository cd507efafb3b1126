"""How long a session holds, and how often a secret may be tried: numbers and sums, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Where the settings say nothing, and what they may shorten but not lengthen: a working day and the
# way there and back, so that no sign-in lasts overnight; a long report is written within two hours.
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
# No setting changes these: break-glass access is for one emergency at a time.
BREAK_GLASS_LONGEST = timedelta(hours=1)
BREAK_GLASS_IDLE = timedelta(minutes=15)
# A page a minute is not noted again: looking at pages writes nothing.
NOTED_EVERY = timedelta(minutes=1)
SIGN_INS_KEPT = timedelta(days=90)
BREAK_GLASS_ALARM = timedelta(days=7)


@dataclass(frozen=True)
class Limit:
    """So many tries within so long a time."""

    tries: int
    within: timedelta


# A council's people share one address, so an address may fail more often than an account. How
# often is where the settings say nothing; within how long is fixed, for the pages say it.
BY_ACCOUNT = Limit(5, timedelta(minutes=5))
BY_ADDRESS = Limit(30, timedelta(minutes=5))


def wait(tried: Sequence[datetime], now: datetime, limit: Limit) -> timedelta:
    """How long until one may try again, from when one tried, the last try included; or nothing.

    A try that is refused is not counted, so what is said of the wait stays true.
    """
    recent = sorted(at for at in tried if at > now - limit.within)
    if len(recent) <= limit.tries:
        return timedelta()
    return recent[-limit.tries - 1] + limit.within - now


def ended(
    began: datetime, seen: datetime, now: datetime, idle: timedelta, longest: timedelta
) -> str:
    """Why a session is over, "idle" or "longest", or nothing while it holds."""
    if now - began >= longest:
        return "longest"
    return "idle" if now - seen >= idle else ""


def device_of(agent: str) -> str:
    """The kind of browser and machine that a browser says it is, in a few words.

    Only kinds are named: no version and no machine's own name is kept.
    """
    browsers = (
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    machines = (
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "a Chromebook"),
        ("Macintosh", "a Mac"),
        ("Linux", "Linux"),
    )
    browser = next((name for sign, name in browsers if sign in agent), "")
    machine = next((name for sign, name in machines if sign in agent), "")
    if browser and machine:
        return f"{browser} on {machine}"
    return browser or machine or "A device that does not say what it is"
