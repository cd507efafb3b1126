"""Calendars, plans, agendas and papers: do they hang together?"""

from collections import Counter
from typing import Any

from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import AreaFile, Where
from frankpledge.documents.binding import UnreadablePdf, page_count
from frankpledge.documents.pandoc import UnreadableDocument, read_markdown, read_office


def check(found: AreaFile, known: Known) -> None:
    """Note every mistake in the meetings' part of the file."""
    slots = _plans(known)
    for n, calendar in known.records("calendars"):
        known.body(("calendars", n, "body"), calendar["body"])
        for m, meeting in enumerate(calendar["meetings"]):
            starts, ends = meeting.get("starts"), meeting.get("ends")
            if starts and ends and ends <= starts:
                at = ("calendars", n, "meetings", m, "ends")
                known.mistake(at, ends, f"the meeting ends before it starts, at {starts}")
    for n, template in known.records("agenda_templates"):
        known.body(("agenda_templates", n, "body"), template["body"])
        for m, line in enumerate(template["items"]):
            at = ("agenda_templates", n, "items", m, "slot")
            of_plan = slots.get(template["body"], set())
            known.refer(at, line.get("slot"), of_plan, "slot", defined_in="forward_plans")
    items = _agendas(known, slots)
    _papers(found, known, items)


def _plans(known: Known) -> dict[str, set[int]]:
    slots: dict[str, set[int]] = {}
    for n, plan in known.records("forward_plans"):
        where: Where = ("forward_plans", n)
        known.body((*where, "body"), plan["body"])
        themes = {theme["slug"] for theme in plan.get("themes", [])}
        numbers = {slot["number"] for slot in plan["slots"]}
        slots[plan["body"]] = numbers
        taken: set[tuple[str, int]] = set()
        for m, entry in enumerate(plan.get("entries", [])):
            at = (*where, "entries", m)
            known.meeting((*at, "meeting"), plan["body"], entry["meeting"])
            known.refer((*at, "slot"), entry["slot"], numbers, "slot")
            known.refer((*at, "theme"), entry.get("theme"), themes, "theme")
            known.body((*at, "body"), entry.get("body"))
            known.body((*at, "author"), entry.get("author"))
            cell = (entry["meeting"], entry["slot"])
            if cell in taken:
                known.mistake(at, entry["title"], "this slot has an entry at this meeting already")
            taken.add(cell)
    return slots


def _agendas(known: Known, slots: dict[str, set[int]]) -> dict[tuple[str, str], set[str]]:
    items: dict[tuple[str, str], set[str]] = {}
    for n, agenda in known.records("agendas"):
        where: Where = ("agendas", n)
        known.body((*where, "body"), agenda["body"])
        known.meeting((*where, "meeting"), agenda["body"], agenda["meeting"])
        items[(agenda["body"], agenda["meeting"])] = {one["slug"] for one in agenda["items"]}
        numbers = Counter((one["number"], one.get("letter", "")) for one in agenda["items"])
        slugs = Counter(one["slug"] for one in agenda["items"])
        for m, one in enumerate(agenda["items"]):
            at = (*where, "items", m)
            known.body((*at, "lead_body"), one.get("lead_body"))
            of_plan = slots.get(agenda["body"], set())
            known.refer((*at, "slot"), one.get("slot"), of_plan, "slot", defined_in="forward_plans")
            if numbers[(one["number"], one.get("letter", ""))] > 1:
                known.mistake((*at, "number"), one["number"], "another item has this number")
            if slugs[one["slug"]] > 1:
                known.mistake((*at, "slug"), one["slug"], "another item has this slug")
    return items


def _papers(found: AreaFile, known: Known, items: dict[tuple[str, str], set[str]]) -> None:
    seen: set[tuple[str, ...]] = set()
    for n, paper in known.records("papers"):
        where: Where = ("papers", n)
        known.body((*where, "from"), paper["from"])
        known.body((*where, "body"), paper["body"])
        if known.meeting((*where, "meeting"), paper["body"], paper["meeting"]):
            of_meeting = items.get((paper["body"], paper["meeting"]), set())
            known.refer(
                (*where, "item"), paper["item"], of_meeting, "agenda item", defined_in="agendas"
            )
        if paper.get("minutes_of"):
            known.meeting((*where, "minutes_of"), paper["body"], paper["minutes_of"])
        key = (paper["body"], paper["meeting"], paper["slug"])
        if key in seen:
            known.mistake(
                (*where, "slug"), paper["slug"], "another paper of this meeting has this slug"
            )
        seen.add(key)
        _content(found, known, where, paper)
        if paper["state"] == "withheld" and not (
            paper.get("withheld_until") or paper.get("withheld_until_decision")
        ):
            expected = "a withheld paper says until which day or which decision"
            known.mistake((*where, "state"), "withheld", expected)


def _content(found: AreaFile, known: Known, where: Where, paper: dict[str, Any]) -> None:
    given = [key for key in ("text", "text_inline", "file") if paper.get(key)]
    if len(given) > 1:
        known.mistake((*where, given[1]), None, "give a paper's content once: text or a file")
    if not given and paper["state"] not in {"to-follow", "draft", "withheld"}:
        expected = f"a paper that is {paper['state']} has a text or a file"
        known.mistake(where, paper["slug"], expected)
    check_text(found, known, where, paper)
    if paper.get("file"):
        _file(found, known, (*where, "file"), paper["file"])


def _file(found: AreaFile, known: Known, where: Where, name: str) -> None:
    path = found.beside(name)
    if path is None:
        known.mistake(where, name, "there is no such file beside this one")
        return
    try:
        if path.suffix == ".pdf":
            page_count(path.read_bytes())
        else:
            read_office(path.read_bytes(), path.suffix)
    except (UnreadableDocument, UnreadablePdf) as error:
        known.mistake(where, name, str(error))


def check_text(found: AreaFile, known: Known, where: Where, record: dict[str, Any]) -> None:
    """Note a text that is missing or cannot be read as Markdown."""
    try:
        text = text_of(found, record)
        if text is not None:
            read_markdown(text)
            if "\0" in text:
                raise UnreadableDocument("a null character is no text, and no database keeps one")
    except FileNotFoundError:
        known.mistake((*where, "text"), record["text"], "there is no such file beside this one")
    except UnicodeDecodeError:
        known.mistake((*where, "text"), record["text"], "a text is saved as UTF-8")
    except UnreadableDocument as error:
        known.mistake((*where, "text"), record.get("text"), str(error))


def text_of(found: AreaFile, record: dict[str, Any]) -> str | None:
    """A record's Markdown, inline or beside the file; None where it has none.

    Raises FileNotFoundError, UnicodeDecodeError.
    """
    inline: str | None = record.get("text_inline")
    if inline or not record.get("text"):
        return inline
    path = found.beside(record["text"])
    if path is None:
        raise FileNotFoundError(record["text"])
    return path.read_text(encoding="utf-8")
