"""One assessment: what it says, what is asked of you, what was said of it; and its files."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.evidence.assessments.access import access_assessment
from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.papers import assessment_pack, content_of, facts_of
from frankpledge.evidence.assessments.permissions import (
    can_approve,
    can_comment,
    can_write,
    reads_in_full,
)
from frankpledge.evidence.assessments.queries.basis import (
    NeedsInput,
    basis,
    needs_inputs,
    rests_on_others,
)
from frankpledge.evidence.assessments.queries.page import (
    Revised,
    SectionPage,
    revised_since,
    sections_of_page,
    surveys_withdrawn_since,
)
from frankpledge.evidence.assessments.rules.states import OPEN
from frankpledge.evidence.assessments.uses import uses_of
from frankpledge.evidence.assessments.views.trail import crumbs
from frankpledge.history.queries import entries_about
from frankpledge.meetings.models import Decision
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import Looking
from frankpledge.shared import clock

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def assessment(request: Looking, body: str, number: int) -> HttpResponse:
    """An assessment; once published, as it was published."""
    viewer = request.viewer
    found = access_assessment(viewer, body, number)
    inside = bool(reads_in_full(viewer, found))
    writes = bool(can_write(viewer, found)) and found.state in OPEN
    pages = {one.section.slug: one for one in sections_of_page(found)} if inside else {}
    context = {
        "breadcrumbs": crumbs(found.body),
        "assessment": found,
        "name": found.body.name_on(found.ends),
        "inside": inside,
        "facts": [{"key": name, "value": value} for name, value in facts_of(found, found.ends)],
        "parts": [
            _part(viewer, found, one.slug, one.heading, one.blocks, pages.get(one.slug), writes)
            for one in content_of(found, public=not inside)
        ],
        "buttons": _buttons(viewer, found, writes=writes),
        "posts": _posts(viewer, found, writes=writes),
        "send": [("version", found.version)],
        "asked": _asked(viewer, found),
        "revised": _since(found) if found.content else [],
        "inputs": [_input(viewer, one.part) for one in _inputs(found)],
        "needs": [_needs(one) for one in needs_inputs(found, viewer)]
        if rests_on_others(found.body, found.ends)
        else [],
        "basis": _basis(found) if inside else None,
        "uses": [vars(one) for one in uses_of(found, viewer)],
        "decided": _decided(viewer, found),
        "pdf_url": _url("pdf", found),
        "docx_url": _url("docx", found),
        "history": entries_about(found, *found.sections.all()) if inside else [],
    }
    return render(request, "assessments/assessment.html", context)


def _url(name: str, found: Assessment, *more: Any) -> str:
    return reverse(f"assessments:{name}", args=[found.body.slug, found.number, *more])


def _part(
    viewer: Viewer,
    found: Assessment,
    slug: str,
    heading: str,
    blocks: Any,
    page: SectionPage | None,
    writes: bool,
) -> dict[str, Any]:
    part: dict[str, Any] = {"slug": slug, "heading": heading, "blocks": blocks}
    if page is None:
        return part
    part["guidance"] = page.section.guidance if found.state in OPEN else ""
    if writes:
        part["write_url"] = _url("section", found, slug)
    if found.state == "in review" and can_comment(viewer, found):
        part["comment_url"] = _url("comment", found, slug)
    settles = bool(can_write(viewer, found)) and found.state in ("draft", "in review")
    part["comments"] = [
        {
            "comment": one,
            "settle_url": _url("settle", found, one.pk) if settles and not one.settled else "",
        }
        for one in page.comments
    ]
    return part


def _buttons(viewer: Viewer, found: Assessment, *, writes: bool) -> list[tuple[str, str, str]]:
    """What may be done here by following a link: (label, address, kind)."""
    buttons = []
    if can_approve(viewer, found) and found.state == "in review":
        buttons.append(("Record the decision that approved it", _url("approve", found), ""))
    if can_approve(viewer, found) and found.state == "approved":
        buttons.append(("Publish it", _url("publish", found), ""))
    if writes:
        buttons.append(("Change what it is", _url("change", found), "secondary"))
        if rests_on_others(found.body, found.ends):
            buttons.append(("Name what it rests on", _url("inputs", found), "secondary"))
    return buttons


def _posts(viewer: Viewer, found: Assessment, *, writes: bool) -> list[tuple[str, str, str]]:
    """What may be done here by pressing a button: (label, address, kind)."""
    if writes:
        return [("Send it for review", _url("send", found), "")]
    if found.state == "in review" and can_write(viewer, found):
        return [("Take it back to change it", _url("take-back", found), "secondary")]
    return []


def _asked(viewer: Viewer, found: Assessment) -> str:
    if found.state == "in review" and can_comment(viewer, found):
        return "It is in review. Comment on a section where something is missing or not right."
    return ""


def _since(found: Assessment) -> list[dict[str, Any]]:
    withdrawn = [
        {"url": one.get_absolute_url(), "label": str(one), "words": "has been withdrawn since"}
        for one in surveys_withdrawn_since(found)
    ]
    return [*(_revised(one) for one in revised_since(found)), *withdrawn]


def _revised(one: Revised) -> dict[str, Any]:
    return {
        "url": one.finding.get_absolute_url(),
        "label": f"Finding {one.finding.number}: {one.finding.title}",
        "words": one.words,
    }


def _inputs(found: Assessment) -> Any:
    return found.inputs.select_related("part__body")


def _input(viewer: Viewer, part: Assessment) -> dict[str, Any]:
    seen = Assessment.objects.visible_to(viewer).filter(pk=part.pk).exists()
    return {
        "label": f"{part.body.name_on(part.ends)}: {part}",
        "url": part.get_absolute_url() if seen else "",
        "status": part.get_state_display(),
    }


def _needs(one: NeedsInput) -> dict[str, str]:
    return {
        "body": one.body,
        "label": str(one.survey) if one.survey else "",
        "url": one.survey.get_absolute_url() if one.survey else "",
        "base": one.base,
    }


def _basis(found: Assessment) -> Any:
    if not rests_on_others(found.body, found.ends):
        return None
    return basis(found.body.area, found.year, clock.today())


def _decided(viewer: Viewer, found: Assessment) -> list[dict[str, str]]:
    rows = []
    for one in found.decided_by.select_related("decision__meeting__body"):
        seen = Decision.objects.visible_to(viewer).filter(pk=one.decision_id).exists()
        rows.append({"words": str(one), "url": one.decision.get_absolute_url() if seen else ""})
    return rows


def document(request: Looking, body: str, number: int, kind: str) -> HttpResponse:
    """The assessment as a PDF or a Word file, from the same object as the page."""
    found = access_assessment(request.viewer, body, number)
    pack = assessment_pack(found, public=not reads_in_full(request.viewer, found))
    data = pack_pdf(pack) if kind == "pdf" else pack_docx(pack)
    response = HttpResponse(data, content_type=TYPES[kind])
    how = "inline" if kind == "pdf" else "attachment"
    name = f"{body}-assessment-{number}.{kind}"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
