"""What boards have decided about agreements and priorities: for their pages, and a decision's."""

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.meetings.models import Decision
from frankpledge.meetings.queries.decisions import Brought, brings_about
from frankpledge.partnership.people import Viewer
from frankpledge.planning.models import Agreement, AgreementDecision, Priority


@dataclass(frozen=True)
class DecidedLine:
    """A decision that changed an agreement; `url` is empty where the viewer may not see it."""

    words: str
    url: str


@brings_about
def agreements_brought_about(decision: Decision) -> Iterable[Brought]:
    """Agreements adopted, amended and reviewed by a decision."""
    for one in AgreementDecision.objects.filter(decision=decision).select_related("agreement"):
        words = f"{one.agreement.title}: {one.get_what_display().lower()}"
        yield Brought(words, one.agreement.get_absolute_url())


@brings_about
def priorities_brought_about(decision: Decision) -> Iterable[Brought]:
    """Priorities that a decision set."""
    for one in Priority.objects.filter(decision=decision).select_related("board"):
        yield Brought(f"{one}: set as a priority", one.get_absolute_url())


def decisions_on(agreement: Agreement, viewer: Viewer) -> tuple[DecidedLine, ...]:
    """The decisions that made an agreement what it is, in order."""
    found = list(
        AgreementDecision.objects.filter(agreement=agreement).select_related(
            "decision__meeting__body"
        )
    )
    visible = set(
        Decision.objects.visible_to(viewer)
        .filter(pk__in=[one.decision_id for one in found])
        .values_list("pk", flat=True)
    )
    return tuple(
        DecidedLine(
            words=f"{one.get_what_display()} by {one.decision.reference}",
            url=one.decision.get_absolute_url() if one.decision_id in visible else "",
        )
        for one in found
    )
