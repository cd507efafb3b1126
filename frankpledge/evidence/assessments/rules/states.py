"""The states of a strategic assessment, and what may happen in each."""

from __future__ import annotations

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import count_of

ASSESSMENT_TRANSITIONS: dict[str, dict[str, str]] = {
    "draft": {"in review": "Send it for review"},
    "in review": {
        "draft": "Take it back to change it",
        "approved": "Record the decision that approved it",
    },
    "approved": {"published": "Publish it"},
    "published": {"superseded": "A later one of the same body is published"},
    "superseded": {},
}
ASSESSMENT_STATES = {
    "draft": "Draft",
    "in review": "In review",
    "approved": "Approved",
    "published": "Published",
    "superseded": "Superseded",
}
# It was prepared: it counts for the year, and a county may rest on it.
MADE = ("approved", "published", "superseded")
PUBLIC = ("published", "superseded")
# What it says may still be changed.
OPEN = ("draft",)


def may_go(state: str, to: str) -> Verdict:
    """Whether an assessment may go from one state to another."""
    if to in ASSESSMENT_TRANSITIONS[state]:
        return ALLOWED
    ways = [words.lower() for words in ASSESSMENT_TRANSITIONS[state].values()]
    instead = f" What can be done: {', or '.join(ways)}." if ways else ""
    return refused(f"This assessment is {ASSESSMENT_STATES[state].lower()}.{instead}")


def may_change(state: str) -> Verdict:
    """Whether what it says may be changed: in draft, and at no other time."""
    if state in OPEN:
        return ALLOWED
    if state == "in review":
        return refused("It is being reviewed. Take it back to change it.")
    return refused(f"It is {ASSESSMENT_STATES[state].lower()}, so what it says stays as it is.")


def may_send(state: str, *, empty: tuple[str, ...], findings: int) -> Verdict:
    """Whether it may go for review. `empty`: sections that say nothing and hold no finding."""
    if not (verdict := may_go(state, "in review")):
        return verdict
    if not findings:
        return refused("It holds no finding yet. Draft it from the data, or add findings to it.")
    if empty:
        named = ", ".join(f"“{one}”" for one in empty)
        return refused(
            f"{count_of(len(empty), 'section')} said nothing yet: {named}. Write what there is to "
            "say, or that there is nothing."
        )
    return ALLOWED


def may_comment(state: str, text: str) -> Verdict:
    """Whether a reviewer may comment: while it is in review."""
    if state != "in review":
        return refused("Comments are made while it is in review.")
    if not text.strip():
        return refused("Write your comment.")
    return ALLOWED


def may_approve(state: str, *, unagreed: tuple[int, ...], unsettled: int) -> Verdict:
    """Whether a decision may approve it. `unagreed`: numbers of its findings that nobody has
    agreed, or that a release has changed since; `unsettled`: comments not dealt with."""
    if not (verdict := may_go(state, "approved")):
        return verdict
    if unagreed:
        named = ", ".join(str(one) for one in unagreed)
        return refused(
            f"These findings are not agreed, or a release changed them: {named}. Agree each, or "
            "look at it again, before the assessment is approved."
        )
    if unsettled:
        return refused(f"{count_of(unsettled, 'comment')} not dealt with yet. Settle each first.")
    return ALLOWED
