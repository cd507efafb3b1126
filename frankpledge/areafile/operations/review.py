"""Update templates and the updates written on them."""

from datetime import date
from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateDocument,
    UpdateEntry,
    UpdateTemplate,
)

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Templates first, then updates."""
    for told in data.get("update_templates", []):
        _template(sync, told)
    for told in data.get("updates", []):
        _update(sync, told)


def _template(sync: Sync, told: Given) -> None:
    template = sync.put(
        UpdateTemplate,
        {"board": Body.objects.get(slug=told["body"])},
        name=told["name"],
        expected_from_role=told["expected_from"]["role"],
    )
    sections = [
        sync.put(
            TemplateSection,
            {"template": template, "slug": one["slug"]},
            order=order,
            title=one["title"],
            kind=one["kind"],
            request_title=words(one.get("request_title")),
        )
        for order, one in enumerate(told["sections"], start=1)
    ]
    sync.only(TemplateSection.objects.filter(template=template), sections)
    documents = [
        sync.put(
            TemplateDocument,
            {"template": template, "slug": one["slug"]},
            order=order,
            title=one["title"],
            review_months=one.get("review_months"),
            old_after_months=one.get("old_after_months"),
        )
        for order, one in enumerate(told["documents"], start=1)
    ]
    sync.only(TemplateDocument.objects.filter(template=template), documents)


def _update(sync: Sync, told: Given) -> None:
    meeting = meeting_named(Body.objects.get(slug=told["board"]), told["meeting"])
    update = sync.put(
        QuarterlyUpdate,
        {"group": Body.objects.get(slug=told["body"]), "meeting": meeting},
        template=UpdateTemplate.objects.get(board__slug=told["board"]),
        period=on(f"{told['period']}-01"),
        state="received" if told.get("received") else "draft",
        received=on(told.get("received")),
        last_met=on(told.get("last_met")),
        met_since_board=told.get("met_since_board"),
        chair_post=words(told.get("chair_post")),
        vice_chair_post=words(told.get("vice_chair_post")),
    )
    entries = [
        _entry(sync, update, section, order, one)
        for section, lines in told.get("sections", {}).items()
        for order, one in enumerate(lines, start=1)
    ]
    sync.only(UpdateEntry.objects.filter(update=update), entries)
    rows = [
        sync.put(
            UpdateDocument,
            {"update_of": update, "document": slug},
            text=words(one.get("text")),
            **_dated(one),
            not_applicable_reason=words(one.get("not_applicable_reason")),
        )
        for slug, one in told.get("documents", {}).items()
    ]
    sync.only(UpdateDocument.objects.filter(update_of=update), rows)


def _entry(
    sync: Sync, update: QuarterlyUpdate, section: str, order: int, told: str | Given
) -> UpdateEntry:
    one: Given = {"text": told} if isinstance(told, str) else told
    request = words(one.get("request"))
    if one.get("for_information") and not request:
        request = "For information"
    return sync.put(
        UpdateEntry,
        {"update": update, "section": section, "order": order},
        title=words(one.get("title")),
        text=words(one.get("text")),
        request=request,
        carried=one.get("carried", False),
    )


def _dated(told: Given) -> Given:
    if told.get("date"):
        return {"dated": on(told["date"]), "precision": "day"}
    if told.get("month"):
        return {"dated": on(f"{told['month']}-01"), "precision": "month"}
    if told.get("year"):
        return {"dated": date(told["year"], 1, 1), "precision": "year"}
    return {"dated": None, "precision": ""}
