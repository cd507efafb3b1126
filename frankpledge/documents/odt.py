"""An OpenDocument text made plain for pandoc: what it would pass over is said outright.

Pandoc takes no notice of bold type that a paragraph's style gives, by which most papers make their
headings; and it counts lists wrongly that go on from an earlier one, so that "paragraph 4" would
become "paragraph 7".
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from lxml import etree

_SPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_BOLD: Final = "Frankpledge_Bold"
_CONTENT, _STYLES = "content.xml", "styles.xml"


def made_plain(data: bytes) -> bytes:
    """The same file with bold paragraphs and the numbers of lists told; as it was if it cannot."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _parsed(archive.read(_CONTENT))
            styles = _parsed(archive.read(_STYLES)) if _STYLES in archive.namelist() else None
    except etree.XMLSyntaxError:
        return data
    automatic = content.find(_q("office:automatic-styles"))
    if automatic is None:
        automatic = etree.SubElement(content, _q("office:automatic-styles"))
    known = _styles_in(content) | (_styles_in(styles) if styles is not None else {})
    _tell_bold(content, automatic, known)
    _tell_numbers(content, automatic, styles)
    return _with_content(data, etree.tostring(content, xml_declaration=True, encoding="UTF-8"))


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _parsed(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _styles_in(root: Any) -> dict[str, Any]:
    """The paragraph styles by name."""
    return {
        one.get(_q("style:name"), ""): one
        for one in root.iter(_q("style:style"))
        if one.get(_q("style:family")) == "paragraph"
    }


def _is_bold(name: str, known: dict[str, Any]) -> bool:
    """Whether a paragraph style is bold, by itself or by what it is made from."""
    seen: set[str] = set()
    while name in known and name not in seen:
        seen.add(name)
        properties = known[name].find(_q("style:text-properties"))
        weight = None if properties is None else properties.get(_q("fo:font-weight"))
        if weight:
            return str(weight) in {"bold", "600", "700", "800", "900"}
        name = known[name].get(_q("style:parent-style-name"), "")
    return False


def _tell_bold(content: Any, automatic: Any, known: dict[str, Any]) -> None:
    """Puts what stands in a bold paragraph into a span of its own that is bold."""
    bold = etree.SubElement(
        automatic, _q("style:style"), {_q("style:name"): _BOLD, _q("style:family"): "text"}
    )
    etree.SubElement(bold, _q("style:text-properties"), {_q("fo:font-weight"): "bold"})
    for paragraph in list(content.iter(_q("text:p"))):
        if not _is_bold(paragraph.get(_q("text:style-name"), ""), known):
            continue
        span = etree.Element(_q("text:span"), {_q("text:style-name"): _BOLD})
        span.text, paragraph.text = paragraph.text, None
        span.extend(list(paragraph))
        paragraph.append(span)


def _tell_numbers(content: Any, automatic: Any, styles: Any) -> None:
    """Gives each list that goes on from another a style that starts at the right number."""
    models = {
        one.get(_q("style:name")): one
        for root in (content, styles)
        if root is not None
        for one in root.iter(_q("text:list-style"))
    }
    # The last number of each list style, and of each list that another may name.
    last: dict[str, int] = {}
    for number, one in enumerate(_top_lists(content)):
        style = one.get(_q("text:style-name"), "")
        named = one.get(_q("text:continue-list"))
        goes_on = one.get(_q("text:continue-numbering")) == "true"
        before = last.get(f"#{named}") if named else last.get(style) if goes_on else None
        count = len(one.findall(_q("text:list-item")))
        end = (before or 0) + count
        last[style] = end
        last[f"#{one.get(_q('xml:id'))}"] = end
        one.attrib.pop(_q("text:continue-numbering"), None)
        one.attrib.pop(_q("text:continue-list"), None)
        if before and style in models:
            made = _starting_at(models[style], f"Frankpledge_{number}", before + 1)
            automatic.append(made)
            one.set(_q("text:style-name"), f"Frankpledge_{number}")


def _starting_at(model: Any, name: str, start: int) -> Any:
    made = deepcopy(model)
    made.set(_q("style:name"), name)
    for level in made.iter(_q("text:list-level-style-number")):
        if level.get(_q("text:level")) == "1":
            level.set(_q("text:start-value"), str(start))
    return made


def _top_lists(content: Any) -> Iterator[Any]:
    for one in content.iter(_q("text:list")):
        if next(one.iterancestors(_q("text:list")), None) is None:
            yield one


def _with_content(data: bytes, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            # The pictures are taken from the file itself; pandoc sees none in its sandbox.
            if not part.filename.startswith("Pictures/"):
                told = part.filename == _CONTENT
                target.writestr(part.filename, content if told else source.read(part))
    return out.getvalue()
