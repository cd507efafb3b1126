"""Quarterly updates: one update, the round for a meeting, and what a secretary should know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.contributions import ToCheck, gathers, warns
from frankpledge.meetings.models import AgendaItem, Meeting
from frankpledge.meetings.queries.deadlines import deadlines_of
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateDocument,
    UpdateEntry,
    UpdateTemplate,
)
from frankpledge.review.requirements.rules import DocumentState, document_state
from frankpledge.review.rules import not_met_since, stale_label
from frankpledge.review.words import asks_nothing, says_nothing


@dataclass(frozen=True)
class EntryLine:
    """What a group says, and what it asks in return: "" where it asks for nothing."""

    title: str
    text: str
    request: str
    for_information: bool
    carried: bool


@dataclass(frozen=True)
class SectionLines:
    """One section of an update; a section with nothing to say has no lines."""

    section: TemplateSection
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True)
class DocumentLine:
    """One document row of an update."""

    title: str
    text: str
    dated: str
    reason: str
    state: DocumentState


@dataclass(frozen=True)
class UpdatePage:
    """One group's update, normalised, with its warnings."""

    update: QuarterlyUpdate
    group: Body
    group_name: str
    sections: tuple[SectionLines, ...]
    documents: tuple[DocumentLine, ...]
    warnings: tuple[str, ...]

    def lines(self, section: str) -> tuple[EntryLine, ...]:
        """The lines of one section, by its slug."""
        return next((one.lines for one in self.sections if one.section.slug == section), ())

    @property
    def documents_filled(self) -> int:
        """How many document rows have an answer."""
        return sum(1 for one in self.documents if one.state.state not in {"blank", "reason-needed"})

    @property
    def requests(self) -> tuple[str, ...]:
        """Everything asked of the board, in order."""
        return tuple(line.request for one in self.sections for line in one.lines if line.request)


@dataclass(frozen=True)
class Round:
    """The updates of one meeting: those expected, those in, those to follow."""

    meeting: Meeting
    template: UpdateTemplate | None
    expected: tuple[Body, ...]
    received: tuple[UpdatePage, ...]
    outstanding: tuple[tuple[Body, str], ...]

    @property
    def share(self) -> str:
        """How many of those expected are in: "7 of 9 (77.8%)"."""
        count, whole = len(self.received), len(self.expected)
        return f"{count} of {whole} ({count / whole:.1%})" if whole else "none expected"


def update_round(meeting: Meeting, viewer: Viewer | None, day: date) -> Round:
    """The round of updates for a meeting, as a viewer may see it.

    `viewer` None means the round itself is being assembled, by a pack or for its secretary.
    """
    template = UpdateTemplate.objects.filter(board=meeting.body).first()
    if template is None:
        return Round(meeting, None, (), (), ())
    expected = tuple(
        Body.objects.with_names()
        .filter(area=meeting.body.area)
        .holding(template.expected_from_role, day)
    )
    every = QuarterlyUpdate.objects.filter(meeting=meeting, state="received")
    shown = every if viewer is None else every.visible_to(viewer)
    pages = _pages(list(shown.select_related("meeting__body", "group")), meeting, template, day)
    # Whether an update has come in is no secret; what it says may be.
    arrived = set(every.values_list("group_id", flat=True))
    return Round(
        meeting=meeting,
        template=template,
        expected=expected,
        received=pages,
        outstanding=tuple((body, body.name_on(day)) for body in expected if body.pk not in arrived),
    )


def _pages(
    updates: list[QuarterlyUpdate], meeting: Meeting, template: UpdateTemplate, day: date
) -> tuple[UpdatePage, ...]:
    sections = list(TemplateSection.objects.filter(template=template))
    documents = list(TemplateDocument.objects.filter(template=template))
    entries = list(UpdateEntry.objects.filter(update__in=updates))
    rows = list(UpdateDocument.objects.filter(update_of__in=updates))
    groups = Body.objects.with_names().in_bulk([update.group_id for update in updates])
    previous = _previous_meeting(meeting)
    found: list[UpdatePage] = []
    for update in updates:
        lines = _document_lines(documents, [r for r in rows if r.update_of_id == update.pk], day)
        own = [entry for entry in entries if entry.update_id == update.pk]
        found.append(
            UpdatePage(
                update=update,
                group=groups[update.group_id],
                group_name=groups[update.group_id].name_on(day),
                sections=tuple(_section(section, own) for section in sections),
                documents=lines,
                warnings=_warnings(update, lines, day, previous),
            )
        )
    return tuple(found)


def update_page(update: QuarterlyUpdate, day: date) -> UpdatePage:
    """One update."""
    return _pages([update], update.meeting, update.template, day)[0]


def _section(section: TemplateSection, entries: list[UpdateEntry]) -> SectionLines:
    lines = tuple(
        EntryLine(
            title=entry.title,
            text="" if says_nothing(entry.text) else entry.text,
            request="" if asks_nothing(entry.request) else entry.request,
            for_information=asks_nothing(entry.request) and not says_nothing(entry.request),
            carried=entry.carried,
        )
        for entry in entries
        if entry.section == section.slug
        and not (says_nothing(entry.text) and asks_nothing(entry.request))
    )
    return SectionLines(section, lines)


def _document_lines(
    documents: list[TemplateDocument], rows: list[UpdateDocument], day: date
) -> tuple[DocumentLine, ...]:
    by_slug = {row.document: row for row in rows}
    found: list[DocumentLine] = []
    for document in documents:
        row = by_slug.get(document.slug)
        text, known = (row.text, row.known_date) if row else ("", None)
        reason = row.not_applicable_reason if row else ""
        state = document_state(
            document.title, text, known, reason, on=day, old_after_months=document.old_after_months
        )
        found.append(DocumentLine(document.title, text, str(known or ""), reason, state))
    return tuple(found)


def _previous_meeting(meeting: Meeting) -> date | None:
    if meeting.date is None:
        return None
    return (
        Meeting.objects.filter(body=meeting.body, date__lt=meeting.date)
        .taking_place()
        .order_by("-date")
        .values_list("date", flat=True)
        .first()
    )


def _warnings(
    update: QuarterlyUpdate, documents: tuple[DocumentLine, ...], day: date, previous: date | None
) -> tuple[str, ...]:
    found = [stale_label(update.period, day)]
    found.append(not_met_since(update.met_since_board, update.last_met, previous))
    blank = [one.title.lower() for one in documents if one.state.state == "blank"]
    if blank:
        found.append(
            f"{len(blank)} of {len(documents)} document rows not filled in: {', '.join(blank)}"
        )
    found += [one.state.warning for one in documents if one.state.state in {"old", "reason-needed"}]
    return tuple(warning for warning in found if warning)


@warns
def update_warnings(meeting: Meeting, on: date) -> tuple[ToCheck, ...]:
    """What a secretary should know of a meeting's updates before they go out."""
    found = update_round(meeting, None, meeting.date or on)
    missing = tuple(
        ToCheck(name, ("the update is still to follow",)) for _, name in found.outstanding
    )
    return missing + tuple(
        ToCheck(page.group_name, page.warnings) for page in found.received if page.warnings
    )


@gathers("quarterly-updates")
def groups_gathered(item: AgendaItem, on: date) -> tuple[Body, ...]:
    """The groups whose updates are in for an item's meeting: those that can be asked about one."""
    arrived = QuarterlyUpdate.objects.filter(meeting=item.meeting, state="received")
    return tuple(Body.objects.with_names().filter(pk__in=arrived.values("group")))


@asks
def updates_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """Updates not yet in for the next dated meeting of each board that expects them."""
    wanted = {body.pk: body for body in bodies}
    templates = UpdateTemplate.objects.select_related("board__area")
    for template in templates.filter(board__area__in={body.area_id for body in bodies}):
        meeting = (
            Meeting.objects.filter(body=template.board, date__gte=on)
            .taking_place()
            .select_related("body")
            .order_by("date")
            .first()
        )
        if meeting is None or meeting.date is None:
            continue
        role = template.expected_from_role
        expected = Body.objects.filter(pk__in=wanted).holding(role, meeting.date)
        arrived = QuarterlyUpdate.objects.filter(meeting=meeting, state="received")
        for body in expected.exclude(pk__in=arrived.values("group")):
            yield _owed(wanted[body.pk], meeting, meeting.date, template)


def _owed(body: Body, meeting: Meeting, day: date, template: UpdateTemplate) -> Obligation:
    due, why = None, ""
    try:
        found = deadlines_of(meeting)
        due, why = found.receipt, str(found.receipt_rule or "")
    except LookupError as error:
        why = str(error)
    at = [meeting.body.slug, meeting.slug]
    # Once the papers are public only the secretary can still put an update to them.
    closed = meeting.published is not None
    return Obligation(
        body=body,
        what=template.name,
        to=f"{meeting.body.short_on(day)}, {meeting.when}",
        due=due,
        why=f"{why}. The papers are public: send it to the board’s secretary" if closed else why,
        url=reverse("review:round", args=at)
        if closed
        else reverse("review:write", args=[*at, body.slug]),
        expected=True,
        asked_by=meeting.body,
        answers="" if closed else reverse("review:update", args=[*at, body.slug]),
    )
