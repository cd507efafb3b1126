"""How a document, and a requirement, stands on a day: in place, due, old, missing, accepted."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge.partnership.models.terms import add_months
from frankpledge.review.words import NOT_APPLICABLE, bare, months_between, says_nothing
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

MONTHS = {number: name.lower() for number, name in enumerate(month_name) if name}

DOCUMENT_STATES = {
    "in-place": "In place",
    "stated": "Stated, no date",
    "old": "Old",
    "blank": "Not filled in",
    "not-applicable": "Not applicable",
    "reason-needed": "Reason needed",
}


@dataclass(frozen=True)
class DocumentState:
    """What a document row amounts to, and a warning where there is something to chase."""

    state: str
    warning: str = ""

    @property
    def words(self) -> str:
        """The state as a word for a tag."""
        return DOCUMENT_STATES[self.state]


@dataclass(frozen=True)
class KnownDate:
    """A date as far as it is known, to the day, month or year: `day` is the first it can mean."""

    day: date
    precision: str

    def months_old(self, on: date) -> int:
        """Its age in whole calendar months; known only by its year, in whole calendar years."""
        if self.precision == "year":
            return (on.year - self.day.year) * 12
        return months_between(self.day, on)

    def __str__(self) -> str:
        words = {"day": spell_day(self.day), "month": f"{self.day:%B %Y}"}
        return words.get(self.precision, str(self.day.year))


def read_date(text: str) -> KnownDate | None:
    """A date as far as it is known: 30 June 2017, June 2017 or 2017.

    Raises ValueError, with a sentence, for anything else.
    """
    found = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3,9}) )?(\d{4})", text.strip())
    if not text.strip():
        return None
    wrong = f"“{text}” is not a date. Give one such as 30 June 2017, June 2017 or 2017"
    if not found:
        raise ValueError(wrong)
    day, month, year = found.groups()
    number = next((n for n, name in MONTHS.items() if month and name.startswith(month.lower())), 0)
    if month and not number:
        raise ValueError(wrong)
    precision = "day" if day else "month" if month else "year"
    try:
        return KnownDate(date(int(year), number or 1, int(day or 1)), precision)
    except ValueError as error:
        raise ValueError(wrong) from error


def document_state(
    title: str,
    text: str,
    dated: KnownDate | None,
    reason: str,
    *,
    on: date,
    old_after_months: int | None,
) -> DocumentState:
    """What a group's row for a document amounts to on a day.

    It is old once `old_after_months` have passed since its date: an assessment of 2015 is three
    years old in 2018. "N/A" is an answer only with a reason.
    """
    if bare(text) in NOT_APPLICABLE:
        if reason.strip():
            return DocumentState("not-applicable")
        return DocumentState("reason-needed", f"{title}: “{text}” with no reason given")
    if says_nothing(text) and dated is None:
        return DocumentState("blank", f"{title}: not filled in")
    if dated and old_after_months:
        months = dated.months_old(on)
        if months >= old_after_months:
            years = f"{months // 12} years" if months >= 24 else f"{months} months"
            return DocumentState("old", f"{title}: dated {dated}, {years} old")
    return DocumentState("in-place" if dated else "stated")


# How a requirement stands on a day. The word says it; `MET` are those that count as met.
STATES = {
    "in-place": "In place",
    "accepted": "Not applicable, accepted",
    "due": "Due for review",
    "old": "Old",
    "in-progress": "In progress",
    "stated": "Stated, no date",
    "to-accept": "Reason to accept",
    "reason-needed": "Reason needed",
    "missing": "Missing",
}
MET = frozenset({"in-place", "accepted"})
# What is to be done about each, in the words of a list of work.
TO_DO = {
    "due": "review it and say when",
    "old": "bring it up to date",
    "in-progress": "report the first figures",
    "stated": "say of what date it is",
    "to-accept": "the board decides whether it accepts the reason",
    "reason-needed": "give the reason why it does not apply",
    "missing": "say what there is, and of what date",
}


@dataclass(frozen=True)
class Asked:
    """What a requirement asks: how often a review, when its evidence is old; None where never."""

    title: str
    kind: str
    review_months: int | None = None
    old_after_months: int | None = None


@dataclass(frozen=True)
class Said:
    """A piece of evidence: what is said, of what date, or why the requirement does not apply."""

    text: str
    known: KnownDate | None = None
    reason: str = ""


def falls_due(known: KnownDate | None, months: int | None) -> KnownDate | None:
    """When so many months have passed since a date, as exactly as the date is known."""
    if known is None or not months:
        return None
    return KnownDate(add_months(known.day, months), known.precision)


def grows_old(known: KnownDate | None, months: int | None) -> KnownDate | None:
    """When evidence of a date grows old: age counts in calendar months, so no day is named."""
    due = falls_due(known, months)
    if due is None or due.precision != "day":
        return due
    return KnownDate(due.day.replace(day=1), "month")


def last_day(known: KnownDate) -> date:
    """The last day that a date can mean: of "2018", 31 December 2018."""
    months = {"day": 0, "month": 1, "year": 12}[known.precision]
    return add_months(known.day, months) - timedelta(days=1) if months else known.day


def stands(asked: Asked, said: Said | None, *, accepted: bool, on: date) -> str:
    """How a requirement stands on a day, as a key of `STATES`.

    A dated document stands in place until it is due for review or old. Where the board has accepted
    that the requirement does not apply, nothing but a dated document says otherwise. "N/A" with a
    reason waits for the board; without one it is no answer.
    """
    if said is not None and said.known is not None and bare(said.text) not in NOT_APPLICABLE:
        old = grows_old(said.known, asked.old_after_months)
        if old and on >= old.day:
            return "old"
        due = falls_due(said.known, asked.review_months)
        return "due" if due and on >= due.day else "in-place"
    if accepted:
        return "accepted"
    if said is None:
        return "missing"
    if bare(said.text) in NOT_APPLICABLE:
        return "to-accept" if said.reason.strip() else "reason-needed"
    return "in-progress" if asked.kind == "performance" else "stated"


@dataclass(frozen=True)
class Next:
    """What is due next for a requirement: what, and when as far as known."""

    what: str
    when: KnownDate

    @property
    def by(self) -> date:
        """The day by which it is owed: the last that the date can mean."""
        return last_day(self.when)

    def __str__(self) -> str:
        return f"{self.what}, {self.when}"


def due_next(asked: Asked, said: Said | None) -> Next | None:
    """The first thing that falls due for a dated piece of evidence; None where nothing does."""
    known = said.known if said else None
    dues = (
        ("Review", falls_due(known, asked.review_months)),
        ("Bring up to date", grows_old(known, asked.old_after_months)),
    )
    found = [Next(what, when) for what, when in dues if when]
    return min(found, key=lambda one: one.when.day, default=None)


def best(told: list[Said]) -> Said | None:
    """Of several sources of evidence the one that says most: the latest date, else the first."""
    dated = [one for one in told if one.known is not None]
    if dated:
        return max(dated, key=lambda one: one.known.day if one.known else date.min)
    return told[0] if told else None


def older_than(strategy: KnownDate | None, assessment: KnownDate | None) -> bool:
    """Whether a strategy is certainly older than the assessment that should inform it.

    A strategy of "2017" may be later than an assessment of June 2017: that is no warning.
    """
    if strategy is None or assessment is None:
        return False
    return last_day(strategy) < assessment.day


def age_words(known: KnownDate | None, on: date) -> str:
    """Its age on a day in words: "15 months old", "3 years old"; nothing where it has no date."""
    if known is None:
        return ""
    months = known.months_old(on)
    if months >= 24:
        return f"{months // 12} years old"
    if known.precision == "year":
        return "a year old" if months > 0 else "this year’s"
    if months <= 0:
        return "new"
    return f"{months} month{'s' if months > 1 else ''} old"


def may_accept(reason: str, by_post: str, decided: bool, *, in_force: bool) -> Verdict:
    """Whether it may be accepted that a requirement does not apply: a reason, and who accepts."""
    if not reason.strip():
        return refused("Give the reason: “not applicable” is accepted only with one.")
    if not (by_post.strip() or decided):
        return refused("Say which post accepts the reason, or choose the board’s decision.")
    if in_force:
        return refused("This is accepted already. End that first, then accept the new reason.")
    return ALLOWED


def may_end(starts: date | None, ends: date | None, on: date) -> Verdict:
    """Whether an accepted exception may be ended on a day, the last on which it holds."""
    if starts and on < starts:
        return refused(f"It was accepted from {spell_day(starts)}; it cannot end before that.")
    if ends and ends <= on:
        return refused(f"It ended on {spell_day(ends)} already.")
    return ALLOWED
