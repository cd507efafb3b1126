"""Minutes as a reader sees them, and as those see them who take them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db.models import Prefetch

from frankpledge.meetings.models import (
    NOTE_KINDS,
    OUTCOMES,
    AgendaItem,
    Correction,
    Decision,
    Meeting,
    MinuteNote,
    Minutes,
    MinutesComment,
    Recommendation,
)
from frankpledge.meetings.queries.attendance import Roll, roll
from frankpledge.meetings.queries.decisions import HELD_BACK, repeats_what_is_not_public
from frankpledge.partnership.models import Body
from frankpledge.shared.words import spell_day


@dataclass(frozen=True)
class Footnote:
    """What a note said before it was corrected, and why it was."""

    number: int
    was: str
    reason: str
    on: date
    by: str


@dataclass(frozen=True)
class NoteLine:
    """One note; `label` says what it took down: "Decision 3", "Action 12", "Risk"."""

    note: MinuteNote
    kind: str
    label: str
    text: str
    outcome: str
    owner: str
    due: date | None
    action_url: str
    decision_url: str
    footnotes: tuple[Footnote, ...]


@dataclass(frozen=True)
class AskedLine:
    """A recommendation of an item's paper, and what became of it at this meeting, if anything."""

    recommendation: Recommendation
    number: int
    paper: str
    text: str
    outcome: str
    reference: str


@dataclass(frozen=True)
class ItemNotes:
    """An agenda item with its notes, and the recommendations that wait for a decision."""

    item: AgendaItem
    label: str
    title: str
    lead: str
    notes: tuple[NoteLine, ...]
    asked: tuple[AskedLine, ...]

    @property
    def undecided(self) -> tuple[AskedLine, ...]:
        """Recommendations on which nothing is down yet."""
        return tuple(one for one in self.asked if not one.outcome)


@dataclass(frozen=True)
class CommentLine:
    """What a member said of the draft, about which words, and what came of it."""

    comment: MinutesComment
    body_name: str
    about: str


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of a meeting, whole."""

    meeting: Meeting
    minutes: Minutes
    body_name: str
    roll: Roll
    items: tuple[ItemNotes, ...]
    comments: tuple[CommentLine, ...]
    by_paper: bool

    @property
    def decisions(self) -> tuple[NoteLine, ...]:
        """Every decision in the order of the agenda."""
        return tuple(n for one in self.items for n in one.notes if n.kind == "decision")

    @property
    def actions(self) -> tuple[NoteLine, ...]:
        """Every action in the order of the agenda."""
        return tuple(n for one in self.items for n in one.notes if n.kind == "action")


def minutes_page(minutes: Minutes, *, public: bool = False) -> MinutesPage:
    """Minutes with their roll, notes, footnotes and comments.

    `public`: for those outside the board: items by their public titles, and no comments.
    """
    meeting = minutes.meeting
    day = meeting.date or date.min
    items = item_notes(minutes, public=public)
    return MinutesPage(
        meeting=meeting,
        minutes=minutes,
        body_name=meeting.body.name_on(day),
        roll=roll(meeting),
        items=items,
        comments=() if public else _comments(minutes, day),
        by_paper=not any(one.notes for one in items) and meeting.papers_of_minutes.exists(),
    )


@dataclass(frozen=True)
class _Reading:
    """What every note of one meeting's minutes is read with."""

    meeting: Meeting
    day: date
    bodies: Mapping[int | None, Body]
    public: bool
    numbers: Iterator[int]


def item_notes(minutes: Minutes, *, public: bool = False) -> tuple[ItemNotes, ...]:
    """Each item of the agenda with the notes under it, and what its papers ask the board."""
    meeting = minutes.meeting
    day = meeting.date or date.min
    notes = MinuteNote.objects.filter(minutes=minutes).select_related(
        "decision", "action__register"
    )
    asked = Recommendation.objects.filter(paper__item__meeting=meeting).select_related("paper")
    items = list(
        AgendaItem.objects.filter(meeting=meeting).prefetch_related(
            Prefetch("notes", queryset=notes.order_by("order", "pk")),
            Prefetch(
                "notes__corrections",
                queryset=Correction.objects.select_related("decision__meeting"),
            ),
        )
    )
    for item in items:
        item.meeting = meeting
    recommendations: dict[int, list[Recommendation]] = {}
    for one in asked.order_by("paper__pk", "order"):
        recommendations.setdefault(one.paper.item_id, []).append(one)
    decided = {
        one.recommendation_id: one
        for one in Decision.objects.filter(meeting=meeting, recommendation__isnull=False)
    }
    owners = {n.action.owner_id for i in items for n in i.notes.all() if n.action}
    leads = {one.lead_body_id for one in items}
    bodies = Body.objects.with_names().in_bulk([pk for pk in owners | leads if pk])
    reading = _Reading(meeting, day, bodies, public, count(1))
    return tuple(
        ItemNotes(
            item=item,
            label=item.label,
            title=(item.public_title if public else "") or item.title,
            lead=item.lead_post
            or (bodies[item.lead_body_id].name_on(day) if item.lead_body_id else ""),
            notes=tuple(_note(n, reading) for n in item.notes.all()),
            asked=tuple(_asked(one, decided) for one in recommendations.get(item.pk, ())),
        )
        for item in items
    )


def _asked(one: Recommendation, decided: dict[int | None, Decision]) -> AskedLine:
    found = decided.get(one.pk)
    return AskedLine(
        recommendation=one,
        number=one.order,
        paper=one.paper.title,
        text=one.text,
        outcome=OUTCOMES[found.outcome] if found else "",
        reference=found.reference if found else "",
    )


def _words(note: MinuteNote, *, public: bool) -> str:
    """What a note says; to outsiders not what it repeats from a paper that is not theirs yet."""
    if public and note.decision and repeats_what_is_not_public(note.decision):
        return HELD_BACK
    return note.text


def _note(note: MinuteNote, reading: _Reading) -> NoteLine:
    decision, action = note.decision, note.action
    label = NOTE_KINDS[note.kind]
    if decision:
        decision.meeting = reading.meeting
        label = f"Decision {decision.number}"
    if action:
        label = f"Action {action.number}"
    text = _words(note, public=reading.public)
    return NoteLine(
        note=note,
        kind=note.kind,
        label=label,
        text=text,
        outcome=OUTCOMES[decision.outcome] if decision else "",
        owner=_owner(note, reading),
        due=action.due if action else None,
        action_url=action.get_absolute_url() if action else "",
        decision_url=decision.get_absolute_url() if decision else "",
        footnotes=()
        if text != note.text
        else tuple(_footnote(one, next(reading.numbers)) for one in note.corrections.all()),
    )


def _owner(note: MinuteNote, reading: _Reading) -> str:
    action = note.action
    if action is None:
        return ""
    body = reading.bodies.get(action.owner_id)
    name = body.name_on(reading.day) if body else ""
    return ", ".join(filter(None, (action.owner_post, name)))


def _footnote(one: Correction, number: int) -> Footnote:
    return Footnote(
        number=number,
        was=one.was,
        reason=one.reason,
        on=one.corrected,
        by=one.decision.reference if one.decision else "",
    )


def _comments(minutes: Minutes, day: date) -> tuple[CommentLine, ...]:
    found = list(MinutesComment.objects.filter(minutes=minutes).select_related("note"))
    bodies = Body.objects.with_names().in_bulk({one.body_id for one in found})
    return tuple(
        CommentLine(one, bodies[one.body_id].name_on(day), one.note.text if one.note else "")
        for one in found
    )


def awaiting_approval(meeting: Meeting) -> tuple[Meeting, ...]:
    """Earlier meetings of the same body whose minutes a later one can approve, the oldest first.

    Their draft is out for comments, or members were sent them as a paper.
    """
    if meeting.date is None:
        return ()
    earlier = Meeting.objects.filter(body=meeting.body, date__lt=meeting.date)
    out = earlier.filter(minutes__state="comments")
    sent = earlier.filter(
        minutes__isnull=True, papers_of_minutes__item__meeting__circulated__isnull=False
    )
    return tuple((out | sent).select_related("body").distinct().order_by("date"))


def state_words(minutes: Minutes) -> str:
    """How the minutes stand, in a sentence's part: "approved on 11 October 2018"."""
    if minutes.state == "comments" and minutes.comments_until:
        return f"out for comments until {spell_day(minutes.comments_until)}"
    if minutes.state == "published" and minutes.published:
        return f"published on {spell_day(minutes.published)}"
    if minutes.state == "approved" and minutes.approved:
        return f"approved on {spell_day(minutes.approved)}"
    return "a draft"


def printed_heads() -> dict[str, str]:
    """Every head of the history that published minutes print: whose minutes → the digest."""
    found = Minutes.objects.exclude(seal="").order_by("sealed_entries", "pk")
    rows = found.values_list("meeting__body__slug", "meeting__slug", "seal")
    return {f"minutes of {body}, {meeting}": seal for body, meeting, seal in rows}
