"""Requirements of an area file: do they hang together?"""

from typing import Any

from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import Where

Given = dict[str, Any]


def check(known: Known) -> None:
    """Note every mistake."""
    forms = {one["body"]: one for _, one in known.records("update_templates")}
    boards: set[str] = set()
    for n, told in known.records("requirements"):
        where: Where = ("requirements", n)
        known.body((*where, "body"), told["body"])
        if told["body"] in boards:
            known.mistake((*where, "body"), told["body"], "this board has requirements already")
        boards.add(told["body"])
        asked = _asked(known, where, told, forms.get(told["body"]))
        for m, one in enumerate(told.get("exceptions", [])):
            at = (*where, "exceptions", m)
            known.body((*at, "group"), one["group"])
            known.refer((*at, "requirement"), one["requirement"], asked, "requirement of the board")
            known.period(at, one)
        known.twice(
            (*where, "exceptions"),
            told.get("exceptions", []),
            lambda one: (one["group"], one["requirement"], one["from"]),
            "this exception",
        )


def _asked(known: Known, where: Where, told: Given, form: Given | None) -> set[str]:
    """The slugs of a board's requirements, each checked against its form and the others."""
    listed = told["requirements"]
    slugs = {one["slug"] for one in listed}
    rows = {one["slug"] for one in form["documents"]} if form else set()
    for m, one in enumerate(listed):
        at = (*where, "requirements", m)
        if not known.incomplete("update_templates"):
            document = one.get("document")
            known.refer((*at, "document"), document, rows, "document in the board's form")
        before = {other["slug"] for other in listed[:m]}
        kind = "requirement before this one"
        known.refer((*at, "informed_by"), one.get("informed_by"), before, kind)
    here: Where = (*where, "requirements")
    known.twice(here, listed, lambda one: one["slug"], "this requirement")
    with_rows = [one for one in listed if one.get("document")]
    places = [m for m, one in enumerate(listed) if one.get("document")]
    known.twice(here, with_rows, lambda one: one["document"], "this document", places)
    return slugs
