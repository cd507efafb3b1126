"""Calendars, forward plans and agendas."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, at, on, words
from frankpledge.meetings.models import (
    AgendaItem,
    AgendaTemplateItem,
    EarlierDate,
    Meeting,
    PlanChange,
    PlanEntry,
    PlanSlot,
    PlanTheme,
)
from frankpledge.meetings.operations import ensure_deadlines
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Meetings first, then what happens in them."""
    for calendar in data.get("calendars", []):
        _calendar(sync, Body.objects.get(slug=calendar["body"]), calendar["meetings"])
    for plan in data.get("forward_plans", []):
        _plan(sync, Body.objects.get(slug=plan["body"]), plan)
    for template in data.get("agenda_templates", []):
        _template(sync, Body.objects.get(slug=template["body"]), template["items"])
    for agenda in data.get("agendas", []):
        body = Body.objects.get(slug=agenda["body"])
        _agenda(sync, meeting_named(body, agenda["meeting"]), agenda["items"])


def _calendar(sync: Sync, body: Body, meetings: list[Given]) -> None:
    moved = _moved(body)
    kept = [_meeting(sync, body, told, moved) for told in meetings]
    sync.only(Meeting.objects.filter(body=body), kept)
    for meeting in Meeting.objects.filter(body=body, state="called").select_related("body"):
        if found := ensure_deadlines(by=sync.by, meeting=meeting):
            sync.added["deadlines"] += len(found)


def _moved(body: Body) -> dict[str, Meeting]:
    """Slug that a body's meeting had before it was moved in the application → the meeting."""
    earlier = EarlierDate.objects.filter(meeting__body=body).select_related("meeting")
    return {one.slug: one.meeting for one in earlier}


def _meeting(sync: Sync, body: Body, told: Given, moved: dict[str, Meeting]) -> Meeting:
    slug = told.get("slug") or told["date"]
    there = moved.get(slug)
    if there and not Meeting.objects.filter(body=body, slug=slug).exists():
        sync.left.append(f"{there} was moved from “{slug}” in the application and stays so")
        return there
    return sync.put(
        Meeting,
        {"body": body, "slug": slug},
        label=words(told.get("label")),
        date=on(told.get("date")),
        starts=at(told.get("starts")),
        ends=at(told.get("ends")),
        place=words(told.get("place")),
        state=told.get("state", "planned"),
        circulated=on(told.get("circulated")),
        published=on(told.get("published")),
    )


def _plan(sync: Sync, body: Body, plan: Given) -> None:
    themes = {
        told["slug"]: sync.put(
            PlanTheme, {"body": body, "slug": told["slug"]}, kind=told["kind"], name=told["name"]
        )
        for told in plan.get("themes", [])
    }
    slots = {
        told["number"]: sync.put(
            PlanSlot,
            {"body": body, "number": told["number"]},
            label=told["label"],
            standing=told.get("standing", False),
            turns_for_role=told.get("turns", {}).get("role", ""),
            turns_for_theme=told.get("turns", {}).get("theme", ""),
            brief=words(told.get("brief")),
        )
        for told in plan["slots"]
    }
    _entries(sync, body, plan.get("entries", []), slots, themes)
    sync.only(PlanSlot.objects.filter(body=body), slots.values())
    sync.only(PlanTheme.objects.filter(body=body), themes.values())


def _entries(
    sync: Sync,
    body: Body,
    entries: list[Given],
    slots: dict[int, PlanSlot],
    themes: dict[str, PlanTheme],
) -> None:
    """What stands in the plan. A cell that somebody filled, changed or emptied since is theirs."""
    meetings = _moved(body) | {one.slug: one for one in Meeting.objects.filter(body=body)}
    theirs = set(PlanChange.objects.filter(slot__body=body).values_list("slot", "meeting"))
    there = PlanEntry.objects.filter(slot__body=body)
    kept = [one for one in there if (one.slot_id, one.meeting_id) in theirs]
    titles = {(one.slot_id, one.meeting_id): one.title for one in kept}
    for told in entries:
        slot, meeting = slots[told["slot"]], meetings[told["meeting"]]
        cell = (slot.pk, meeting.pk)
        if cell in theirs:
            if titles.get(cell) != told["title"]:
                sync.left.append(f"slot {slot} at {meeting} was changed in the plan and stays so")
            continue
        entry = sync.put(
            PlanEntry,
            {"slot": slot, "meeting": meeting},
            title=told["title"],
            about=_body(told, "body"),
            theme=themes[told["theme"]] if told.get("theme") else None,
            author=_body(told, "author"),
            brief=words(told.get("brief")),
        )
        kept.append(entry)
    sync.only(there, kept)


def _body(told: Given, name: str) -> Body | None:
    return Body.objects.get(slug=told[name]) if told.get(name) else None


def _slot(body: Body, told: Given) -> PlanSlot | None:
    number = told.get("slot")
    return PlanSlot.objects.get(body=body, number=number) if number else None


def _template(sync: Sync, body: Body, lines: list[Given]) -> None:
    kept = [
        sync.put(
            AgendaTemplateItem,
            {"body": body, "order": order},
            title=words(told.get("title")),
            slot=_slot(body, told),
            kind=told.get("kind", "discussion"),
            minutes=told["minutes"],
            lead_post=words(told.get("lead_post")),
            binds=told.get("binds", ""),
        )
        for order, told in enumerate(lines, start=1)
    ]
    sync.only(AgendaTemplateItem.objects.filter(body=body), kept)


def _agenda(sync: Sync, meeting: Meeting, items: list[Given]) -> None:
    numbers = {told["slug"]: (told["number"], told.get("letter", "")) for told in items}
    there = AgendaItem.objects.filter(meeting=meeting)
    sync.only(there, there.filter(slug__in=numbers))
    staying = there.filter(slug__in=numbers)
    sync.make_room(
        (one for one in staying if (one.number, one.letter) != numbers[one.slug]), "number"
    )
    for told in items:
        sync.put(
            AgendaItem,
            {"meeting": meeting, "slug": told["slug"]},
            number=told["number"],
            letter=told.get("letter", ""),
            title=told["title"],
            public_title=words(told.get("public_title")),
            kind=told.get("kind", "discussion"),
            minutes=told["minutes"],
            lead_post=words(told.get("lead_post")),
            lead_body=_body(told, "lead_body"),
            purpose=words(told.get("purpose")),
            slot=_slot(meeting.body, told),
            binds=told.get("binds", ""),
        )
