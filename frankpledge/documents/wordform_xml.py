"""Content controls: the boxes of a Word form, as Word's own markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from lxml import etree

from frankpledge.documents.word_xml import element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TICKED, UNTICKED = "☒", "☐"


def w(name: str) -> str:
    """Word's own name in full: w("sdt")."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """A name that Word knows since 2010."""
    return f"{{{W14}}}{name}"


def w15(name: str) -> str:
    """A name that Word knows since 2013."""
    return f"{{{W15}}}{name}"


class Controls:
    """Makes content controls, each with a number of its own."""

    def __init__(self) -> None:
        self._last = 0

    def control(
        self,
        content: Sequence[Any],
        *,
        tag: str = "",
        title: str = "",
        lock: str = "",
        empty: bool = False,
        kind: Sequence[Any] = (),
    ) -> Any:
        """A control around `content`; `empty` says that it shows a placeholder.

        `lock`: "sdtLocked" keeps the control itself from being deleted, "sdtContentLocked" its
        content too. The parts stand in the order in which Word itself writes them.
        """
        self._last += 1
        properties = element("w:sdtPr")
        if title:
            # Word refuses files with names of over 64 characters.
            properties.append(element("w:alias", val=title[:64]))
        if tag:
            properties.append(element("w:tag", val=tag[:64]))
        properties.append(element("w:id", val=str(730_000 + self._last)))
        if lock:
            properties.append(element("w:lock", val=lock))
        if empty:
            properties.append(element("w:showingPlcHdr"))
        properties.extend(kind)
        inside = element("w:sdtContent")
        inside.extend(content)
        made = element("w:sdt")
        made.append(properties)
        made.append(inside)
        return made


def run(text: str, *, style: str = "") -> Any:
    """A run of text; line ends become line breaks."""
    made = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        made.append(properties)
    for index, line in enumerate(text.split("\n")):
        if index:
            made.append(element("w:br"))
        shown = element("w:t")
        shown.text = line
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(shown)
    return made


def new_paragraph(document: Any, style: str) -> Any:
    """An empty paragraph in a style, not yet in the document."""
    made, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=document.styles[style].style_id))
    made.append(properties)
    return made


def text_kind() -> Any:
    """A control for one line of plain text."""
    return element("w:text")


def date_kind(day: date | None) -> Any:
    """A calendar to pick from, in British order."""
    made = element("w:date", fullDate=f"{day.isoformat()}T00:00:00Z") if day else element("w:date")
    made.append(element("w:dateFormat", val="d MMMM yyyy"))
    made.append(element("w:lid", val="en-GB"))
    made.append(element("w:storeMappedDataAs", val="dateTime"))
    made.append(element("w:calendar", val="gregorian"))
    return made


def choice_kind(choices: Sequence[tuple[str, str]]) -> Any:
    """A list to choose from."""
    made = element("w:dropDownList")
    for key, shown in choices:
        made.append(element("w:listItem", displayText=shown, value=key))
    return made


def tick_kind(*, ticked: bool) -> Any:
    """A box to tick."""
    made = etree.Element(w14("checkbox"))
    etree.SubElement(made, w14("checked")).set(w14("val"), "1" if ticked else "0")
    for name, shape in (("checkedState", "2612"), ("uncheckedState", "2610")):
        state = etree.SubElement(made, w14(name))
        state.set(w14("val"), shape)
        state.set(w14("font"), "MS Gothic")
    return made


def repeating_kind(*, item: bool = False) -> Any:
    """Rows that Word can repeat: around all of them, or around one `item`."""
    return etree.Element(w15("repeatingSectionItem" if item else "repeatingSection"))


def declare_newer_words(document: Any) -> None:
    """Tells older programs which of the names in the document they may pass over."""
    old = document.element
    names = {**old.nsmap, "mc": MC, "w14": W14, "w15": W15}
    new = old.makeelement(old.tag, dict(old.attrib), nsmap=names)
    new.set(f"{{{MC}}}Ignorable", "w14 w15")
    new.extend(list(old))
    document.part._element = new
