"""Priorities: the evidence they rest on, the decision that set them, and their stage."""

from __future__ import annotations

from datetime import date

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.findings.models import Finding
from frankpledge.meetings.models import Decision
from frankpledge.meetings.operations.decisions import decision_facts
from frankpledge.meetings.rules.decisions import may_rest_on
from frankpledge.planning.models import Priority, PriorityBasis, PriorityMove
from frankpledge.planning.queries.cycle import evidence_of, item_of
from frankpledge.planning.rules.cycle import may_drop_evidence, may_go_on
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import refused, require


@operation("Named what a priority rests on")
def name_basis(
    *,
    by: Actor,
    priority: Priority,
    evidence: Finding | Assessment,
    why: str,
    who: str,
    on: date,
) -> PriorityBasis:
    """A priority rests on a finding or an assessment. `who`: the post that says so.

    Raises Refused without a reason, for another area's evidence, or where it is named already.
    """
    if not why.strip():
        require(refused("Say why it matters for this priority."))
    finding = evidence if isinstance(evidence, Finding) else None
    assessment = evidence if isinstance(evidence, Assessment) else None
    if _area_of(evidence) != priority.board.area_id:
        require(refused("This is another area’s evidence. Choose some of the board’s own area."))
    if finding and finding.state == "withdrawn":
        require(refused("This finding is withdrawn. Choose one that stands."))
    if any(one.evidence == evidence for one in evidence_of(priority)):
        require(refused("The priority rests on this already. Choose something else."))
    made = PriorityBasis(
        priority=priority,
        finding=finding,
        assessment=assessment,
        why=why.strip(),
        who=who,
        on=on,
    )
    made.save()
    return made


def _area_of(evidence: Finding | Assessment) -> int:
    area: int = evidence.area_id if isinstance(evidence, Finding) else evidence.body.area_id
    return area


@operation("Took away what a priority rested on")
def drop_basis(*, by: Actor, basis: PriorityBasis, on: date) -> None:
    """It no longer rests on it. Raises Refused where nothing that stands would be left under a
    priority that has gone on from Understand."""
    # As it is now: it may have gone on since the caller fetched it.
    priority = Priority.objects.select_related("board", "decision__meeting__body").get(
        pk=basis.priority_id
    )
    others = [one for one in evidence_of(priority) if one.pk != basis.pk and one.stands]
    require(may_drop_evidence(item_of(priority, on), len(others)))
    basis.delete()


@operation("Named the decision that set a priority")
def set_by_decision(*, by: Actor, priority: Priority, decision: Decision) -> None:
    """As its board decided. Raises Refused without a carried decision of that board."""
    require(may_rest_on(decision_facts(decision), priority.board.slug))
    priority.decision = decision
    priority.save()


@operation("Gave a priority its date of review")
def give_review(*, by: Actor, priority: Priority, day: date, by_what: str) -> None:
    """When it is reviewed, and the update or indicator that shows how it went. Raises Refused."""
    if not by_what.strip():
        require(refused("Name the update or indicator that shows how it went."))
    priority.reviewed, priority.reviewed_by = day, by_what.strip()
    priority.save()


@operation("Moved a priority on in the cycle")
def move_priority(
    *,
    by: Actor,
    priority: Priority,
    to: str,
    why: str,
    on: date,
    who: str = "",
    version: int | None = None,
) -> PriorityMove:
    """To the next stage, for a reason. `who`: the post that moves it.

    Raises Refused with what is missing; StaleRecord where somebody changed it since `version`.
    """
    if version is not None and priority.version != version:
        raise StaleRecord(str(priority))
    require(may_go_on(item_of(priority, on), to, why))
    move = PriorityMove(
        priority=priority, on=on, was=priority.stage, became=to, why=why.strip(), who=who or by.name
    )
    priority.stage = to
    priority.save()
    move.save()
    return move
