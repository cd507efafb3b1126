"""What a Word or OpenDocument text hides from its own reader, taken out before it is read.

Pandoc takes hidden text for text like any other. Its author does not see it on their screen, so
nobody may find it on the page that is made.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from frankpledge.documents.office import UnreadableDocument

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# What of a run is no text of its own: how it looks, and where a field begins and ends.
_NO_TEXT: Final = frozenset({f"{_W}rPr", f"{_W}fldChar", f"{_W}instrText"})
# The parts that pandoc takes words from, after the one with the styles.
_READ: Final = {
    ".docx": ("word/styles.xml", "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    ".odt": ("styles.xml", "content.xml"),
}

Styles = dict[str, tuple[bool | None, str]]
"""Of each style: whether it hides what it is given to (None: it does not say), and its model."""


def without_hidden(data: bytes, suffix: str) -> tuple[bytes, bool]:
    """A text without what is hidden in it, and whether there was any.

    `suffix`: ".docx" or ".odt". Raises UnreadableDocument where a part is no XML.
    """
    word = suffix == ".docx"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {one.filename: archive.read(one) for one in archive.infolist()}
        roots = {name: _parsed(parts[name]) for name in _READ[suffix] if name in parts}
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise UnreadableDocument(
            "This file could not be read. Open it in your word processor and save it again."
        ) from error
    take_out = _out_of_word if word else _out_of_odf
    known: Styles = {}
    changed: dict[str, bytes] = {}
    for name, root in roots.items():
        known |= _styles(root, word=word)
        if take_out(root, known):
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return (_archive(parts | changed) if changed else data), bool(changed)


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _styles(root: Any, *, word: bool) -> Styles:
    if word:
        return {
            one.get(f"{_W}styleId", ""): (
                _vanishes(one.find(f"{_W}rPr")),
                _value(one.find(f"{_W}basedOn")),
            )
            for one in root.iter(f"{_W}style")
        }
    return {
        one.get(f"{_STYLE}name", ""): (
            _undisplayed(one.find(f"{_STYLE}text-properties")),
            one.get(f"{_STYLE}parent-style-name", ""),
        )
        for one in root.iter(f"{_STYLE}style")
    }


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _vanishes(properties: Any) -> bool | None:
    """Whether properties of a run hide it; None where they do not say."""
    found = None if properties is None else properties.find(f"{_W}vanish")
    return None if found is None else _value(found).lower() not in {"0", "false", "off"}


def _undisplayed(properties: Any) -> bool | None:
    display = None if properties is None else properties.get(f"{_TEXT}display")
    return None if display is None else display == "none"


def _hides(name: str, known: Styles) -> bool | None:
    """Whether a style hides, by itself or by what it is made from."""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        says, model = known[name]
        if says is not None:
            return says
        name = model
    return None


def _out_of_word(root: Any, known: Styles) -> bool:
    hidden = [run for run in root.iter(f"{_W}r") if _is_hidden(run, known)]
    texts = [one for run in hidden for one in run if one.tag not in _NO_TEXT]
    for one in texts:
        one.getparent().remove(one)
    return bool(texts)


def _is_hidden(run: Any, known: Styles) -> bool:
    """What a run says of itself counts first, then its style, then that of its paragraph."""
    own = run.find(f"{_W}rPr")
    paragraph = next(run.iterancestors(f"{_W}p"), None)
    asked: tuple[Callable[[], bool | None], ...] = (
        lambda: _vanishes(own),
        lambda: _hides(_value(None if own is None else own.find(f"{_W}rStyle")), known),
        lambda: _hides(_paragraph_style(paragraph), known),
    )
    return bool(next((says for one in asked if (says := one()) is not None), False))


def _paragraph_style(paragraph: Any) -> str:
    return "" if paragraph is None else _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))


def _out_of_odf(root: Any, known: Styles) -> bool:
    hidden = [one for one in root.iter() if isinstance(one.tag, str) and _is_off(one, known)]
    for one in hidden:
        _emptied(one, known)
    return bool(hidden)


def _is_off(element: Any, known: Styles) -> bool:
    name = element.tag.removeprefix(_TEXT)
    if element.get(f"{_TEXT}is-hidden") == "true" or (
        name == "section" and element.get(f"{_TEXT}display") == "none"
    ):
        return True
    if (
        name == "p"
        and element.find(f"{_TEXT}hidden-paragraph[@{_TEXT}is-hidden='true']") is not None
    ):
        return True
    style = element.get(f"{_TEXT}style-name", "")
    return name in {"span", "p", "h", "a"} and bool(_hides(style, known))


def _emptied(element: Any, known: Styles) -> None:
    """Takes the words out, but for spans that say they are shown after all; the rest stays."""
    element.text = None
    for one in list(element):
        one.tail = None
        shown = isinstance(one.tag, str) and (
            _hides(one.get(f"{_TEXT}style-name", ""), known) is False
        )
        if not shown:
            element.remove(one)


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()
