"""Papers: their text or file, and their recommendations."""

from typing import Any

from django.core.files.base import ContentFile

from frankpledge.areafile.checks.meetings import text_of
from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.areafile.reading import AreaFile
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown, read_office
from frankpledge.meetings.models import AgendaItem, Meeting, Paper, Recommendation
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body

Given = dict[str, Any]


def load(sync: Sync, found: AreaFile) -> None:
    """Every paper of the file. A paper is never removed by a load: people may have read it."""
    for told in found.data.get("papers", []):
        meeting = meeting_named(Body.objects.get(slug=told["body"]), told["meeting"])
        item = AgendaItem.objects.get(meeting=meeting, slug=told["item"])
        paper = sync.put(
            Paper,
            {"item": item, "slug": told["slug"]},
            title=told["title"],
            author_body=Body.objects.get(slug=told["from"]),
            author_post=words(told.get("author_post")),
            dated=on(told.get("dated")),
            state=told["state"],
            note=words(told.get("note")),
            received=on(told.get("received")),
            withheld_until=on(told.get("withheld_until")),
            withheld_until_decision=words(told.get("withheld_until_decision")),
            minutes_of=_minutes_of(meeting.body, told),
            **_content(found, told),
        )
        if told.get("file") and not paper.original:
            _keep_original(found, paper, told["file"])
        kept = [
            sync.put(Recommendation, {"paper": paper, "order": order}, text=text)
            for order, text in enumerate(told.get("recommendations", []), start=1)
        ]
        sync.only(Recommendation.objects.filter(paper=paper), kept)


def _minutes_of(body: Body, told: Given) -> Meeting | None:
    earlier = told.get("minutes_of")
    return meeting_named(body, earlier) if earlier else None


def _content(found: AreaFile, told: Given) -> Given:
    if told.get("file"):
        path = found.beside(told["file"])
        if path is None:
            raise FileNotFoundError(told["file"])
        if path.suffix == ".pdf":
            return {"source": "bound", "text": "", "content": [], "original_name": path.name}
        converted = read_office(path.read_bytes(), path.suffix)
        return {
            "source": "converted",
            "text": "",
            "content": blocks_to_json(converted.blocks),
            "conversion_notes": list(converted.notes),
            "original_name": path.name,
        }
    text = text_of(found, told) or ""
    content = blocks_to_json(read_markdown(text)) if text else []
    return {"source": "written", "text": text, "content": content}


def _keep_original(found: AreaFile, paper: Paper, name: str) -> None:
    path = found.beside(name)
    if path is None:
        raise FileNotFoundError(name)
    file = ContentFile(path.read_bytes())
    paper.original.save(
        f"{paper.item.meeting.body.slug}-{paper.slug}{path.suffix}", file, save=False
    )
    paper.save()
