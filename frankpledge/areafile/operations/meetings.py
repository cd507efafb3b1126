"""Calendars, forward plans and agendas."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, at, on, words
from frankpledge.meetings.models import (
    AgendaItem,
    AgendaTemplateItem,
    Meeting,
    PlanEntry,
    PlanSlot,
    PlanTheme,
)
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
        meeting = Meeting.objects.get(body=body, slug=agenda["meeting"])
        _agenda(sync, meeting, agenda["items"])


def _calendar(sync: Sync, body: Body, meetings: list[Given]) -> None:
    kept = [
        sync.put(
            Meeting,
            {"body": body, "slug": told.get("slug") or told["date"]},
            label=words(told.get("label")),
            date=on(told.get("date")),
            starts=at(told.get("starts")),
            ends=at(told.get("ends")),
            place=words(told.get("place")),
            state=told.get("state", "planned"),
            circulated=on(told.get("circulated")),
            published=on(told.get("published")),
        )
        for told in meetings
    ]
    sync.only(Meeting.objects.filter(body=body), kept)


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
        )
        for told in plan["slots"]
    }
    meetings = {one.slug: one for one in Meeting.objects.filter(body=body)}
    entries = [
        sync.put(
            PlanEntry,
            {"slot": slots[told["slot"]], "meeting": meetings[told["meeting"]]},
            title=told["title"],
            about=Body.objects.get(slug=told["body"]) if told.get("body") else None,
            theme=themes[told["theme"]] if told.get("theme") else None,
        )
        for told in plan.get("entries", [])
    ]
    sync.only(PlanEntry.objects.filter(slot__body=body), entries)
    sync.only(PlanSlot.objects.filter(body=body), slots.values())
    sync.only(PlanTheme.objects.filter(body=body), themes.values())


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
            lead_body=Body.objects.get(slug=told["lead_body"]) if told.get("lead_body") else None,
            purpose=words(told.get("purpose")),
            slot=_slot(meeting.body, told),
            binds=told.get("binds", ""),
        )
