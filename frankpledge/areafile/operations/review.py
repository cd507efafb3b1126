"""Update templates and the updates written on them."""

from collections import Counter
from datetime import date
from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body
from frankpledge.review.models import (
    EntryLink,
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateDocument,
    UpdateEntry,
    UpdateGiven,
    UpdateNotice,
    UpdateTemplate,
)
from frankpledge.review.operations import take_in
from frankpledge.review.requests.models import BoardRequest, RequestAsking
from frankpledge.review.requirements.models import Evidence
from frankpledge.review.risks.models import Risk, RiskMention

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Templates first, then updates."""
    for told in data.get("update_templates", []):
        _template(sync, told)
    before = _taken()
    for told in data.get("updates", []):
        _update(sync, told)
    # What updates brought into the registers beside them.
    for kind, number in (_taken() - before).items():
        sync.added[kind] += number


def _taken() -> Counter[str]:
    models = (BoardRequest, Evidence, RequestAsking, Risk, RiskMention, UpdateGiven)
    return Counter(
        {str(one._meta.verbose_name_plural): one._default_manager.count() for one in models}
    )


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
            stands=one.get("stands", False),
            risks=one.get("risks", False),
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
    notices = [
        _notice(sync, update, order, one)
        for order, one in enumerate(told.get("dates", []), start=1)
    ]
    sync.only(UpdateNotice.objects.filter(update=update), notices)
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
    if update.pk and update.state == "received" and update.received:
        take_in(by=sync.by, update=update, on=update.received)


def _entry(
    sync: Sync, update: QuarterlyUpdate, section: str, order: int, told: str | Given
) -> UpdateEntry:
    one: Given = {"text": told} if isinstance(told, str) else told
    request = words(one.get("request"))
    if one.get("for_information") and not request:
        request = "For information"
    entry = sync.put(
        UpdateEntry,
        {"update": update, "section": section, "order": order},
        title=words(one.get("title")),
        text=words(one.get("text")),
        request=request,
        carried=one.get("carried", False),
        **_registers(update, one),
    )
    links = [
        sync.put(
            EntryLink,
            {"entry": entry, "body": Body.objects.get(slug=link["body"])},
            how=words(link.get("how")),
        )
        for link in one.get("links", [])
    ]
    sync.only(EntryLink.objects.filter(entry=entry), links)
    return entry


def _registers(update: QuarterlyUpdate, told: Given) -> Given:
    """The risk and the request that a line is about, where the file names their numbers."""
    found: Given = {}
    if "risk" in told:
        # Where the register does not have it yet, it is raised as the update is taken in.
        found["risk"] = Risk.objects.filter(register=update.group, number=told["risk"]).first()
        if found["risk"] is None:
            found = {}
    if "continues" in told:
        board = update.meeting.body
        found["board_request"] = BoardRequest.objects.get(board=board, number=told["continues"])
    return found


def _notice(sync: Sync, update: QuarterlyUpdate, order: int, told: Given) -> UpdateNotice:
    month = told.get("month")
    return sync.put(
        UpdateNotice,
        {"update": update, "order": order},
        kind=told["kind"],
        title=words(told["title"]),
        starts=on(f"{month}-01") if month else on(told.get("from")),
        ends=None if month else on(told.get("until")),
        day_known=not month,
    )


def _dated(told: Given) -> Given:
    if told.get("date"):
        return {"dated": on(told["date"]), "precision": "day"}
    if told.get("month"):
        return {"dated": on(f"{told['month']}-01"), "precision": "month"}
    if told.get("year"):
        return {"dated": date(told["year"], 1, 1), "precision": "year"}
    return {"dated": None, "precision": ""}
