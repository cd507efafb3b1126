"""States of risks and of what is put to other bodies; closing, reopening, reviewing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

RISK_TRANSITIONS: dict[str, dict[str, str]] = {
    "open": {"closed": "Close it, with the reason"},
    "closed": {"open": "Open it again, with the reason"},
}
# One asking of one body. Asked again after an answer, it is another asking with its own answer.
ESCALATION_TRANSITIONS: dict[str, dict[str, str]] = {
    "asked": {
        "accepted": "Take it into the register",
        "returned": "Return it, with the reason",
        "withdrawn": "Withdraw it",
    },
    "returned": {"asked": "Ask again"},
    "withdrawn": {"asked": "Ask again"},
    "accepted": {},
}
LEADS_TO = {"closed": "closed", "reopened": "open"}


@dataclass(frozen=True)
class Turn:
    """On a day a risk was "closed" or "reopened"."""

    on: date
    what: str


def is_open(turns: Sequence[Turn], raised: date, on: date) -> bool:
    """Whether a risk was open on a day. On the day that it is closed it is closed."""
    if on < raised:
        return False
    until = [one for one in sorted(turns, key=lambda one: one.on) if one.on <= on]
    return not until or until[-1].what == "reopened"


def may_turn(
    state: str, what: str, on: date, why: str, *, raised: date, last: date | None, today: date
) -> Verdict:
    """Whether a risk may be "closed" or "reopened" on a day, for a reason.

    `state`: open or closed; `last`: the day of its last turn.
    """
    if LEADS_TO[what] not in RISK_TRANSITIONS[state]:
        return refused(f"It is {state} already.")
    if on > today:
        return refused(f"{spell_day(on)} is still to come. Give the day on which it happened.")
    since = max(filter(None, (raised, last)))
    if on < since:
        said = "raised" if since == raised else "closed or opened again"
        return refused(
            f"It was {said} on {spell_day(since)}, after {spell_day(on)}. Give a day since then."
        )
    if not why.strip():
        return refused("Say why: whoever reads the register will ask.")
    return ALLOWED


@dataclass(frozen=True)
class Asking:
    """What the rules need to know of an earlier asking of the same body.

    `still_open`: whether the risk that it became, if any, is open.
    """

    state: str
    still_open: bool = False


def may_ask(
    earlier: Sequence[Asking], why: str, *, risk_open: bool, reached: bool, alive: bool, to: str
) -> Verdict:
    """Whether a body may be asked to take a risk.

    `reached`: it is a board above, or sits on the board whose register this is; `alive`: the body
    has not ended.
    """
    if not risk_open:
        return refused("The risk is closed. Open it again before you put it to anybody.")
    if not alive:
        return refused(f"{to} has ended. Put the risk to the body that took over from it.")
    if not reached:
        return refused(
            f"{to} is neither a board that this body reports to nor a member of it. Choose one "
            "that is."
        )
    if any(one.state == "asked" for one in earlier):
        return refused(f"{to} has been asked already and has not answered yet.")
    if any(one.state == "accepted" and one.still_open for one in earlier):
        return refused(f"{to} has this risk in its own register already.")
    if not why.strip():
        return refused("Say why you ask: whoever answers needs the reason.")
    return ALLOWED


def may_answer(state: str, wanted: str, answer: str, *, asked: date, on: date) -> Verdict:
    """Whether an asking may be accepted, returned or withdrawn on a day."""
    if wanted not in ESCALATION_TRANSITIONS[state]:
        return refused(f"It has been {state} already.")
    if on < asked:
        return refused(f"It was asked on {spell_day(asked)}. Give a day since then.")
    if wanted == "returned" and not answer.strip():
        return refused("Say why you return it: those who asked need the reason.")
    return ALLOWED


def may_review(*, is_open: bool, note: str, on: date, next_review: date | None) -> Verdict:
    """Whether a review may be recorded: of an open risk, with what was seen, the next one later."""
    if not is_open:
        return refused("The risk is closed. Open it again before it is reviewed.")
    if not note.strip():
        return refused("Say what you found.")
    if next_review and next_review <= on:
        return refused(
            f"The next review, {spell_day(next_review)}, must be after this one, {spell_day(on)}."
        )
    return ALLOWED
