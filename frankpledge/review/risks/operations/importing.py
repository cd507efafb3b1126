"""Bringing a register of risks in from a file: what was decided on, all of it, or nothing."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.review.risks.importing.plan import RiskChange, RiskPlan, plan_import
from frankpledge.review.risks.importing.reading import RiskReading
from frankpledge.review.risks.models import Risk, RiskControl, RiskImport, RiskReview
from frankpledge.review.risks.operations.closing import close_risk
from frankpledge.review.risks.operations.raising import name_cause, next_number
from frankpledge.review.risks.operations.working import score_risk
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.waiting import require_no_mistakes

FROM_FILE = "As the file says"


@operation("Imported risks")
def import_risks(
    *, by: Actor, register: Body, reading: RiskReading, today: date, leave_out: bool = False
) -> RiskPlan:
    """Add what a file holds, and bring up to date what the register holds already.

    The register is held meanwhile. Raises Refused, and changes nothing, where a row cannot be read
    and it was not decided to `leave_out` such rows.
    """
    number = next_number(register)
    plan = plan_import(register, reading, today)
    if not leave_out:
        require_no_mistakes(reading.name, plan.problems)
    for place, one in enumerate(plan.additions):
        risk = Risk(
            register=register,
            number=number + place,
            raised=one.wanted.raised or today,
            raised_words=one.wanted.raised_words,
            first_review=one.review,
            source=f"{reading.name[:200]}, {one.wanted.where}"[:300],
        )
        _apply(by, risk, one, today)
    for one in plan.again:
        assert one.risk is not None  # a change of what the register holds
        if one.review:
            RiskReview(risk=one.risk, on=today, note=FROM_FILE, next_review=one.review).save()
        _apply(by, one.risk, one, today)
    return plan


def _apply(by: Actor, risk: Risk, change: RiskChange, today: date) -> None:
    for name, value in change.fields.items():
        setattr(risk, name, value)
    if change.cause:
        risk.cause = name_cause(by=by, register=risk.register, name=change.cause)
    risk.save()
    for kind, scored in (("current", change.score), ("target", change.target)):
        if scored:
            likelihood, impact, on = scored
            score_risk(
                by=by,
                risk=risk,
                on=on,
                today=today,
                likelihood=likelihood,
                impact=impact,
                why=FROM_FILE,
                kind=kind,
            )
    for text in change.controls:
        RiskControl(risk=risk, text=text).save()
    if change.close:
        on, why = change.close
        close_risk(by=by, risk=risk, on=on, why=why)


# ---------------------------------------------------------------- files that wait


@operation("Sent a file of risks")
def keep_file(*, by: Actor, register: Body, name: str, data: bytes, on: date) -> RiskImport:
    """Keep a file until somebody has decided on it. Others that wait are thrown away."""
    for one in RiskImport.objects.filter(register=register, state="waiting"):
        throw_file_away(by=by, waiting=one)
    kept = RiskImport(register=register, received=on, original_name=name)
    kept.hold(f"{register.slug}.register", data)
    kept.save()
    return kept


@operation("Threw a file of risks away")
def throw_file_away(*, by: Actor, waiting: RiskImport) -> None:
    """Settle a file without importing it; the file itself is deleted."""
    waiting.settle("thrown away")
    waiting.save()


@operation("Imported a file of risks")
def import_file(
    *, by: Actor, waiting: RiskImport, reading: RiskReading, today: date, leave_out: bool
) -> RiskPlan:
    """Import a file that waits, and delete it: it may name people. Raises Refused."""
    waiting.require_waiting()
    plan = import_risks(
        by=by, register=waiting.register, reading=reading, today=today, leave_out=leave_out
    )
    waiting.settle("imported", plan.done)
    waiting.save()
    return plan
