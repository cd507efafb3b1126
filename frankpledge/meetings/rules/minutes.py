"""Minutes: from draft to published, and what may change in them when. No database."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.rules.decisions import DecisionFacts, may_rest_on
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# From each state of minutes, the states they may go to and the button that takes them there.
MINUTES_TRANSITIONS: dict[str, dict[str, str]] = {
    "draft": {"comments": "Send out for comments"},
    "comments": {"draft": "Take back to draft", "approved": "Approve the minutes"},
    "approved": {"published": "Publish the minutes"},
    "published": {},
}
WORDS = {"comments": "out for comments"}
STILL_OPEN = frozenset({"draft", "comments"})


@dataclass(frozen=True)
class MinutesFacts:
    """What the rules need to know of the minutes of a body's meeting on a day."""

    state: str
    body: str
    met: date
    has_content: bool


def may_be_taken(met: date | None, state: str, on: date) -> Verdict:
    """Whether the minutes of a meeting may be begun: on its day or later, if it took place."""
    if state == "cancelled":
        return refused("This meeting was cancelled, so it has no minutes.")
    if met is None:
        return refused("This meeting has no date yet. Give it one first.")
    if on < met:
        return refused(f"The meeting is on {spell_day(met)}. Minutes can be taken from that day.")
    return ALLOWED


def may_change_notes(minutes: MinutesFacts) -> Verdict:
    """Whether notes may be added, changed or removed: until the board has approved them."""
    if minutes.state in STILL_OPEN:
        return ALLOWED
    return refused(
        f"The minutes of {spell_day(minutes.met)} were approved, so they stay as they are. "
        "Record a correction instead."
    )


def minutes_may_become(
    minutes: MinutesFacts,
    state: str,
    *,
    on: date | None = None,
    until: date | None = None,
    decision: DecisionFacts | None = None,
) -> Verdict:
    """Whether minutes may go to `state`.

    For comments they need something in them, and a day `until` which is not past `on`. Approval is
    a `decision` of the same body, carried at a later meeting.
    """
    if state not in MINUTES_TRANSITIONS[minutes.state]:
        return refused(
            f"Minutes that are {_state(minutes.state)} cannot become {_state(state)}. "
            "They go from draft to comments, are approved at the next meeting, then published."
        )
    if state == "comments":
        return _may_go_out(minutes, on, until)
    if state == "approved":
        return _may_be_approved(minutes, decision)
    return ALLOWED


def _state(state: str) -> str:
    return WORDS.get(state, state)


def _may_go_out(minutes: MinutesFacts, on: date | None, until: date | None) -> Verdict:
    if not minutes.has_content:
        return refused("There is nothing in these minutes yet. Take a note first.")
    if until is None:
        return refused("Say until which day members may comment.")
    if on and until < on:
        return refused(f"Comments until {spell_day(until)} would be in the past. Give a later day.")
    return ALLOWED


def _may_be_approved(minutes: MinutesFacts, decision: DecisionFacts | None) -> Verdict:
    if decision is None:
        return refused("Minutes are approved by a decision of the next meeting. Record it first.")
    resting = may_rest_on(decision, minutes.body)
    if not resting:
        return resting
    if decision.taken <= minutes.met:
        return refused(
            f"The minutes of {spell_day(minutes.met)} are approved at a later meeting, "
            f"not by {decision.reference}."
        )
    return ALLOWED


def may_comment(state: str, until: date | None, on: date) -> Verdict:
    """Whether a member may comment: while the draft is out, and until the day that was given."""
    if state != "comments":
        return refused("The minutes are not out for comments. Write to the board’s secretary.")
    if until and on > until:
        return refused(
            f"Comments closed on {spell_day(until)}. Raise it when the board approves the minutes."
        )
    return ALLOWED


def may_correct(
    minutes: MinutesFacts,
    kind: str,
    was: str,
    now: str,
    reason: str,
    *,
    approved: date | None,
    decision: DecisionFacts | None = None,
) -> Verdict:
    """Whether approved minutes may be corrected so.

    What was decided or asked is put right by the board itself: by a decision taken no earlier than
    the one that approved the minutes. A slip in what was said needs its reason alone.
    """
    if minutes.state in STILL_OPEN or approved is None:
        return refused("These minutes are not approved yet. Change the note itself.")
    if not now.strip() or now.strip() == was.strip():
        return refused("The note says that already. Write what it should say.")
    if not reason.strip():
        return refused("Say why it is corrected: the reason stands under the minutes.")
    if kind in {"decision", "action"} and decision is None:
        return refused(
            "What the board decided or asked is corrected by the board. Choose its decision."
        )
    if decision is None:
        return ALLOWED
    resting = may_rest_on(decision, minutes.body)
    if resting and decision.taken < approved:
        return refused(f"{decision.reference} was taken before the minutes were approved.")
    return resting
