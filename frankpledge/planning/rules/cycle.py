"""The commissioning cycle, Understand → Plan → Do → Review, and its gates from stage to stage.

For whatever is commissioned: priorities, and grants when they come. No database: an item says
what is known of it, and the gate says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day, spell_list

STAGE_TRANSITIONS: dict[str, dict[str, str]] = {
    "understand": {"plan": "Go on to Plan"},
    "plan": {"do": "Go on to Do"},
    "do": {"review": "Go on to Review"},
    "review": {"understand": "Begin again from what the review showed"},
}
STAGES = {"understand": "Understand", "plan": "Plan", "do": "Do", "review": "Review"}
# What each stage asks before it is left.
ASKS = {
    "understand": "Evidence that it rests on",
    "plan": "Who delivers it, and an agreement or a decision",
    "do": "When and by what it is reviewed",
    "review": "Nothing more: what it showed is where the next round begins",
}


@dataclass(frozen=True)
class Item:
    """What is known of something that is commissioned.

    `evidence`: what it rests on and stands; `unsettled`: what it rests on and does not, each with
    its state; `delivered_by`: the group that delivers it, or who leads on it; `set_by`: the
    agreement or decision that sets it; `since`: the day it came to its stage, None where it began
    there; `reviewed`: the day of the update or indicator that shows how it went.
    """

    stage: str
    evidence: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    delivered_by: str = ""
    set_by: str = ""
    since: date | None = None
    reviewed: date | None = None


def next_stage(stage: str) -> str:
    """The stage that follows: from Review it is Understand again."""
    return next(iter(STAGE_TRANSITIONS[stage]))


def may_leave(item: Item) -> Verdict:
    """Whether an item has what its stage asks; the reason says what is missing and what to do."""
    return _GATES[item.stage](item)


def may_go_on(item: Item, to: str, why: str) -> Verdict:
    """Whether an item may go from its stage to another, for a reason."""
    if to not in STAGE_TRANSITIONS[item.stage]:
        here, there = STAGES[item.stage], STAGES[next_stage(item.stage)]
        return refused(
            f"It is in {here}, and from there it goes on to {there}. "
            "The cycle is gone through in order."
        )
    if not (verdict := may_leave(item)):
        return verdict
    if not why.strip():
        return refused(f"Say why it goes on to {STAGES[to]}: whoever reads it later will ask.")
    return ALLOWED


def may_drop_evidence(item: Item, left: int) -> Verdict:
    """Whether evidence may be taken away. `left`: how much that stands would be left."""
    if item.stage == "understand" or left:
        return ALLOWED
    return refused(
        f"It is in {STAGES[item.stage]}, and nothing else that it rests on stands. "
        "Name other evidence first."
    )


def _may_leave_understand(item: Item) -> Verdict:
    if item.evidence:
        return ALLOWED
    if item.unsettled:
        return refused(
            f"What it rests on is not settled: {spell_list(item.unsettled)}. It cannot leave "
            "Understand before one finding is agreed, or one assessment approved."
        )
    return refused(
        "It rests on no evidence, so it cannot leave Understand. "
        "Name a finding or an assessment that it rests on."
    )


def _may_leave_plan(item: Item) -> Verdict:
    if not item.delivered_by:
        return refused(
            "Nobody delivers it, so it cannot leave Plan. "
            "Give it a delivery group, or a board that leads on it, in the area file."
        )
    if not item.set_by:
        return refused(
            "No agreement or decision sets it, so it cannot leave Plan. "
            "Name the decision of the board that set it."
        )
    return ALLOWED


def _may_leave_do(item: Item) -> Verdict:
    if item.reviewed is None:
        return refused(
            "It has no date of review, so it cannot leave Do. "
            "Give the day of the update or indicator that shows how it went."
        )
    if item.since and item.reviewed < item.since:
        return refused(
            f"Its date of review, {spell_day(item.reviewed)}, is before it came to Do on "
            f"{spell_day(item.since)}. Give the day of a later update or indicator."
        )
    return ALLOWED


def _may_leave_review(item: Item) -> Verdict:
    return ALLOWED


_GATES: dict[str, Callable[[Item], Verdict]] = {
    "understand": _may_leave_understand,
    "plan": _may_leave_plan,
    "do": _may_leave_do,
    "review": _may_leave_review,
}
