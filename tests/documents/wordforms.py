"""A form of every kind of question, and hands that change its file as people and programs do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import etree

from frankpledge.documents.pandoc import read_markdown
from frankpledge.documents.wordform import (
    FormColumn,
    FormField,
    FormGrid,
    FormItem,
    FormName,
    FormPart,
    FormRows,
    WordForm,
)
from frankpledge.documents.wordform_xml import w

NAME = FormName("update", 2, "updates/board/2018-10-11/drugs/")
REPORT = read_markdown(
    "# Recommendations\n\nWe ask *two* things.\n\n{recommendations}\n\n## Detail\n\n- one\n- two\n"
    "  - deep\n\n1. first\n2. second\n\n| Area | Sum |\n|---|--:|\n| North | 12 |\n| South | 15 |\n"
)


def cell(row: str, name: str, column: str, value: str = "") -> FormField:
    label = "what is in place" if column == "text" else "its date"
    return FormField(f"d.{row}.{column}", f"{name}: {label}", "line", value)


ITEMS: tuple[FormItem, ...] = (
    FormPart("The group", "Who you are."),
    FormField("chair", "Chair", "line", "Head of service", "The post, not a name.", most=60),
    FormField("vice", "Vice-chair", "line"),
    FormField("met", "The group last met on", "date", date(2018, 9, 11)),
    FormField("next", "The group meets next on", "date", needed=True),
    FormField(
        "state",
        "State",
        "choice",
        "draft",
        choices=(("draft", "Draft"), ("final", "Final version")),
    ),
    FormField("quorate", "The meeting was quorate", "tick", True),
    FormPart("What it did"),
    FormField("work", "What the group did", "text", "First line\nSecond line", "One a line."),
    FormRows(
        "risks",
        "Risks",
        (FormColumn("risk", "Risk"), FormColumn("ask", "What you ask of the board", 100)),
        (("Funding ends", "Agree match funding"), ("Staff\nleave", "")),
        "Add a row for each.",
    ),
    FormGrid(
        "Documents",
        ("Document", "What is in place", "Its date"),
        (
            (
                "Terms of reference",
                (
                    cell("tor", "Terms of reference", "text", "Agreed"),
                    cell("tor", "Terms of reference", "date", "June 2017"),
                ),
            ),
            ("Plan", (cell("plan", "Plan", "text"), cell("plan", "Plan", "date"))),
        ),
    ),
    FormRows("recommendations", "Recommendations", (FormColumn("text", "Recommendation"),)),
    FormField("report", "The report", "rich", REPORT),
    FormField("more", "Anything else", "rich"),
)


def form(**changes: Any) -> WordForm:
    made = WordForm(
        NAME,
        "Quarterly update",
        "Fill in the boxes and send the file back.",
        ITEMS,
        (("To", "The Board"), ("Due", "1 October 2018")),
    )
    return replace(made, **changes)


def first_version() -> WordForm:
    """The form as it was: the report had another tag, and it asked for a budget."""
    kept = tuple(
        replace(one, tag="paper") if isinstance(one, FormField) and one.tag == "report" else one
        for one in ITEMS
    )
    asked = FormField("budget", "Budget", "line", "£1,200")
    return form(name=replace(NAME, version=1), items=(*kept[:3], asked, *kept[3:]))


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with its document changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            target.writestr(part.filename, content)
    return out.getvalue()


def boxes(root: Any, tag: str) -> list[Any]:
    found = [one for one in root.iter(w("tag")) if one.get(w("val")) == tag]
    return [one.getparent().getparent() for one in found]


def write_in(root: Any, tag: str, text: str, *, place: int = 0) -> None:
    """Types into a box as Word does: the placeholder goes, its style with it."""
    box = boxes(root, tag)[place]
    properties = box.find(w("sdtPr"))
    for shown in properties.findall(w("showingPlcHdr")):
        properties.remove(shown)
    runs = list(box.iter(w("r")))
    for style in list(runs[0].iter(w("rStyle"))):
        style.getparent().remove(style)
    for one in list(box.iter(w("t"), w("br"))):
        if one.getparent() is not runs[0] or one.tag == w("br"):
            one.getparent().remove(one)
    next(runs[0].iter(w("t"))).text = text


def unbox(root: Any, tag: str) -> None:
    """Takes a box away and leaves what it held."""
    for box in boxes(root, tag):
        parent, inside = box.getparent(), list(box.find(w("sdtContent")))
        place = parent.index(box)
        parent.remove(box)
        for offset, one in enumerate(inside):
            parent.insert(place + offset, one)


def paragraph(text: str) -> Any:
    made = etree.Element(w("p"))
    run = etree.SubElement(made, w("r"))
    etree.SubElement(run, w("t")).text = text
    return made
