"""Requests of an area file: those made at meetings whose updates are not in the file."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body
from frankpledge.review.requests.models import BoardRequest, RequestAsking, RequestWord

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Each request, where it was asked and what was said of it."""
    for told in data.get("requests", []):
        _request(sync, told)


def _request(sync: Sync, told: Given) -> None:
    board = Body.objects.get(slug=told["board"])
    meetings = [meeting_named(board, one["meeting"]) for one in told["asked"]]
    key = {"board": board, "number": told["number"]}
    values: Given = {
        "group": Body.objects.get(slug=told["body"]),
        "owner": Body.objects.get(slug=told["owner"]) if told.get("owner") else None,
        "owner_post": words(told.get("owner_post")),
        "answer_by": on(told.get("answer_by")),
    }
    if not BoardRequest.objects.filter(**key).exists():
        # How it stands, and in which words, is the updates' to say from then on.
        values |= _as_it_stands(told, meetings)
    request = sync.put(BoardRequest, key, **values)
    for one, meeting in zip(told["asked"], meetings, strict=True):
        sync.put(
            RequestAsking,
            {"request": request, "meeting": meeting},
            on=on(one.get("on")) or meeting.date,
            text=words(one.get("text")) or words(told["text"]),
        )
    for said in told.get("said", []):
        sync.put(
            RequestWord,
            {"request": request, "on": on(said["on"]), "kind": said["kind"]},
            text=words(said["text"]),
            by_body=Body.objects.get(slug=said["by"]) if said.get("by") else None,
            post=words(said.get("post")),
        )


def _as_it_stands(told: Given, meetings: list[Meeting]) -> Given:
    last = told["said"][-1] if told.get("said") else None
    closed = bool(last and last["kind"] == "closed")
    days = [
        on(one.get("on")) or meeting.date
        for one, meeting in zip(told["asked"], meetings, strict=True)
    ]
    return {
        "text": words(told["asked"][-1].get("text")) or words(told["text"]),
        "asked": min(day for day in days if day),
        "state": last["kind"] if last else "open",
        "settled": on(last["on"]) if last and closed else None,
    }
