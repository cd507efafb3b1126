"""Whether, not who: states of a message, what follows from an answer, quiet hours. No database."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from frankpledge.shared.clock import LONDON
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.working_days import HolidaysUnknown, is_working_day

# From each state of a message, the states it may go to and what takes it there.
MESSAGE_TRANSITIONS: dict[str, dict[str, str]] = {
    "queued": {"sending": "A worker takes it", "withdrawn": "Withdraw", "sent": "Accepted late"},
    "sending": {
        "sent": "Accepted",
        "queued": "Not now: try again later",
        "failed": "Refused",
        "unknown": "No answer came",
    },
    "unknown": {
        "sent": "The carrier has it",
        "queued": "The carrier never had it, or somebody sends it again",
        "failed": "The carrier could not deliver it",
        "withdrawn": "Withdraw",
    },
    "failed": {"queued": "Send again", "withdrawn": "Withdraw", "sent": "Accepted late"},
    "sent": {"failed": "The carrier could not deliver it"},
    "withdrawn": {"sent": "Accepted late"},
}
# How long to wait after the first, second, … refusal that may pass; then it has failed.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
# How long after a hand-over without an answer the carrier is asked, and asked again.
ASK_AFTER = timedelta(minutes=5)
# GOV.UK Notify may be set to forget after three days; what it then has not, it may have had.
ASKABLE = timedelta(days=2)
# A worker that has given no sign of life for so long is taken to have died.
LAPSE = timedelta(minutes=5)
ONE_DAY = timedelta(days=1)
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class QuietHours:
    """The hours in which nobody is written to: from `begin`, through the night, until `end`.

    Weekends and bank holidays are quiet throughout. Raises ValueError unless `end` is before
    `begin`, for then there would be no hours left.
    """

    begin: time = time(18)
    end: time = time(8)

    def __post_init__(self) -> None:
        if not self.end < self.begin:
            raise ValueError("quiet hours begin in the evening and end in the morning before it")


def writes_on(moment: datetime) -> bool:
    """Whether people are written to on the day of this moment, in London: on working days.

    In a year whose bank holidays are not known, Monday to Friday: late mail would be worse.
    """
    day = moment.astimezone(LONDON).date()
    try:
        return is_working_day(day)
    except HolidaysUnknown:
        return day.weekday() < 5


def first_moment(now: datetime, quiet: QuietHours) -> datetime:
    """The first moment from `now` on that is not quiet: now, or the end of the quiet hours.

    Worked out by London's clocks: from Friday evening to Monday at 8 is an hour less, or more,
    when they change in between.
    """
    here = now.astimezone(LONDON)
    if writes_on(here) and quiet.end <= here.time() < quiet.begin:
        return now
    day = here.date() if here.time() < quiet.end else here.date() + ONE_DAY
    while not writes_on(datetime.combine(day, quiet.end, tzinfo=LONDON)):
        day += ONE_DAY
    morning = datetime.combine(day, quiet.end, tzinfo=LONDON)
    # There and back: an hour that the clocks skip must still become a real moment.
    return morning.astimezone(UTC).astimezone(LONDON)


@dataclass(frozen=True)
class Outcome:
    """What a carrier answered.

    `kind` is accepted; later (it has not got the message, and may take it another time); never (it
    has not got it and will not take it); or unknown (nobody can tell whether it has got it).
    """

    kind: str
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Next:
    """The state that a message goes to, and when something is next done about it by itself."""

    state: str
    at: datetime | None = None


def after_handover(
    outcome: Outcome, attempts: int, claimed: datetime, now: datetime, *, can_ask: bool
) -> Next:
    """What follows from a hand-over that was the `attempts`th and began at `claimed`.

    A message is tried again only where the carrier certainly has not got it. Where nobody can
    tell, a carrier that can be asked (`can_ask`) is asked; else a person must decide.
    """
    if outcome.kind == "accepted":
        return Next("sent")
    if outcome.kind == "later" and attempts <= len(BACK_OFF):
        return Next("queued", now + BACK_OFF[attempts - 1])
    if outcome.kind in {"later", "never"}:
        return Next("failed")
    askable = can_ask and now - claimed < ASKABLE
    return Next("unknown", claimed + ASK_AFTER if askable else None)


def after_asking(outcome: Outcome, claimed: datetime, now: datetime) -> Next:
    """What follows from asking the carrier about a hand-over that began at `claimed`.

    That it has not got the message (later) is believed only while it remembers what it had.
    """
    if outcome.kind == "accepted":
        return Next("sent")
    if outcome.kind == "never":
        return Next("failed")
    remembers = now - claimed < ASKABLE
    if outcome.kind == "later" and remembers:
        return Next("queued", now)
    return Next("unknown", now + ASK_AFTER if remembers else None)


def may_be_written_to(address: str) -> Verdict:
    """Whether mail can be sent to this address, as far as it can be told by looking at it."""
    if not address:
        return refused("There is no e-mail address to send it to.")
    try:
        validate_email(address)
    except ValidationError:
        return refused("This is not an e-mail address. Mend it, then send again.")
    if not address.isascii() or len(address) > LONGEST_ADDRESS:
        return refused("Mail servers do not take this address. Give another.")
    return ALLOWED


def may_be_withdrawn(state: str) -> Verdict:
    """Whether a message in this state can still be kept back."""
    if "withdrawn" in MESSAGE_TRANSITIONS[state]:
        return ALLOWED
    reason = {
        "sending": "This message is being sent at this moment. Look again in a minute.",
        "sent": "This message has been sent. It cannot be called back.",
        "withdrawn": "This message has been withdrawn already.",
    }
    return refused(reason[state])


def may_be_sent_again(state: str) -> Verdict:
    """Whether a person may ask for a message in this state to be sent once more."""
    if state in {"failed", "unknown"}:
        return ALLOWED
    reason = {
        "queued": "This message waits to be sent. Nothing needs to be done.",
        "sending": "This message is being sent at this moment. Look again in a minute.",
        "sent": "This message has been sent. Write a new one rather than sending it twice.",
        "withdrawn": "This message was withdrawn. Write a new one.",
    }
    return refused(reason[state])


def slot_of(now: datetime, every: timedelta) -> str:
    """The stretch of the day, by London's clocks, that `now` falls into: "2018-10-01 09:00".

    A job runs once in each. The hour that autumn has twice is one. Raises ValueError where
    stretches of this length, in minutes, do not fill a day.
    """
    minutes = every // timedelta(minutes=1)
    if minutes < 1 or every % timedelta(minutes=1) or (24 * 60) % minutes:
        raise ValueError(f"{every} does not divide a day into whole parts")
    here = now.astimezone(LONDON)
    begin = (here.hour * 60 + here.minute) // minutes * minutes
    return f"{here.date().isoformat()} {begin // 60:02}:{begin % 60:02}"
