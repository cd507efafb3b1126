"""Writing quarterly updates."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.models import (
    EntryLink,
    QuarterlyUpdate,
    UpdateDocument,
    UpdateEntry,
    UpdateNotice,
    UpdateTemplate,
)
from frankpledge.review.operations.taking import take_in
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requirements.rules import KnownDate
from frankpledge.review.risks.models import Risk
from frankpledge.shared.door import Actor, StaleRecord, operation


@dataclass(frozen=True)
class Row:
    """What a group says of one document."""

    text: str
    dated: KnownDate | None
    not_applicable_reason: str


@dataclass(frozen=True)
class Line:
    """One line of a section, as it was written; for a carried one, what becomes of it.

    `links`: the bodies it names, each with how they hang together.
    """

    text: str
    request: str = ""
    title: str = ""
    carried: bool = False
    risk: Risk | None = None
    board_request: BoardRequest | None = None
    risk_choice: str = ""
    risk_why: str = ""
    request_choice: str = ""
    request_why: str = ""
    links: tuple[tuple[Body, str], ...] = ()


@dataclass(frozen=True)
class Notice:
    """A date that others should know."""

    kind: str
    title: str
    starts: date
    ends: date | None = None
    day_known: bool = True


@dataclass(frozen=True)
class Written:
    """An update as its form was filled: lines by section, document rows by document.

    `notices` None leaves those that are kept as they are: the form did not ask for them.
    """

    period: date
    chair_post: str
    vice_chair_post: str
    last_met: date | None
    entries: dict[str, tuple[Line, ...]]
    documents: dict[str, Row]
    notices: tuple[Notice, ...] | None = None


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

    What a received update says is taken into the registers it concerns, each time it is saved.
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
    if written.notices is not None:
        _notices(update, written.notices)
    if update.state == "received":
        take_in(by=by, update=update, on=on)
    return update


def _entries(update: QuarterlyUpdate, written: Written) -> None:
    """The lines of each section in the places they now have; those that are gone leave last."""
    kept = {(one.section, one.order): one for one in UpdateEntry.objects.filter(update=update)}
    for section, lines in written.entries.items():
        for order, line in enumerate(lines, start=1):
            entry = kept.pop((section, order), None) or UpdateEntry(
                update=update, section=section, order=order
            )
            _fill(entry, line)
            entry.save()
            _links(entry, line)
    for entry in kept.values():
        if entry.section in written.entries:
            entry.delete()


def _fill(entry: UpdateEntry, line: Line) -> None:
    entry.title, entry.text, entry.request = line.title, line.text, line.request
    entry.carried, entry.risk, entry.board_request = line.carried, line.risk, line.board_request
    entry.risk_choice, entry.risk_why = line.risk_choice, line.risk_why
    entry.request_choice, entry.request_why = line.request_choice, line.request_why


def _links(entry: UpdateEntry, line: Line) -> None:
    kept = {one.body_id: one for one in EntryLink.objects.filter(entry=entry)}
    for body, how in line.links:
        link = kept.pop(body.pk, None) or EntryLink(entry=entry, body=body)
        link.how = how
        link.save()
    for link in kept.values():
        link.delete()


def _documents(update: QuarterlyUpdate, written: Written) -> None:
    kept = {one.document: one for one in UpdateDocument.objects.filter(update_of=update)}
    for slug, row in written.documents.items():
        one = kept.get(slug) or UpdateDocument(update_of=update, document=slug)
        one.text = row.text
        one.dated = row.dated.day if row.dated else None
        one.precision = row.dated.precision if row.dated else ""
        one.not_applicable_reason = row.not_applicable_reason
        one.save()


def _notices(update: QuarterlyUpdate, notices: tuple[Notice, ...]) -> None:
    kept = {one.order: one for one in UpdateNotice.objects.filter(update=update)}
    for order, notice in enumerate(notices, start=1):
        one = kept.pop(order, None) or UpdateNotice(update=update, order=order)
        one.kind, one.title = notice.kind, notice.title
        one.starts, one.ends, one.day_known = notice.starts, notice.ends, notice.day_known
        one.save()
    for one in kept.values():
        one.delete()
