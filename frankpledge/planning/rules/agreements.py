"""Whether an area must have a county agreement, and what to say about its dates. No database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# The Crime and Disorder (Formulation and Implementation of Strategy) Regulations 2007 reg 9: a
# community safety agreement each year, for that year, by the strategy group of a *county* area.
REGULATION = "SI 2007/1830 reg 9"


@dataclass(frozen=True)
class Obligation:
    """Whether a place must be in a county agreement, why, and how it takes part if it does."""

    obliged: bool
    why: str
    participation: str


def agreement_obligation(*, two_tier: bool, is_party: bool) -> Obligation:
    """A county with districts must have an agreement; a unitary area may choose to join one.

    `two_tier` says that a county council covers the place as well as its own council; `is_party`
    that its council is a party to the agreement in force.
    """
    if two_tier:
        return Obligation(
            True,
            f"Two-tier: a county agreement is required ({REGULATION}).",
            "statutory" if is_party else "none",
        )
    return Obligation(
        False,
        f"Single tier: no county agreement is required ({REGULATION} is for two-tier areas).",
        "voluntary" if is_party else "none",
    )


def agreement_alerts(
    starts: date | None, ends: date | None, review_due: date | None, on: date
) -> tuple[str, ...]:
    """What a reader should know about an agreement's dates on a day."""
    alerts: list[str] = []
    if starts and ends and (ends - starts).days > 366:
        alerts.append(
            f"It runs from {spell_day(starts)} to {spell_day(ends)}; {REGULATION} asks for an "
            "agreement each year, for that year."
        )
    if review_due and review_due < on:
        alerts.append(f"Its review was due on {spell_day(review_due)}.")
    if ends and ends < on:
        alerts.append(f"It ended on {spell_day(ends)}.")
    return tuple(alerts)


def may_run(starts: date, ends: date | None) -> Verdict:
    """Whether an agreement can hold from a day until a day."""
    if ends and ends < starts:
        return refused(
            f"The last day, {spell_day(ends)}, is before the first, {spell_day(starts)}. "
            "Change one of them."
        )
    return ALLOWED


def slot_role(roles: Collection[str]) -> str:
    """As what a body signs: a partnership or a board by its chair, else as an authority."""
    if "community-safety-partnership" in roles:
        return "csp-chair"
    return "responsible-authority" if "responsible-authority" in roles else "board-chair"
