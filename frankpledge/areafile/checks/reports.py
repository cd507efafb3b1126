"""Update templates, updates, priorities and agreements: do they hang together?"""

from collections import Counter
from typing import Any

from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.checks.meetings import check_text
from frankpledge.areafile.reading import AreaFile, Where


def check(found: AreaFile, known: Known) -> None:
    """Note every mistake in the planning and review parts of the file."""
    templates: dict[str, dict[str, Any]] = {}
    for n, template in known.records("update_templates"):
        known.body(("update_templates", n, "body"), template["body"])
        if template["body"] in templates:
            at = ("update_templates", n, "body")
            known.mistake(at, template["body"], "this board has a template already")
        templates[template["body"]] = template
    for n, update in known.records("updates"):
        _update(known, ("updates", n), update, templates)
    for n, priority in known.records("priorities"):
        where: Where = ("priorities", n)
        known.body((*where, "board"), priority["board"])
        known.body((*where, "delivery_group"), priority.get("delivery_group"))
        for m, board in enumerate(priority["lead_boards"]):
            known.body((*where, "lead_boards", m), board)
    for n, agreement in known.records("agreements"):
        _agreement(found, known, ("agreements", n), agreement)


def _update(
    known: Known, where: Where, update: dict[str, Any], templates: dict[str, dict[str, Any]]
) -> None:
    known.body((*where, "body"), update["body"])
    known.meeting((*where, "meeting"), update["board"], update["meeting"])
    board, kind = update["board"], "update template for a body"
    if not known.refer((*where, "board"), board, templates, kind, defined_in="update_templates"):
        return
    template = templates[update["board"]]
    sections = {section["slug"] for section in template["sections"]}
    documents = {document["slug"] for document in template["documents"]}
    for slug in update.get("sections", {}):
        known.refer((*where, "sections", slug), slug, sections, "section in the board's template")
        for n, line in enumerate(update["sections"][slug]):
            _risk(known, (*where, "sections", slug, n, "risk"), update["body"], line)
            for m, link in enumerate(line.get("links", []) if isinstance(line, dict) else []):
                known.body((*where, "sections", slug, n, "links", m, "body"), link["body"])
    for n, one in enumerate(update.get("dates", [])):
        if one.get("until") and one.get("from") and one["until"] < one["from"]:
            at = (*where, "dates", n, "until")
            known.mistake(at, one["until"], f"the last day is before the first, {one['from']}")
    for slug, row in update.get("documents", {}).items():
        at = (*where, "documents", slug)
        known.refer(at, slug, documents, "document in the board's template")
        if len({"date", "month", "year"} & set(row)) > 1:
            known.mistake(at, slug, "give one of date, month and year: as much as is known")


def _risk(known: Known, where: Where, group: str, line: Any) -> None:
    """Where a file holds the group's register, a line is about a risk that stands in it."""
    numbers = {one["number"] for _, one in known.records("risks") if one["register"] == group}
    if isinstance(line, dict) and numbers and line.get("risk", min(numbers)) not in numbers:
        known.mistake(where, line["risk"], "the number of a risk in the group’s register")


def _agreement(found: AreaFile, known: Known, where: Where, agreement: dict[str, Any]) -> None:
    known.body((*where, "board"), agreement["board"])
    known.period(where, agreement)
    check_text(found, known, where, agreement)
    parties = Counter(party["body"] for party in agreement["parties"])
    for n, party in enumerate(agreement["parties"]):
        known.body((*where, "parties", n, "body"), party["body"])
        if parties[party["body"]] > 1:
            known.mistake((*where, "parties", n), party["body"], "this party is here twice")
    for n, slot in enumerate(agreement["signatures"]):
        at = (*where, "signatures", n)
        known.body((*at, "body"), slot["body"])
        if bool(slot.get("signed")) != bool(slot.get("signed_by")):
            expected = "a signature has both a day, “signed”, and a post, “signed_by”, or neither"
            known.mistake(at, slot["body"], expected)
