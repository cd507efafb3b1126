"""What received updates say of documents, stated as evidence of the board's requirements."""

from __future__ import annotations

from frankpledge.review.models import UpdateDocument
from frankpledge.review.requirements.operations import state_evidence
from tests.support.county import SECRETARY


def state_documents() -> None:
    """Every document row of every received update, on the day it came. Twice changes nothing."""
    rows = UpdateDocument.objects.filter(update_of__state="received").select_related(
        "update_of__meeting__body", "update_of__group"
    )
    for row in rows:
        update = row.update_of
        assert update.received is not None
        state_evidence(
            by=SECRETARY,
            board=update.meeting.body,
            group=update.group,
            document=row.document,
            recorded=update.received,
            text=row.text,
            known=row.known_date,
            reason=row.not_applicable_reason,
            source=f"Quarterly update, {update.period:%B %Y}",
            source_url=update.get_absolute_url(),
            meeting=update.meeting,
        )
