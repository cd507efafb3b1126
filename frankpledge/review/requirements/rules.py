"""What a document amounts to on a day: in place, old, not filled in, not applicable."""

from calendar import month_name
from dataclasses import dataclass
from datetime import date

from frankpledge.review.words import NOT_APPLICABLE, bare, months_between, says_nothing
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
