"""Bringing figures in from a file: what was decided on, all of it, or nothing."""

from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from frankpledge.partnership.models import Body
from frankpledge.review.indicators.importing.plan import ValuePlan, plan_values
from frankpledge.review.indicators.importing.reading import ValueReading
from frankpledge.review.indicators.models import Indicator, IndicatorValue, ValueImport
from frankpledge.review.indicators.operations.recording import value_from
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import count_of


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
    if plan.problems and not leave_out:
        told = "\n".join(f"  {problem}" for problem in plan.problems)
        mistakes = count_of(len(plan.problems), "mistake")
        require(refused(f"{reading.name}: {mistakes}. Nothing was imported.\n{told}"))
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
    kept = ValueImport(body=body, indicator=indicator, received=on, original_name=name[-200:])
    kept.original.save(f"{body.slug}.figures", ContentFile(data), save=False)
    kept.save()
    return kept


@operation("Threw a file of figures away")
def throw_file_away(*, by: Actor, waiting: ValueImport) -> None:
    """Settle a file without importing it; the file itself is deleted."""
    _settle(waiting, "thrown away", "")


@operation("Imported a file of figures")
def import_file(
    *, by: Actor, waiting: ValueImport, reading: ValueReading, today: date, leave_out: bool
) -> ValuePlan:
    """Import a file that waits, and delete it. Raises Refused."""
    if waiting.state != "waiting":
        require(refused(f"“{waiting}” has been settled already: {waiting.get_state_display()}."))
    plan = import_values(
        by=by, body=waiting.body, reading=reading, today=today, leave_out=leave_out
    )
    _settle(waiting, "imported", plan.done)
    return plan


def _settle(waiting: ValueImport, state: str, outcome: str) -> None:
    storage, name = waiting.original.storage, waiting.original.name
    waiting.state, waiting.outcome, waiting.original = state, outcome, ""
    waiting.save()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
