"""A priority in the commissioning cycle: what is known of it, and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.rules.cycle import year_period
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.uses import Use, rests_on_findings
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import (
    Agreement,
    LeadBoard,
    Priority,
    PriorityBasis,
    PriorityMove,
)
from frankpledge.planning.rules import STAGES, Item


def evidence_of(priority: Priority) -> list[PriorityBasis]:
    """What a priority rests on, in the order in which it was named."""
    return list(
        PriorityBasis.objects.filter(priority=priority).select_related(
            "priority", "finding__area", "assessment__body"
        )
    )


def agreement_for(priority: Priority) -> Agreement | None:
    """The newest agreement of its board that holds on some day of its year."""
    try:
        whole = year_period(priority.year)
    except ValueError:
        return None
    found: Agreement | None = (
        Agreement.objects.filter(
            Q(starts__isnull=True) | Q(starts__lte=whole.ends),
            Q(ends__isnull=True) | Q(ends__gte=whole.starts),
            board=priority.board,
        )
        .newest_first()
        .first()
    )
    return found


def item_of(priority: Priority, on: date, evidence: list[PriorityBasis] | None = None) -> Item:
    """What the cycle's gates need to know of a priority. `evidence`: where it is fetched."""
    rests_on = evidence_of(priority) if evidence is None else evidence
    leads = LeadBoard.objects.filter(priority=priority).values("board")
    wanted = Q(pk__in=leads) | Q(pk=priority.delivery_group_id)
    bodies = list(Body.objects.with_names().filter(wanted))
    bodies.sort(key=lambda one: one.pk != priority.delivery_group_id)
    agreement = agreement_for(priority)
    last = PriorityMove.objects.filter(priority=priority).last()
    decided = priority.decision.reference if priority.decision else ""
    return Item(
        stage=priority.stage,
        evidence=tuple(one.label for one in rests_on if one.stands),
        unsettled=tuple(
            f"{one.evidence} ({one.evidence.get_state_display().lower()})"
            for one in rests_on
            if not one.stands
        ),
        delivered_by=bodies[0].name_on(on) if bodies else "",
        set_by=decided or (agreement.title if agreement else ""),
        since=last.on if last else None,
        reviewed=priority.reviewed,
    )


@dataclass(frozen=True)
class Evidence:
    """What may be named as the basis of priorities: the area's findings and assessments."""

    findings: tuple[Finding, ...]
    assessments: tuple[Assessment, ...]


def evidence_for(priority: Priority, viewer: Viewer) -> Evidence:
    """What a priority may come to rest on, as far as the viewer may see it; the newest first."""
    theirs = evidence_of(priority)
    findings = (
        Finding.objects.visible_to(viewer)
        .filter(area=priority.board.area_id)
        .live()
        .exclude(pk__in=[one.finding_id for one in theirs if one.finding_id])
        .select_related("area")
        .order_by("-number")
    )
    assessments = (
        Assessment.objects.visible_to(viewer)
        .filter(body__area=priority.board.area_id)
        .exclude(pk__in=[one.assessment_id for one in theirs if one.assessment_id])
        .select_related("body")
        .order_by("-ends", "body", "-number")
    )
    return Evidence(tuple(findings), tuple(assessments))


def visible_evidence(evidence: list[PriorityBasis], viewer: Viewer) -> list[PriorityBasis]:
    """What a priority rests on, without what the viewer may not see."""
    findings = set(
        Finding.objects.visible_to(viewer)
        .filter(pk__in=[one.finding_id for one in evidence])
        .values_list("pk", flat=True)
    )
    assessments = set(
        Assessment.objects.visible_to(viewer)
        .filter(pk__in=[one.assessment_id for one in evidence])
        .values_list("pk", flat=True)
    )
    return [
        one for one in evidence if one.finding_id in findings or one.assessment_id in assessments
    ]


@rests_on_findings
def priorities_resting_on(finding: Finding, viewer: Viewer) -> Iterable[Use]:
    """The priorities that rest on a finding: they are public, so everybody sees which."""
    return _uses(PriorityBasis.objects.filter(finding=finding))


def priorities_resting_on_assessment(assessment: Assessment, viewer: Viewer) -> Iterable[Use]:
    """The priorities that rest on an assessment."""
    return _uses(PriorityBasis.objects.filter(assessment=assessment))


def _uses(found: QuerySet[PriorityBasis]) -> Iterable[Use]:
    for one in found.select_related("priority__board"):
        priority = one.priority
        yield Use("Priority", str(priority), priority.get_absolute_url(), STAGES[priority.stage])
