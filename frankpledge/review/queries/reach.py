"""How far an update reaches: other boards, other groups, and the dates a group has told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.models import EntryLink, QuarterlyUpdate, UpdateGiven, UpdateNotice

# More groups than a county has.
MOST_NAMED = 100


@dataclass(frozen=True)
class GivenLine:
    """Another board that an update is given to: since when, or that it waits for the papers."""

    given: UpdateGiven
    name: str
    url: str
    since: date | None

    @property
    def waits(self) -> bool:
        """Whether its members cannot read it yet."""
        return self.since is None


def given_to(update: QuarterlyUpdate, on: date) -> tuple[GivenLine, ...]:
    """The other boards that an update is given to."""
    found = list(update.given.all())
    boards = Body.objects.with_names().in_bulk([one.board_id for one in found])
    out = update.meeting.circulated
    return tuple(
        GivenLine(
            given=one,
            name=boards[one.board_id].name_on(on),
            url=boards[one.board_id].get_absolute_url(),
            since=min(filter(None, (one.on, out)), default=None),
        )
        for one in found
    )


@dataclass(frozen=True)
class Received:
    """An update that another board's form brought to a board."""

    update: QuarterlyUpdate
    group: str
    board: str
    form_of: str


def given_to_boards(viewer: Viewer, on: date) -> tuple[Received, ...]:
    """The updates given to the boards that a viewer sits on or runs, the newest first."""
    theirs = UpdateGiven.objects.filter(
        board__in=viewer.boards | viewer.secretary_of,
        update__in=QuarterlyUpdate.objects.visible_to(viewer),
    )
    found = list(
        theirs.select_related("update__meeting__body", "update__group").order_by(
            "-update__meeting__date", "update__group__sort"
        )
    )
    keys = {one.board_id for one in found}
    keys |= {one.update.group_id for one in found} | {one.update.meeting.body_id for one in found}
    bodies = Body.objects.with_names().in_bulk(keys)
    return tuple(
        Received(
            one.update,
            bodies[one.update.group_id].name_on(on),
            bodies[one.board_id].name_on(on),
            bodies[one.update.meeting.body_id].name_on(on),
        )
        for one in found
    )


@dataclass(frozen=True)
class NamedBy:
    """Another group's update that names a body, and how they hang together."""

    group: str
    text: str
    how: str
    update: QuarterlyUpdate


def named_in(
    body: Body, viewer: Viewer, on: date, meeting_on: date | None = None
) -> tuple[NamedBy, ...]:
    """Where other groups' updates, those that a viewer may see, name a body; the newest first.

    For the meeting on a day, or for the latest meeting for which any does.
    """
    links = EntryLink.objects.filter(
        body=body, entry__update__in=QuarterlyUpdate.objects.visible_to(viewer)
    ).exclude(entry__update__state="draft")
    if meeting_on:
        links = links.filter(entry__update__meeting__date=meeting_on)
    every = list(
        links.filter(entry__update__meeting__date__isnull=False)
        .select_related("entry__update__meeting__body", "entry__update__group")
        .order_by("-entry__update__meeting__date", "pk")[:MOST_NAMED]
    )
    if not every:
        return ()
    latest = every[0].entry.update.meeting.date
    found = [one for one in every if one.entry.update.meeting.date == latest]
    groups = Body.objects.with_names().in_bulk({one.entry.update.group_id for one in found})
    return tuple(
        NamedBy(
            groups[one.entry.update.group_id].short_on(on),
            one.entry.text,
            one.how,
            one.entry.update,
        )
        for one in found
    )


def dates_to_come(groups: Iterable[Body], viewer: Viewer, on: date) -> tuple[UpdateNotice, ...]:
    """The dates that groups' updates have told of and that are not over, the soonest first.

    What several updates tell of is listed once, as the newest has it.
    """
    notices = (
        UpdateNotice.objects.filter(
            Q(starts__gte=on) | Q(ends__gte=on),
            update__group__in=list(groups),
            update__in=QuarterlyUpdate.objects.visible_to(viewer),
        )
        .exclude(update__state="draft")
        .select_related("update__meeting__body")
        .prefetch_related(Prefetch("update__group", queryset=Body.objects.with_names()))
        .order_by("update__meeting__date", "pk")
    )
    newest = {(one.update.group_id, one.kind, one.title): one for one in notices}
    return tuple(sorted(newest.values(), key=lambda one: (one.starts, one.pk)))
