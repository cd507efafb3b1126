"""What a decision can bring about. No database."""

from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day


@dataclass(frozen=True)
class DecisionFacts:
    """What the rules need to know of a decision: which body took it, when, and whether carried."""

    body: str
    reference: str
    taken: date
    carried: bool


def may_record_decision(met: date | None, state: str, on: date, *, text: str) -> Verdict:
    """Whether a decision of a meeting may be recorded: on its day or later, in some words."""
    if met is None or state == "cancelled" or on < met:
        return refused("A decision is taken at a meeting that has been held. Choose one.")
    if not text.strip():
        return refused("Write what was decided.")
    return ALLOWED


def may_rest_on(decision: DecisionFacts, body: str) -> Verdict:
    """Whether something of a body may change by a decision: its own, and carried."""
    if decision.body != body:
        return refused(f"{decision.reference} was taken by another board. Choose one of its own.")
    if not decision.carried:
        return refused(
            f"{decision.reference} did not agree to it. Choose a decision that was agreed."
        )
    return ALLOWED


def may_start(decision: DecisionFacts, starts: date) -> Verdict:
    """Whether what a decision brings about may begin on a day: not before it was taken."""
    if starts >= decision.taken:
        return ALLOWED
    return refused(
        f"{decision.reference} cannot take effect on {spell_day(starts)}, before it was taken. "
        f"Give {spell_day(decision.taken)} or later."
    )
