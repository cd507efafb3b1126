"""Reporting on an action: progress, evidence, and that it is done."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile

from frankpledge.actions.models import Action, ActionReport
from frankpledge.actions.rules import ActionFacts, may_report
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require


@dataclass(frozen=True)
class Evidence:
    """What shows that something was done: a file, or a link to where it is."""

    name: str = ""
    data: bytes = b""
    link: str = ""


NONE = Evidence()


@operation("Reported on an action")
def report(
    *,
    by: Actor,
    action: Action,
    on: date,
    text: str,
    by_body: Body | None = None,
    post: str = "",
    done: bool = False,
    evidence: Evidence = NONE,
) -> ActionReport:
    """Add a report. Two people who report at once both keep theirs: nothing is overwritten.

    Raises Refused for an action that the board has closed or dropped.
    """
    # Read afresh and held, so that a second report waits for the first instead of failing.
    held: Action = Action.objects.select_for_update().get(pk=action.pk)
    require(may_report(ActionFacts(held.state, held.asked)))
    added = ActionReport(
        action=held,
        on=on,
        by_body=by_body,
        post=post,
        text=text,
        done=done,
        evidence_name=evidence.name,
        evidence_link=evidence.link,
    )
    if evidence.data:
        suffix = evidence.name.rpartition(".")[2]
        name = f"{action.register.slug}-{held.number}.{suffix}"
        added.evidence.save(name, ContentFile(evidence.data), save=False)
    added.save()
    held.progress = text
    if done:
        held.state = "done"
    held.save()
    return added
