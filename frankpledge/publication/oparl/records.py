"""The records that are public, or were, each with when it began and when it last changed."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from frankpledge.history.models import Entry
from frankpledge.meetings.models import AgendaItem, Decision, Meeting, Minutes, Paper
from frankpledge.partnership.models import Body, BodyName
from frankpledge.partnership.people import PUBLIC
from frankpledge.places.models import Area
from frankpledge.publication.stamps import first_entry, last_entry, latest

# The type checker does not follow annotations, so a queryset that has them is Any to it.
Records = Callable[[Area | None], Any]
# The agenda of a meeting in one of these states is public.
OPEN = ("called", "held")


def _outer(name: str) -> OuterRef:
    """A column two queries further out."""
    return OuterRef(OuterRef(name))


def areas(area: Area | None) -> Any:
    """Each area is one Body of OParl: the patch whose boards these are."""
    return _within(Area.objects.all(), area, "pk").annotate(
        began=first_entry("places.area"), changed=last_entry("places.area")
    )


def organizations(area: Area | None) -> Any:
    """Bodies that meet."""
    meets = Exists(Meeting.objects.filter(body=OuterRef("pk")))
    found = Body.objects.filter(meets).with_names().select_related("area")
    renamed = last_entry(
        "partnership.bodyname",
        record__in=BodyName.objects.filter(body=_outer("pk")).values("pk"),
    )
    return _within(found, area, "area").annotate(
        began=first_entry("partnership.body"),
        changed=latest(last_entry("partnership.body"), renamed),
    )


def meetings(area: Area | None) -> Any:
    """Meetings with a date. One changes when its agenda does, a paper is published, or minutes."""
    found = Meeting.objects.filter(date__isnull=False).select_related("body__area")
    items = AgendaItem.objects.filter(meeting=_outer("pk")).values("pk")
    papers = Paper.objects.filter(item__meeting=_outer("pk"), published__isnull=False).values("pk")
    minuted = Minutes.objects.filter(meeting=_outer("pk"), state="published").values("pk")
    agenda = agenda_items(None).filter(meeting__state__in=OPEN)
    return (
        _within(found, area, "body__area")
        .prefetch_related(
            Prefetch("items", agenda, "public_items"),
            Prefetch("minutes", minutes(None), "public_minutes"),
        )
        .annotate(
            began=first_entry("meetings.meeting"),
            changed=latest(
                last_entry("meetings.meeting"),
                last_entry("meetings.agendaitem", record__in=items),
                last_entry("meetings.paper", record__in=papers),
                last_entry("meetings.minutes", record__in=minuted),
            ),
        )
    )


def placed_meetings(area: Area | None) -> Any:
    """Meetings whose place is known."""
    return meetings(area).exclude(place="")


def agenda_items(area: Area | None) -> Any:
    """Items of agendas that are public, or were until their meeting was cancelled."""
    called = Entry.objects.filter(
        kind="meetings.meeting", record=OuterRef("meeting"), fields__state__1__in=OPEN
    )
    was_open = Q(meeting__state="cancelled") & Exists(called)
    minutes = Minutes.objects.filter(meeting=_outer("meeting"), state="published").values("pk")
    decided = Decision.objects.visible_to(PUBLIC).select_related("recommendation__paper")
    found = (
        AgendaItem.objects.filter(Q(meeting__state__in=OPEN) | was_open)
        .select_related("meeting__body__area")
        .prefetch_related(
            Prefetch("papers", Paper.objects.visible_to(PUBLIC).order_by("pk"), "public_papers"),
            Prefetch("decisions", decided, "public_decisions"),
        )
    )
    return _within(found, area, "meeting__body__area").annotate(
        began=first_entry("meetings.agendaitem"),
        changed=latest(
            last_entry("meetings.agendaitem"),
            last_entry("meetings.minutes", record__in=minutes),
        ),
    )


def papers(area: Area | None) -> Any:
    """Papers that are published, and those that were and have been withheld again."""
    found = (
        Paper.objects.filter(Q(state="published") | Q(published__isnull=False))
        .select_related("item__meeting__body__area", "author_body")
        .prefetch_related("withholdings__named")
        .defer("content", "text", "conversion_notes")
    )
    return _within(found, area, "item__meeting__body__area").annotate(
        began=first_entry("meetings.paper"),
        changed=last_entry("meetings.paper"),
    )


def packs(area: Area | None) -> Any:
    """Meetings whose public pack anybody may have: it changes when one of its papers does."""
    out = Paper.objects.filter(item__meeting=_outer("pk"), published__isnull=False).values("pk")
    found = Meeting.objects.filter(published__isnull=False, date__isnull=False)
    return _within(found.select_related("body__area"), area, "body__area").annotate(
        began=first_entry("meetings.meeting"),
        changed=latest(
            last_entry("meetings.meeting"), last_entry("meetings.paper", record__in=out)
        ),
    )


def minutes(area: Area | None) -> Any:
    """Minutes that are published."""
    found = Minutes.objects.visible_to(PUBLIC).select_related("meeting__body__area")
    return _within(found, area, "meeting__body__area").annotate(
        began=first_entry("meetings.minutes"), changed=last_entry("meetings.minutes")
    )


def _within(found: Any, area: Area | None, through: str) -> Any:
    """Those of one area, in an order that never changes."""
    return (found.filter(**{through: area}) if area else found).order_by("pk")
