"""What the form of an update starts from: what is kept, or what is known from last quarter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Prefetch, When

from frankpledge.actions.queries.register import Line as ActionLine
from frankpledge.actions.queries.register import owner_page
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.queries import IndicatorLine, group_indicators
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateSection,
    UpdateEntry,
    UpdateTemplate,
)
from frankpledge.review.queries.carrying import Carried, carried_by
from frankpledge.review.words import says_nothing


@dataclass(frozen=True)
class Pair:
    """A line of a section that is the group's own to write, as the form shows it."""

    text: str
    request: str
    entry: UpdateEntry


@dataclass(frozen=True)
class DocumentStart:
    """A document row as the form shows it."""

    text: str = ""
    dated: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """What it says, in a line."""
        return ", ".join(filter(None, (self.text, self.dated, self.reason)))


@dataclass(frozen=True)
class Start:
    """All that a form starts from. `source` says where what is filled in comes from."""

    update: QuarterlyUpdate | None
    source: str
    head: dict[str, Any]
    texts: dict[str, str]
    pairs: dict[str, tuple[Pair, ...]]
    documents: dict[str, DocumentStart]
    carried: tuple[Carried, ...]
    notices: tuple[Any, ...]
    # Read-only: what Frankpledge knows already.
    indicators: tuple[IndicatorLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    # What came from the last update, by the name of its field.
    filled: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_returning(self) -> bool:
        """Whether anything could be filled in from an earlier update."""
        return bool(self.source)


def template_of(board: Body) -> UpdateTemplate | None:
    """The form that a board asks its groups to fill, its sections and documents fetched with it."""
    found: UpdateTemplate | None = (
        UpdateTemplate.objects.filter(board=board)
        .select_related("board")
        .prefetch_related("sections", "documents")
        .first()
    )
    return found


def last_update(group: Body, meeting: Meeting) -> QuarterlyUpdate | None:
    """The group's last update before a meeting: to the same board where there is one, else to any.

    An update without a dated meeting tells no quarter, and is passed over.
    """
    found = QuarterlyUpdate.objects.filter(
        group=group, state="received", meeting__date__isnull=False
    ).exclude(meeting=meeting)
    if meeting.date:
        found = found.filter(meeting__date__lte=meeting.date)
    own_first = Case(When(meeting__body=meeting.body, then=0), default=1)
    before: QuarterlyUpdate | None = (
        found.select_related("meeting__body", "group", "template")
        .order_by(own_first, "-meeting__date")
        .first()
    )
    return before


def start_of(
    group: Body, meeting: Meeting, template: UpdateTemplate, on: date, *, know: bool = True
) -> Start:
    """What the form for a group's update to a meeting starts from.

    What is kept already stands first; for a new update, what the last one said and still stands.
    `know` False leaves out what is only shown: figures and actions.
    """
    kept = (
        QuarterlyUpdate.objects.filter(group=group, meeting=meeting)
        .select_related("meeting__body", "group", "template")
        .first()
    )
    before = last_update(group, meeting)
    sections = list(template.sections.all())
    source = f"from {before.meeting.date or before.period:%B}’s update" if before else ""
    if before and before.meeting.body_id != meeting.body_id:
        source += f" to the {before.meeting.body.short_on(on)}"
    # What has come to stand open since a draft was kept needs no words of the last update.
    now, then = lines_of(kept), [] if kept else lines_of(before)
    if kept:
        texts, pairs, documents, head = _kept(kept, now, sections)
    else:
        texts, pairs, documents, head = _filled(before, then, sections)
    is_sent = kept is not None and kept.state == "received"
    head["period"] = f"{(kept.period if kept else meeting.date or on):%B %Y}"
    return Start(
        update=kept,
        source=source,
        head=head,
        texts=texts,
        pairs=pairs,
        documents=documents,
        carried=carried_by(group, meeting, sections, now, then, on, sent=is_sent),
        notices=_notices(kept, before, meeting.date or on),
        indicators=group_indicators([group], on).get(group.pk, ()) if know else (),
        actions=owner_page([group.pk], on) if know else (),
        filled=frozenset() if kept else _names(head, texts, documents),
    )


_Found = tuple[
    dict[str, str], dict[str, tuple[Pair, ...]], dict[str, DocumentStart], dict[str, Any]
]


def lines_of(update: QuarterlyUpdate | None) -> list[UpdateEntry]:
    """An update's lines with the risk, the request and the bodies of each."""
    if update is None:
        return []
    bodies = Prefetch("links__body", queryset=Body.objects.with_names())
    return list(
        update.entries.select_related("risk__register", "board_request__board").prefetch_related(
            "links", bodies
        )
    )


def _kept(
    kept: QuarterlyUpdate, entries: list[UpdateEntry], sections: list[TemplateSection]
) -> _Found:
    texts = {
        one.slug: _text(entry for entry in entries if entry.section == one.slug)
        for one in sections
        if one.kind == "text"
    }
    pairs = {
        one.slug: tuple(
            Pair(entry.text, entry.request, entry)
            for entry in entries
            if entry.section == one.slug and not _is_carried(entry)
        )
        for one in sections
        if one.kind == "pairs"
    }
    head = {
        "chair_post": kept.chair_post,
        "vice_chair_post": kept.vice_chair_post,
        "last_met": kept.last_met,
        "version": kept,
    }
    return texts, pairs, _documents(kept), head


def _is_carried(entry: UpdateEntry) -> bool:
    return entry.carried and bool(entry.risk_id or entry.board_request_id)


def _filled(
    before: QuarterlyUpdate | None, entries: list[UpdateEntry], sections: list[TemplateSection]
) -> _Found:
    """What the last update said and still stands; another board's form by the sections' names."""
    if before is None:
        return {}, {}, {}, {}
    elsewhere = (
        before.template.sections.exclude(template=sections[0].template_id) if sections else ()
    )
    theirs = {one.slug: one.title.casefold() for one in elsewhere}
    texts = {}
    for one in sections:
        if one.kind != "text" or not one.stands:
            continue
        same = {one.slug} | {s for s, title in theirs.items() if title == one.title.casefold()}
        texts[one.slug] = _text(entry for entry in entries if entry.section in same)
    head = {
        name: "" if says_nothing(value) else value
        for name in ("chair_post", "vice_chair_post")
        if (value := getattr(before, name))
    }
    return texts, {}, _documents(before), dict(head)


def _text(entries: Iterable[UpdateEntry]) -> str:
    return "\n".join(f"{one.title}: {one.text}" if one.title else one.text for one in entries)


def _documents(update: QuarterlyUpdate) -> dict[str, DocumentStart]:
    return {
        one.document: DocumentStart(one.text, str(one.known_date or ""), one.not_applicable_reason)
        for one in update.documents.all()
    }


def _notices(
    kept: QuarterlyUpdate | None, before: QuarterlyUpdate | None, day: date
) -> tuple[Any, ...]:
    """The dates it tells of; for a new update, those of the last that are still to come."""
    if kept:
        return tuple(kept.notices.all())
    if before is None:
        return ()
    return tuple(one for one in before.notices.all() if (one.ends or one.starts) >= day)


def _names(
    head: dict[str, Any], texts: dict[str, str], documents: dict[str, DocumentStart]
) -> frozenset[str]:
    names = {name for name, value in head.items() if value and name != "period"}
    names |= {f"s-{slug}" for slug, text in texts.items() if text}
    names |= {f"d-{slug}" for slug, row in documents.items() if row.words}
    return frozenset(names)
