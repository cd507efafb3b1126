"""A review of services by their survey: returns, spend, savings, relevance, and change expected.

Money is in pounds, as Decimal, as it was given. The papers that such figures come from state
totals and shares of their own; here these are worked out anew, and differences are said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.analytics.comparing.changes import HUNDRED, rounded, spoken
from frankpledge.analytics.overlaps import Parts, parts_of_whole


@dataclass(frozen=True, slots=True)
class Returns:
    """How many of the possible returns came back, in per cent, and what to beware of."""

    percent: Decimal
    words: str
    warnings: tuple[str, ...]


def return_rate(
    completed: int, potential: int, also_counted: Mapping[str, int] | None = None
) -> Returns:
    """51 of 64 is 79.7%. `also_counted`: how many another source says there are, by its name.

    Each that differs is a warning, and none is used in place of `potential`. Raises ValueError
    where more came back than could, or none could.
    """
    if potential <= 0 or not 0 <= completed <= potential:
        raise ValueError(f"{completed:,} returns cannot be a part of {potential:,}.")
    percent = HUNDRED * completed / Decimal(potential)
    warnings = [
        f"{potential:,} possible returns are not the {count:,} {name}: find out why before the "
        "rate is quoted for those."
        for name, count in (also_counted or {}).items()
        if count != potential
    ]
    words = f"{rounded(percent)}%, {completed:,} of {potential:,} returned"
    return Returns(percent, words, tuple(warnings))


@dataclass(frozen=True, slots=True)
class Spend:
    """What one group of services costs."""

    group: str
    services: int
    spend: Decimal


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The sum of a spend table beside its stated total; `rounding`: that explains what differs."""

    total: Decimal
    services: int
    difference: Decimal
    rounding: bool
    words: str

    def share(self, part: Decimal, places: int = 2) -> str:
        """What a funder's part is of the sum: "3.15%, £236,484 of £7,506,300"."""
        if not 0 <= part <= self.total or not self.total:
            raise ValueError(f"{pounds(part)} cannot be a part of {pounds(self.total)}.")
        percent = rounded(part * HUNDRED / self.total, places)
        return f"{percent}%, {pounds(part)} of {pounds(self.total)}"


def reconcile(lines: Sequence[Spend], stated: Decimal, stated_to: Decimal) -> Reconciled:
    """Hold the sum of the lines against the total a paper states, to the nearest `stated_to`.

    £7.5m is stated to the nearest 100,000: a sum within 50,000 of it differs by rounding alone.
    Raises ValueError for a spend or a number of services below nought, a group named twice, or a
    `stated_to` that is not above nought.
    """
    if stated_to <= 0:
        raise ValueError("Say what the stated total is rounded to: 100,000 for £7.5m, 1 for £7.")
    for line in lines:
        if line.spend < 0 or line.services < 0:
            raise ValueError(f"{line.group}: neither spend nor services are below nought.")
    names = [line.group for line in lines]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"“{twice}” is in the table twice.")
    total = sum((line.spend for line in lines), Decimal(0))
    apart = total - stated
    near = abs(apart) * 2 <= stated_to
    sums = f"The {len(lines)} groups sum to {pounds(total)}, and {pounds(stated)} is stated"
    if not apart:
        words = f"{sums}: they agree."
    elif near:
        words = f"{sums}: the difference of {pounds(abs(apart))} is rounding."
    else:
        words = f"{sums}: the difference of {pounds(abs(apart))} is more than rounding. Ask why."
    return Reconciled(total, sum(line.services for line in lines), apart, near, words)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal for a saving, in pounds, and whether it has been decided."""

    name: str
    saving: Decimal
    decided: bool


@dataclass(frozen=True, slots=True)
class Savings:
    """Progress against a savings target: achieved in per cent, what remains, what is decided."""

    percent: Decimal
    remaining: Decimal
    decided: Decimal
    words: str


def savings(target: Decimal, achieved: Decimal, proposals: Sequence[Proposal] = ()) -> Savings:
    """£100,000 of £1,000,000 is 10%, and £900,000 remains; proposals count once decided, apart.

    Raises ValueError for a target not above nought, or savings below nought.
    """
    if target <= 0 or achieved < 0 or any(one.saving < 0 for one in proposals):
        raise ValueError("A savings target is above nought, and no saving is below it.")
    percent = achieved * HUNDRED / target
    remaining = max(target - achieved, Decimal(0))
    agreed = [one for one in proposals if one.decided]
    decided = sum((one.saving for one in agreed), Decimal(0))
    first = f"{pounds(achieved)} of {pounds(target)} is saved ({spoken(percent)}%)"
    rest = f"{pounds(remaining)} remains" if remaining else "the target is met"
    if agreed:
        of = f"{len(agreed)} of {len(proposals)} proposals" if len(proposals) > 1 else "A proposal"
        are = "are" if len(proposals) > 1 else "is"
        then = f"{of} {are} decided, for {pounds(decided)} more."
    else:
        then = "No proposals are decided."
    return Savings(percent, remaining, decided, f"{first}; {rest}. {then}")


@dataclass(frozen=True, slots=True)
class Relevance:
    """A service's score against a strategy, and what follows; both None where it sent nothing."""

    service: str
    score: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class RelevanceReview:
    """All services of a review, those assessed first, and the words for it."""

    services: tuple[Relevance, ...]
    words: str

    @property
    def assessed(self) -> tuple[Relevance, ...]:
        """The services that sent information."""
        return tuple(one for one in self.services if one.score is not None)


NO_CONCERN, SOME_CONCERN = "no concern", "some concern"
CONTRIBUTES_NOT, NOT_ASSESSED = "does not contribute", "not assessed: sent no information"


def relevance_review(
    scores: Mapping[str, Mapping[str, int] | None],
    aims: Sequence[str],
    no_concern_from: int,
    most: int = 3,
) -> RelevanceReview:
    """Score each service against the aims of a strategy, before anything is said of savings.

    `scores`: service → aim → 0 to `most`, or None where the service sent no information: it is
    left out, and that is said, for no answer is not a poor one. From a sum of `no_concern_from`
    on there is no concern; a service that scores on no aim does not contribute.

    Raises ValueError that names the service, for an aim without a score, or a score out of range.
    """
    found = []
    for service, given in scores.items():
        if given is None:
            continue
        if set(given) != set(aims):
            raise ValueError(f"{service}: give a score for each aim: {', '.join(aims)}.")
        wrong = next((aim for aim, score in given.items() if not 0 <= score <= most), None)
        if wrong is not None:
            raise ValueError(f"{service}, {wrong}: {given[wrong]} is not within 0 to {most}.")
        score = sum(given.values())
        outcome = NO_CONCERN if score >= no_concern_from else SOME_CONCERN
        found.append(Relevance(service, score, outcome if score else CONTRIBUTES_NOT))
    silent = [service for service, given in scores.items() if given is None]
    services = (*found, *(Relevance(service, None, NOT_ASSESSED) for service in silent))
    return RelevanceReview(services, _relevance_words(found, silent))


def _relevance_words(found: Sequence[Relevance], silent: Sequence[str]) -> str:
    if not found:
        return "No service sent information, so none is assessed."
    clear = sum(one.outcome == NO_CONCERN for one in found)
    giving = sum(one.outcome != CONTRIBUTES_NOT for one in found)
    all_or = "All" if giving == len(found) else f"{giving:,}"
    words = (
        f"{all_or} of the {len(found):,} services assessed contribute to the strategy; "
        f"with {clear:,} there is no concern."
    )
    if silent:
        words += f" Not assessed, since they sent no information ({len(silent):,}): "
        words += f"{', '.join(silent)}."
    return words


def expected_change(shares: Mapping[str, Decimal]) -> Parts:
    """Whether needs are expected to fall, rise or stay: 35%, 22% and 31% leave 12% not stated.

    What is not stated is never shared out. Raises ValueError for parts of more than the whole.
    """
    return parts_of_whole(list(shares.values()))


def pounds(amount: Decimal) -> str:
    """An amount in pounds: £7,506,300, or with its pence, £12.50."""
    sign = "−" if amount < 0 else ""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{sign}£{abs(rounded(amount, places)):,}"
