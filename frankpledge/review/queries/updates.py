"""Quarterly updates: one update, the round for a meeting, and what a secretary should know."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.indicators.queries import IndicatorLine
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateDocument,
    UpdateEntry,
    UpdateNotice,
    UpdateTemplate,
)
from frankpledge.review.queries.quality import Indicators, quality_warnings
from frankpledge.review.requirements.rules import DocumentState, document_state
from frankpledge.review.rules import not_met_since, stale_label
from frankpledge.review.words import asks_nothing, says_nothing


@dataclass(frozen=True)
class LinkLine:
    """Another group that a line names, and how they hang together."""

    name: str
    how: str
    url: str

    @property
    def words(self) -> str:
        """Its name, and how in brackets."""
        return f"{self.name} ({self.how})" if self.how else self.name


@dataclass(frozen=True)
class EntryLine:
    """What a group says, and what it asks in return: "" where it asks for nothing.

    `note` and `request_note` say what became of a carried risk and of a carried request.
    """

    title: str
    text: str
    request: str
    for_information: bool
    carried: bool
    note: str = ""
    request_note: str = ""
    risk_url: str = ""
    request_url: str = ""
    links: tuple[LinkLine, ...] = ()


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
    notices: tuple[UpdateNotice, ...] = ()

    def lines(self, section: str) -> tuple[EntryLine, ...]:
        """The lines of one section, by its slug."""
        return next((one.lines for one in self.sections if one.section.slug == section), ())

    @property
    def documents_filled(self) -> int:
        """How many document rows have an answer."""
        return sum(1 for one in self.documents if one.state.state not in {"blank", "reason-needed"})

    @property
    def risks(self) -> tuple[EntryLine, ...]:
        """The lines of the sections that hold risks."""
        return tuple(line for one in self.sections if one.section.risks for line in one.lines)

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


def update_round(meeting: Meeting, viewer: Viewer | None, day: date, *, warn: bool = True) -> Round:
    """The round of updates for a meeting, as a viewer may see it.

    `viewer` None means the round itself is being assembled, by a pack or for its secretary. `warn`
    False leaves out what each update is held against the last one for.
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
    found = list(shown.select_related("meeting__body", "group"))
    pages = _pages(found, meeting, template, day, warn=warn)
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
    updates: list[QuarterlyUpdate],
    meeting: Meeting,
    template: UpdateTemplate,
    day: date,
    *,
    warn: bool = True,
    indicators: Indicators | None = None,
) -> tuple[UpdatePage, ...]:
    sections, documents = list(template.sections.all()), list(template.documents.all())
    entries = list(
        UpdateEntry.objects.filter(update__in=updates)
        .select_related("risk__register", "board_request__board")
        .prefetch_related("links")
    )
    named = {link.body_id for entry in entries for link in entry.links.all()}
    notices = list(UpdateNotice.objects.filter(update__in=updates))
    rows = list(UpdateDocument.objects.filter(update_of__in=updates))
    groups = Body.objects.with_names().in_bulk({update.group_id for update in updates} | named)
    previous = _previous_meeting(meeting)
    told = quality_warnings(updates, entries, sections, meeting, day, indicators) if warn else {}
    found: list[UpdatePage] = []
    for update in updates:
        lines = _document_lines(documents, [r for r in rows if r.update_of_id == update.pk], day)
        own = [entry for entry in entries if entry.update_id == update.pk]
        found.append(
            UpdatePage(
                update=update,
                group=groups[update.group_id],
                group_name=groups[update.group_id].name_on(day),
                sections=tuple(_section(section, own, groups, day) for section in sections),
                documents=lines,
                warnings=(
                    *_warnings(update, lines, day, previous),
                    *told.get(update.pk, ()),
                ),
                notices=tuple(one for one in notices if one.update_id == update.pk),
            )
        )
    return tuple(found)


def update_page(
    update: QuarterlyUpdate,
    day: date,
    *,
    warn: bool = True,
    indicators: tuple[IndicatorLine, ...] | None = None,
) -> UpdatePage:
    """One update; `warn` False leaves out what it is held against the last one for.

    `indicators`: those of its group, where they are known already.
    """
    known = None if indicators is None else {update.group_id: indicators}
    template = update.template
    return _pages([update], update.meeting, template, day, warn=warn, indicators=known)[0]


def _section(
    section: TemplateSection, entries: list[UpdateEntry], bodies: dict[int, Body], day: date
) -> SectionLines:
    own = (entry for entry in entries if entry.section == section.slug)
    lines = tuple(_line(entry, bodies, day) for entry in own)
    return SectionLines(section, tuple(one for one in lines if _says_something(one)))


def _line(entry: UpdateEntry, bodies: dict[int, Body], day: date) -> EntryLine:
    """A line of an update; what is left out of it is not told."""
    asks = entry.request_choice in ("", "keep", "reword") and not asks_nothing(entry.request)
    tells = entry.risk_choice != "drop" and not says_nothing(entry.text)
    if entry.board_request_id and not entry.risk_id and entry.request_choice == "drop":
        tells = False
    return EntryLine(
        title=entry.title,
        text=entry.text if tells else "",
        request=entry.request if asks else "",
        for_information=asks_nothing(entry.request) and not says_nothing(entry.request),
        carried=entry.carried,
        note=f"No longer a risk: {entry.risk_why}" if entry.risk_choice == "close" else "",
        request_note=_request_note(entry),
        risk_url=entry.risk.get_absolute_url() if entry.risk and tells else "",
        request_url=entry.board_request.get_absolute_url() if entry.board_request and asks else "",
        links=tuple(
            LinkLine(
                bodies[link.body_id].short_on(day),
                link.how,
                bodies[link.body_id].get_absolute_url(),
            )
            for link in entry.links.all()
        ),
    )


def _request_note(entry: UpdateEntry) -> str:
    if entry.request_choice == "close":
        return f"No longer asked: {entry.request_why}"
    return "The answer settles it." if entry.request_choice == "accept" else ""


def _says_something(line: EntryLine) -> bool:
    return bool(line.text or line.request or line.note or line.request_note)


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
