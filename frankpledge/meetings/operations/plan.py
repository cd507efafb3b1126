"""The forward plan's cells and proposals: every change is kept with its reason."""

from datetime import date
from typing import Any

from django.db import IntegrityError

from frankpledge.meetings.models import (
    Meeting,
    PlanChange,
    PlanEntry,
    PlanProposal,
    PlanSlot,
    PlanTheme,
)
from frankpledge.meetings.rules.plan import may_leave, may_plan_at, may_replace
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import refused, require

# What two entries that change places take with them.
CARRIED_ALONG = ("title", "about", "theme", "author", "brief")


@operation("Changed the forward plan")
def put_in_plan(
    *,
    by: Actor,
    slot: PlanSlot,
    meeting: Meeting,
    title: str,
    about: Body | None = None,
    theme: PlanTheme | None = None,
    author: Body | None = None,
    brief: str = "",
    reason: str = "",
    version: int = 0,
    on: date,
) -> PlanEntry:
    """Put an item into a slot of a meeting, or change what stands there.

    `version` is that of the entry as it was seen, nought where the cell was empty. Raises Refused;
    StaleRecord where somebody else has filled, changed or emptied the cell since.
    """
    require(may_plan_at(meeting.state))
    entry = PlanEntry.objects.filter(slot=slot, meeting=meeting).first()
    if version != (entry.version if entry else 0):
        raise StaleRecord(f"slot {slot} of {meeting}")
    was = entry.title if entry else ""
    require(may_replace(was, reason))
    entry = entry or PlanEntry(slot=slot, meeting=meeting)
    entry.title, entry.about, entry.theme = title, about, theme
    entry.author, entry.brief, entry.reason = author, brief, reason
    try:
        entry.save()
    except IntegrityError as error:
        # Another put something here between our look and our save.
        raise StaleRecord(f"slot {slot} of {meeting}") from error
    _keep(by, slot, meeting, was, title, reason, on)
    return entry


def _keep(
    by: Actor, slot: PlanSlot, meeting: Meeting, was: str, now: str, reason: str, on: date
) -> None:
    PlanChange(
        slot=slot, meeting=meeting, was=was, now=now, reason=reason, changed=on, by=by.name
    ).save()


@operation("Took an item out of the forward plan")
def take_out(*, by: Actor, entry: PlanEntry, reason: str, on: date) -> None:
    """Empty a cell. What stood there and why it went stay on record. Raises Refused."""
    require(may_leave(entry.meeting.state))
    require(may_replace(entry.title, reason))
    _keep(by, entry.slot, entry.meeting, entry.title, "", reason, on)
    entry.delete()


@operation("Moved an item in the forward plan")
def move_entry(
    *, by: Actor, entry: PlanEntry, slot: PlanSlot, meeting: Meeting, reason: str, on: date
) -> PlanEntry | None:
    """Move an item to another cell. What stands there comes back the other way.

    Returns what it changed places with, if anything. Raises Refused.
    """
    from_slot, from_meeting = entry.slot, entry.meeting
    if (from_slot.pk, from_meeting.pk) == (slot.pk, meeting.pk):
        require(refused("It stands there already. Choose another slot or another meeting."))
    if slot.standing:
        require(refused(f"Slot {slot.number} is the same at every meeting. Choose another slot."))
    require(may_leave(from_meeting.state))
    require(may_plan_at(meeting.state))
    require(may_replace(entry.title, reason))
    other = PlanEntry.objects.filter(slot=slot, meeting=meeting).first()
    title = entry.title
    _keep(by, from_slot, from_meeting, title, other.title if other else "", reason, on)
    _keep(by, slot, meeting, other.title if other else "", title, reason, on)
    if other:
        require(may_plan_at(from_meeting.state))
        _change_places(entry, other, reason)
    else:
        entry.slot, entry.meeting, entry.reason = slot, meeting, reason
        entry.save()
    return other


def _change_places(one: PlanEntry, other: PlanEntry, reason: str) -> None:
    """Swap what two cells hold: the database allows no two entries in one cell, even for a moment.

    A proposal that became one of them goes along with it.
    """
    ours: dict[str, Any] = {name: getattr(one, name) for name in CARRIED_ALONG}
    for name, value in ours.items():
        setattr(one, name, getattr(other, name))
        setattr(other, name, value)
    proposals = list(PlanProposal.objects.filter(entry__in=(one, other)))
    for proposal in proposals:
        proposal.entry = other if proposal.entry_id == one.pk else one
        proposal.save()
    for entry in (one, other):
        entry.reason = reason
        entry.save()


@operation("Proposed an item for the forward plan")
def propose(
    *,
    by: Actor,
    body: Body,
    proposed_by: Body,
    title: str,
    why: str,
    about: Body | None,
    wanted_at: Meeting | None,
    on: date,
) -> PlanProposal:
    """Ask the board to take a subject. Its secretary answers. Raises Refused."""
    if wanted_at:
        require(may_plan_at(wanted_at.state))
    proposal = PlanProposal(
        body=body,
        title=title,
        why=why,
        about=about,
        wanted_at=wanted_at,
        proposed_by=proposed_by,
        post=by.name,
        proposed=on,
    )
    proposal.save()
    return proposal


@operation("Accepted a proposal into the forward plan")
def accept_proposal(
    *, by: Actor, proposal: PlanProposal, slot: PlanSlot, meeting: Meeting, answer: str, on: date
) -> PlanEntry:
    """Put a proposal into an empty cell. Raises Refused where the cell is taken."""
    _require_open(proposal)
    if slot.standing:
        require(refused(f"Slot {slot.number} is the same at every meeting. Choose another slot."))
    taken = PlanEntry.objects.filter(slot=slot, meeting=meeting).first()
    if taken:
        require(refused(f"“{taken.title}” stands there. Choose an empty slot, or move it first."))
    entry = put_in_plan(
        by=by,
        slot=slot,
        meeting=meeting,
        title=proposal.title,
        about=proposal.about,
        author=None if proposal.about else proposal.proposed_by,
        brief=proposal.why,
        reason=f"Proposed by {proposal.post}",
        on=on,
    )
    proposal.state, proposal.entry, proposal.answer = "accepted", entry, answer
    proposal.save()
    return entry


@operation("Declined a proposal for the forward plan")
def decline_proposal(*, by: Actor, proposal: PlanProposal, answer: str) -> None:
    """Answer a proposal that the board does not take up, with the reason. Raises Refused."""
    _require_open(proposal)
    if not answer.strip():
        require(refused("Say why it is not taken up: whoever proposed it reads the answer."))
    proposal.state, proposal.answer = "declined", answer
    proposal.save()


def _require_open(proposal: PlanProposal) -> None:
    if proposal.state != "proposed":
        require(refused("This proposal has been answered already."))
