"""Priorities and agreements."""

from typing import Any

from frankpledge.areafile.checks.meetings import text_of
from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.areafile.reading import AreaFile
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Agreement, LeadBoard, Party, Priority, Signature

Given = dict[str, Any]


def load(sync: Sync, found: AreaFile) -> None:
    """Priorities with their lead boards, then agreements with parties and signatures."""
    bodies = {body.slug: body for body in Body.objects.all()}
    by_board: dict[str, list[Priority]] = {}
    for order, told in enumerate(found.data.get("priorities", []), start=1):
        priority = sync.put(
            Priority,
            {"board": bodies[told["board"]], "year": told["year"], "slug": told["slug"]},
            order=order,
            name=told["name"],
            delivery_group=bodies.get(told.get("delivery_group", "")),
        )
        by_board.setdefault(told["board"], []).append(priority)
        leads = [
            sync.put(LeadBoard, {"priority": priority, "board": bodies[slug]})
            for slug in told["lead_boards"]
        ]
        sync.only(LeadBoard.objects.filter(priority=priority), leads)
    for slug, kept in by_board.items():
        sync.only(Priority.objects.filter(board=bodies[slug]), kept)
    for told in found.data.get("agreements", []):
        _agreement(sync, found, told, bodies)


def _agreement(sync: Sync, found: AreaFile, told: Given, bodies: dict[str, Body]) -> None:
    text = text_of(found, told) or ""
    agreement = sync.put(
        Agreement,
        {"slug": told["slug"]},
        board=bodies[told["board"]],
        title=told["title"],
        starts=on(told["from"]),
        ends=on(told.get("until")),
        text=text,
        content=blocks_to_json(read_markdown(text)) if text else [],
        review_months=told.get("review_months"),
        last_reviewed=on(told.get("last_reviewed")),
        notes=told.get("notes", []),
    )
    parties = [
        sync.put(
            Party,
            {"agreement": agreement, "body": bodies[party["body"]]},
            order=order,
            participation=party["participation"],
        )
        for order, party in enumerate(told["parties"], start=1)
    ]
    sync.only(Party.objects.filter(agreement=agreement), parties)
    order = {(one["body"], one["role"]): n for n, one in enumerate(told["signatures"], start=1)}
    there = Signature.objects.filter(agreement=agreement).select_related("body")
    sync.make_room((one for one in there if order.get(_slot(one)) != one.order), "order")
    slots = [
        sync.put(
            Signature,
            {"agreement": agreement, "body": bodies[slot["body"]], "role": slot["role"]},
            order=order,
            position=words(slot.get("position")),
            signed=on(slot.get("signed")),
            signed_by=words(slot.get("signed_by")),
        )
        for order, slot in enumerate(told["signatures"], start=1)
    ]
    sync.only(Signature.objects.filter(agreement=agreement), slots)


def _slot(signature: Signature) -> tuple[str, str]:
    return (signature.body.slug, signature.role)
