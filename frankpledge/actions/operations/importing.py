"""Bringing an action log into a register: all of it, or nothing."""

from datetime import date

from frankpledge.actions.importing.plan import Addition, Again, Plan, Whose, plan_import
from frankpledge.actions.importing.reading import Reading
from frankpledge.actions.models import Action, ActionImport, ActionLook, ActionReport
from frankpledge.actions.operations.asking import next_number
from frankpledge.actions.operations.looking import look
from frankpledge.actions.rules import OUTCOME_STATES
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.waiting import require_no_mistakes
from frankpledge.shared.words import spell_day

FROM_FILE = "As the file says"


@operation("Imported actions")
def import_actions(
    *, by: Actor, register: Body, reading: Reading, today: date, keep_names: bool = False
) -> Plan:
    """Add what a log holds, and bring up to date what the register holds already.

    The register is held meanwhile, so that the plan is made of what is there. Raises Refused, and
    changes nothing, where anything in the file cannot be read.
    """
    first = next_number(register)
    plan = plan_import(register, reading, today, keep_names=keep_names)
    require_no_mistakes(reading.name, plan.problems)
    meeting = reading.meeting
    assert meeting is not None  # a file without one has a problem
    _add(register, reading.name, first, plan.additions, meeting)
    for one in plan.again:
        _bring_up_to_date(by, one, meeting, today)
    return plan


def _add(register: Body, name: str, first: int, additions: list[Addition], meeting: date) -> None:
    actions = Action.objects.add_all(
        [
            _action(register, name, number, one, meeting)
            for number, one in enumerate(additions, start=first)
        ]
    )
    pairs = list(zip(actions, additions, strict=True))
    ActionLook.objects.add_all(
        [
            ActionLook(action=action, on=meeting, outcome=one.outcome, note=FROM_FILE)
            for action, one in pairs
            if one.outcome
        ]
    )
    ActionReport.objects.add_all(
        [
            ActionReport(action=action, on=meeting, post=FROM_FILE, text=one.wanted.progress)
            for action, one in pairs
            if one.wanted.progress
        ]
    )


def _action(register: Body, name: str, number: int, one: Addition, meeting: date) -> Action:
    state = OUTCOME_STATES.get(one.outcome, "open")
    settled = state in ("closed", "dropped")
    before = one.outcome == "carried" and one.asked == meeting
    return Action(
        register=register,
        number=number,
        ref=one.wanted.ref,
        text=one.wanted.text,
        due=one.wanted.due,
        due_words=one.wanted.due_words,
        asked=one.asked,
        asked_at=f"a meeting before {spell_day(meeting)}" if before else "",
        state=state,
        closed=meeting if settled else None,
        closed_why=FROM_FILE if settled else "",
        progress=one.wanted.progress,
        source=f"{name[:200]}, {one.wanted.where}"[:300],
        **_owner(one.whose),
    )


def _owner(whose: Whose) -> dict[str, object]:
    return {
        "owner": whose.body,
        "owner_post": whose.post[:200],
        "owner_words": whose.words[:200],
    }


def _bring_up_to_date(by: Actor, one: Again, meeting: date, today: date) -> None:
    action = one.action
    if one.due:
        action.due, action.due_words = one.due, ""
    if one.whose.body:
        action.owner, action.owner_post, action.owner_words = one.whose.body, one.whose.post, ""
    if one.progress:
        report = ActionReport(action=action, on=meeting, post=FROM_FILE, text=one.progress)
        report.save()
        action.progress = one.progress
    if one.outcome:
        look(by=by, action=action, on=meeting, today=today, outcome=one.outcome, note=FROM_FILE)
    action.save()


# ---------------------------------------------------------------- files that wait


@operation("Sent a file of actions")
def keep_file(
    *, by: Actor, register: Body, name: str, data: bytes, meeting: date | None, on: date
) -> ActionImport:
    """Keep a file until the secretary has seen what was read. Others that wait are thrown away."""
    for one in ActionImport.objects.filter(register=register, state="waiting"):
        throw_file_away(by=by, waiting=one)
    kept = ActionImport(register=register, meeting=meeting, received=on, original_name=name)
    kept.hold(f"{register.slug}.log", data)
    kept.save()
    return kept


@operation("Threw a file of actions away")
def throw_file_away(*, by: Actor, waiting: ActionImport) -> None:
    """Settle a file without importing it; the file itself is deleted."""
    waiting.settle("thrown away")
    waiting.save()


@operation("Imported a file of actions")
def import_file(
    *, by: Actor, waiting: ActionImport, reading: Reading, today: date, keep_names: bool
) -> Plan:
    """Import a file that waits, and delete it: it may name people. Raises Refused."""
    waiting.require_waiting()
    plan = import_actions(
        by=by, register=waiting.register, reading=reading, today=today, keep_names=keep_names
    )
    waiting.meeting = reading.meeting
    waiting.settle("imported", plan.done)
    waiting.save()
    return plan
