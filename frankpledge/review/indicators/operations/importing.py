"""Bringing figures in from a file: what was decided on, all of it, or nothing."""

from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.importing.plan import ValuePlan, plan_values
from frankpledge.review.indicators.importing.reading import ValueReading
from frankpledge.review.indicators.models import Indicator, IndicatorValue, ValueImport
from frankpledge.review.indicators.operations.recording import value_from
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.waiting import require_no_mistakes


@operation("Imported figures")
def import_values(
    *, by: Actor, body: Body, reading: ValueReading, today: date, leave_out: bool = False
) -> ValuePlan:
    """Record what a file holds and the record does not say yet.

    The body is held meanwhile, so that the plan is made of what is there. Raises Refused, and
    changes nothing, where a row cannot be read and it was not decided to `leave_out` such rows.
    """
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    plan = plan_values(reading, today)
    if not leave_out:
        require_no_mistakes(reading.name, plan.problems)
    changes = [*plan.additions, *plan.revisions]
    values = []
    for one in changes:
        value = value_from(one.series, one.wanted.figure, one.recorded)
        value.source = value.source or f"{reading.name[:200]}, {one.wanted.where}"[:300]
        values.append(value)
    IndicatorValue.objects.add_all(values)
    for indicator in Indicator.objects.filter(pk__in={one.wanted.indicator.pk for one in changes}):
        indicator.save(parts_changed=True)
    return plan


# ---------------------------------------------------------------- files that wait


@operation("Sent a file of figures")
def keep_file(
    *, by: Actor, body: Body, name: str, data: bytes, on: date, indicator: Indicator | None = None
) -> ValueImport:
    """Keep a file until somebody has decided on it. Others that wait are thrown away."""
    for one in ValueImport.objects.filter(body=body, state="waiting"):
        throw_file_away(by=by, waiting=one)
    kept = ValueImport(body=body, indicator=indicator, received=on, original_name=name)
    kept.hold(f"{body.slug}.figures", data)
    kept.save()
    return kept


@operation("Threw a file of figures away")
def throw_file_away(*, by: Actor, waiting: ValueImport) -> None:
    """Settle a file without importing it; the file itself is deleted."""
    waiting.settle("thrown away")
    waiting.save()


@operation("Imported a file of figures")
def import_file(
    *, by: Actor, waiting: ValueImport, reading: ValueReading, today: date, leave_out: bool
) -> ValuePlan:
    """Import a file that waits, and delete it. Raises Refused."""
    waiting.require_waiting()
    plan = import_values(
        by=by, body=waiting.body, reading=reading, today=today, leave_out=leave_out
    )
    waiting.settle("imported", plan.done)
    waiting.save()
    return plan
