"""Correcting approved minutes: the only way in which they still change."""

from datetime import date

from frankpledge.meetings.models import Correction, Decision, MinuteNote
from frankpledge.meetings.operations.decisions import decision_facts, wait_in_line
from frankpledge.meetings.operations.notes import minutes_facts
from frankpledge.meetings.rules.minutes import may_correct
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import require


@operation("Corrected the minutes")
def correct_note(
    *,
    by: Actor,
    note: MinuteNote,
    now: str,
    reason: str,
    decision: Decision | None,
    on: date,
    version: int,
) -> Correction:
    """Put a note of approved minutes right. What it said stays on record, with the reason.

    The decision that the note took down is corrected with it, and the action where it still says
    the same. Raises Refused; StaleRecord where somebody corrected it first.
    """
    wait_in_line(note.minutes.meeting)
    held = MinuteNote.objects.select_related("minutes__meeting__body", "decision", "action").get(
        pk=note.pk
    )
    if held.version != version:
        raise StaleRecord(str(held))
    require(
        may_correct(
            minutes_facts(held.minutes),
            held.kind,
            held.text,
            now,
            reason,
            approved=held.minutes.approved,
            decision=decision_facts(decision) if decision else None,
        )
    )
    correction = Correction(
        note=held,
        corrected=on,
        was=held.text,
        now=now.strip(),
        reason=reason.strip(),
        decision=decision,
    )
    correction.save()
    for record in (held.decision, held.action):
        if record is not None and record.text == correction.was:
            record.text = correction.now
            record.save()
    held.text = correction.now
    held.save()
    return correction
