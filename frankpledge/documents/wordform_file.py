"""A returned Word file opened for reading: its mark, its blocks in order, its tagged controls."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lxml import etree

from frankpledge.documents.office import UnreadableDocument, open_office
from frankpledge.documents.pandoc import Converted, read_office
from frankpledge.documents.safe import clean
from frankpledge.documents.wordform import PLACEHOLDERS, FormName, NotOurForm
from frankpledge.documents.wordform_xml import MC, w, w14

_BODY: Final = "word/document.xml"
_MARK: Final = re.compile(r"Frankpledge form: ([\w-]+), version (\d{1,6}), about (\S+)\.(?=\s|<|$)")
# What Word itself shows in an emptied control.
_WORDS_OWN: Final = frozenset(
    {
        "click or tap here to enter text.",
        "click here to enter text.",
        "click or tap to enter a date.",
        "click here to enter a date.",
        "choose an item.",
    }
)
_PLACEHOLDERS: Final = _WORDS_OWN | {one.casefold() for one in PLACEHOLDERS.values()}


@dataclass(frozen=True, slots=True)
class Shown:
    """One paragraph or table of the file, controls unwrapped; `style` is a paragraph's style."""

    element: Any
    text: str
    style: str

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.element.tag == w("tbl"))


@dataclass(frozen=True, slots=True)
class FormFile:
    """The parsed file; `notes` in plain words."""

    data: bytes
    root: Any
    notes: tuple[str, ...]

    @property
    def body(self) -> Any:
        """The document's body."""
        return self.root.find(w("body"))

    def shown(self) -> tuple[Shown, ...]:
        """Every paragraph and table of the body, in reading order."""
        return tuple(
            Shown(one, "" if one.tag == w("tbl") else text_in(one), _style(one))
            for one in _unwrapped(self.body)
        )

    def controls(self) -> Iterator[tuple[str, Any]]:
        """Every control that has a tag, with its tag, in reading order."""
        for control in self.body.iter(w("sdt")):
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            if tag is not None and tag.get(w("val")):
                yield tag.get(w("val")), control

    def blocks(self, elements: Iterable[Any]) -> Converted:
        """Paragraphs and tables of the file as blocks; nothing when they hold no text.

        They are read in a copy of the file that holds only them, so that lists, pictures and
        footnotes are found where they belong. Raises `UnreadableDocument`.
        """
        root = deepcopy(self.root)
        body = root.find(w("body"))
        last = body.find(w("sectPr"))
        for one in list(body):
            body.remove(one)
        body.extend(deepcopy(list(elements)))
        if last is not None:
            body.append(last)
        if not text_in(body).strip() and body.find(f".//{w('drawing')}") is None:
            return Converted(())
        found = read_office(_with_body(self.data, root), ".docx")
        return Converted(found.blocks, tuple(one for one in found.notes if one not in self.notes))


def open_form(data: bytes) -> FormFile:
    """The file, if it is a Word file at all. Raises `UnreadableDocument`, in plain words."""
    if data[:2] == b"PK" and b"opendocument" in data[:200]:
        raise NotOurForm(
            "This is an OpenDocument file. Save the form as Word (.docx) and send it again."
        )
    notes = open_office(data, ".docx").notes
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read(_BODY), parser)
    except (etree.XMLSyntaxError, KeyError) as error:
        raise UnreadableDocument(
            "This file could not be read. Open it in your word processor and save it again."
        ) from error
    if root.find(w("body")) is None:
        raise UnreadableDocument("This file holds no text. Check that it is the right one.")
    _drop(root, (f"{{{MC}}}Fallback", w("del"), w("moveFrom")))
    return FormFile(data, root, notes)


def form_name_in(data: bytes) -> FormName:
    """Which of our forms the file is. Raises `NotOurForm`, or `UnreadableDocument`."""
    file = open_form(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        hidden = (
            archive.read("docProps/custom.xml").decode("utf-8", "replace")
            if "docProps/custom.xml" in archive.namelist()
            else ""
        )
    for text in (text_in(file.body), hidden):
        if found := _MARK.search(text):
            return FormName(found[1], int(found[2]), found[3])
    raise NotOurForm(
        "This is a Word file, but not one of the forms that Frankpledge sent out, or the line at "
        "its end that says which form it is has been deleted. Fetch the form again, copy the "
        "answers into it, and send that."
    )


def text_in(element: Any) -> str:
    """The words in an element, a line a paragraph, without what was struck out."""
    parts: list[str] = []
    for one in element.iter():
        if one.tag == w("t"):
            parts.append(one.text or "")
        elif one.tag in {w("br"), w("cr")}:
            parts.append("\n")
        elif one.tag == w("tab") and one.getparent().tag == w("r"):
            parts.append(" ")
        elif one.tag == w("noBreakHyphen"):
            parts.append("-")
        elif one.tag == w("p") and parts:
            parts.append("\n")
    return clean("".join(parts))


def answer_in(control: Any) -> str:
    """What a control says, "" while it shows only its placeholder."""
    text = text_in(control).strip()
    runs = [one for one in control.iter(w("r")) if text_in(one).strip()]
    placeholder = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
    if placeholder and all(one.find(f"{w('rPr')}/{w('rStyle')}") is not None for one in runs):
        return ""
    return _without_placeholder(text)


def words_of(element: Any) -> str:
    """The answer in a paragraph or cell, whether in a box or beside it, without placeholders."""
    copy = deepcopy(element)
    for box in list(copy.iter(w("sdt"))):
        if not answer_in(box) and box.getparent() is not None:
            box.getparent().remove(box)
    lines = map(_without_placeholder, text_in(copy).split("\n"))
    return "\n".join(lines).strip()


def _without_placeholder(text: str) -> str:
    return "" if text.strip().casefold() in _PLACEHOLDERS else text.strip()


def picked_day(element: Any) -> date | None:
    """The day that a date control in the element holds, as the calendar set it."""
    found = next(iter(element.iter(w("date"))), None)
    try:
        return None if found is None else date.fromisoformat(found.get(w("fullDate"), "")[:10])
    except ValueError:
        return None


def picked_tick(element: Any) -> bool | None:
    """Whether a tick box in the element is ticked; None when there is no tick box."""
    found = next(iter(element.iter(w14("checked"))), None)
    return None if found is None else found.get(w14("val")) in {"1", "true", "on"}


def _unwrapped(parent: Any) -> Iterator[Any]:
    for one in parent:
        if one.tag in {w("p"), w("tbl")}:
            yield one
        elif one.tag == w("sdt"):
            for inside in one.findall(w("sdtContent")):
                yield from _unwrapped(inside)
        elif one.tag in {w("ins"), w("moveTo"), w("customXml"), w("smartTag")}:
            yield from _unwrapped(one)


def _style(element: Any) -> str:
    found = element.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val"), ""))


def _drop(root: Any, names: tuple[str, ...]) -> None:
    for one in list(root.iter(*names)):
        parent = one.getparent()
        if parent.tag == w("trPr"):
            # So Word marks a row that was struck out.
            one, parent = parent.getparent(), parent.getparent().getparent()
        if parent is not None and parent.tag != w("rPr"):
            parent.remove(one)


def _with_body(data: bytes, root: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            content = etree.tostring(root) if part.filename == _BODY else source.read(part)
            target.writestr(part.filename, content)
    return out.getvalue()
