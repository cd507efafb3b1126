"""Writing quarterly updates."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.models import (
    QuarterlyUpdate,
    UpdateDocument,
    UpdateEntry,
    UpdateTemplate,
)
from frankpledge.review.requirements.rules import KnownDate
from frankpledge.shared.door import Actor, StaleRecord, operation


@dataclass(frozen=True)
class Row:
    """What a group says of one document."""

    text: str
    dated: KnownDate | None
    not_applicable_reason: str


@dataclass(frozen=True)
class Written:
    """An update as its form was filled: entries as (text, request) pairs by section."""

    period: date
    chair_post: str
    vice_chair_post: str
    last_met: date | None
    entries: dict[str, tuple[tuple[str, str], ...]]
    documents: dict[str, Row]


@operation("Wrote a quarterly update")
def write_update(
    *,
    by: Actor,
    group: Body,
    meeting: Meeting,
    template: UpdateTemplate,
    written: Written,
    send: bool,
    on: date,
    version: int | None,
) -> QuarterlyUpdate:
    """Keep a group's update for a meeting; `send` hands it to the board's secretary.

    `version` is that of the update the form started from, None for a new one. Raises StaleRecord
    where somebody else has saved it since.
    """
    update = QuarterlyUpdate.objects.filter(group=group, meeting=meeting).first()
    if (update.version if update else None) != version:
        raise StaleRecord(str(update))
    update = update or QuarterlyUpdate(group=group, meeting=meeting, template=template)
    update.period = written.period
    update.chair_post, update.vice_chair_post = written.chair_post, written.vice_chair_post
    update.last_met = written.last_met
    if send and update.state != "received":
        update.state, update.received = "received", on
    update.save(parts_changed=True)
    _entries(update, written)
    _documents(update, written)
    return update


def _entries(update: QuarterlyUpdate, written: Written) -> None:
    kept = {(one.section, one.order): one for one in UpdateEntry.objects.filter(update=update)}
    for section, pairs in written.entries.items():
        for order, (text, request) in enumerate(pairs, start=1):
            entry = kept.pop((section, order), None) or UpdateEntry(
                update=update, section=section, order=order
            )
            entry.text, entry.request = text, request
            entry.save()
    for entry in kept.values():
        if entry.section in written.entries:
            entry.delete()


def _documents(update: QuarterlyUpdate, written: Written) -> None:
    kept = {one.document: one for one in UpdateDocument.objects.filter(update_of=update)}
    for slug, row in written.documents.items():
        one = kept.get(slug) or UpdateDocument(update_of=update, document=slug)
        one.text = row.text
        one.dated = row.dated.day if row.dated else None
        one.precision = row.dated.precision if row.dated else ""
        one.not_applicable_reason = row.not_applicable_reason
        one.save()
