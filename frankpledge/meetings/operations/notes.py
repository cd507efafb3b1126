"""Notes under an agenda item: taken side by side, changed, removed and put back.

A decision that is taken down is a record of its own, and so is an action: the note and the record
change in the same stroke.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, ProtectedError

from frankpledge.actions.models import Action
from frankpledge.actions.operations import ask
from frankpledge.actions.operations import change as change_action
from frankpledge.meetings.models import (
    OUTCOMES,
    AgendaItem,
    Decision,
    Meeting,
    MinuteNote,
    Minutes,
    Paper,
    Recommendation,
)
from frankpledge.meetings.operations.decisions import (
    change_decision,
    day_of,
    record_decision,
    remove_decision,
    wait_in_line,
)
from frankpledge.meetings.operations.papers import has_content
from frankpledge.meetings.rules.minutes import MinutesFacts, may_change_notes
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import refused, require

PUT_RIGHT = "Put right before the minutes were approved"


@dataclass(frozen=True)
class Said:
    """What a note takes down: words, and for a decision its outcome, for an action its owner."""

    kind: str
    text: str
    outcome: str = ""
    recommendation: Recommendation | None = None
    owner: Body | None = None
    owner_post: str = ""
    due: date | None = None


def minutes_facts(minutes: Minutes) -> MinutesFacts:
    """What the rules need to know of minutes: taken here as notes, or bound in as a paper."""
    meeting = minutes.meeting
    return MinutesFacts(
        state=minutes.state,
        body=meeting.body.slug,
        met=day_of(meeting),
        has_content=MinuteNote.objects.filter(minutes=minutes).exists()
        or any(has_content(one) for one in Paper.objects.filter(minutes_of=meeting)),
    )


def _still_open(minutes: Minutes) -> Minutes:
    """The minutes as they are now, with everybody else in line behind. Raises Refused if approved.

    They may have been approved since they were read, in the other taker's window.
    """
    wait_in_line(minutes.meeting)
    found: Minutes = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
    require(may_change_notes(minutes_facts(found)))
    return found


@operation("Took a note")
def take_note(
    *,
    by: Actor,
    minutes: Minutes,
    item: AgendaItem,
    key: UUID,
    said: Said,
    taken_by: str,
    on: date,
) -> MinuteNote:
    """A note under an item, behind those already there. A decision or an action is made with it.

    `key` is made where the note is typed: sent twice over a bad line, it is kept once. Raises
    Refused.
    """
    wait_in_line(minutes.meeting)
    kept: MinuteNote | None = MinuteNote.objects.filter(key=key).first()
    if kept is not None:
        if kept.minutes_id != minutes.pk:
            require(refused("This note stands in other minutes. Type it again here."))
        return kept
    minutes = _still_open(minutes)
    _check(said, item, minutes.meeting)
    last = MinuteNote.objects.filter(item=item).aggregate(last=Max("order"))["last"]
    note = MinuteNote(
        minutes=minutes,
        item=item,
        key=key,
        order=(last or 0) + 1,
        kind=said.kind,
        text=said.text.strip(),
        taken_by=taken_by,
    )
    if said.kind == "decision":
        note.decision = record_decision(
            by=by,
            meeting=minutes.meeting,
            text=said.text,
            outcome=said.outcome,
            on=on,
            item=item,
            recommendation=said.recommendation,
        )
    if said.kind == "action":
        note.action = _asked(by, minutes.meeting, item, said)
    note.save()
    return note


def _check(said: Said, item: AgendaItem, meeting: Meeting) -> None:
    """Raises Refused for a note that cannot stand under this item."""
    if item.meeting_id != meeting.pk:
        require(refused("This item stands on another agenda. Take the note there."))
    if not said.text.strip():
        require(refused("There are no words in this note. Write them."))
    if said.kind == "decision" and said.outcome not in OUTCOMES:
        require(refused("Say what became of it: agreed, amended, not agreed, noted or deferred."))
    if said.recommendation is not None:
        _check_recommendation(said.recommendation, item, meeting)


def _check_recommendation(asked: Recommendation, item: AgendaItem, meeting: Meeting) -> None:
    """A recommendation of the item's own papers, decided once a meeting."""
    if asked.paper.item_id != item.pk:
        require(refused("This recommendation belongs to another item. Decide it there."))
    decided = Decision.objects.filter(meeting=meeting, recommendation=asked).first()
    if decided:
        require(
            refused(
                f"This recommendation is down already as {decided.get_outcome_display().lower()} "
                f"({decided.reference}). Change that note instead."
            )
        )


def _asked(by: Actor, meeting: Meeting, item: AgendaItem, said: Said) -> Action:
    day = day_of(meeting)
    return ask(
        by=by,
        register=meeting.body,
        text=said.text.strip(),
        owner=said.owner,
        owner_post=said.owner_post,
        due=said.due,
        asked=day,
        asked_at=f"{meeting.body.short_on(day)}, {meeting.when}, item {item.label}",
        asked_url=f"{meeting.get_absolute_url()}minutes/#{item.slug}",
    )


@operation("Changed a note")
def change_note(*, by: Actor, note: MinuteNote, said: Said, version: int) -> None:
    """Put a note in better words, with the decision or the action that it took down.

    Raises Refused once the minutes are approved; StaleRecord where somebody changed it first.
    """
    _still_open(note.minutes)
    if MinuteNote.objects.get(pk=note.pk).version != version:
        raise StaleRecord(str(note))
    if not said.text.strip():
        require(refused("There are no words in this note. Write them, or remove it."))
    note.text = said.text.strip()
    if note.decision:
        change_decision(by=by, decision=note.decision, text=note.text, outcome=said.outcome)
    if note.action:
        change_action(
            by=by,
            action=note.action,
            text=note.text,
            owner=said.owner,
            owner_post=said.owner_post,
            due=said.due,
            why=PUT_RIGHT,
        )
    note.save(parts_changed=True)


@operation("Removed a note")
def remove_note(*, by: Actor, note: MinuteNote) -> None:
    """Take a note away, with the decision or the action that it took down.

    Raises Refused once the minutes are approved, and where something rests on what it took down.
    """
    _still_open(note.minutes)
    decision, action = note.decision, note.action
    note.delete()
    if decision:
        remove_decision(by=by, decision=decision)
    if action:
        _take_back(action)


def _take_back(action: Action) -> None:
    try:
        action.delete()
    except ProtectedError:
        require(
            refused(
                f"Action {action.number} has been reported on or looked at, so it stays in the "
                "register. Close or drop it there, and keep the note."
            )
        )
