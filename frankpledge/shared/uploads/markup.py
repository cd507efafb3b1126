"""XML out of files that people send: nothing is fetched, and nothing unfolds."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from frankpledge.shared.uploads.kinds import NotTaken

DAMAGED: Final = (
    "This file is damaged or cut short. Open it in the program that made it, save it again and "
    "send that."
)


def parsed(xml: bytes) -> Any:
    """XML as lxml's elements; nothing is fetched and nothing unfolds. Raises NotTaken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotTaken(DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise NotTaken(
            "This file defines words of its own that unfold into others, as no office program "
            "does. Save it again in your office program and send that."
        )
    return root


def written(root: Any) -> bytes:
    """Elements as XML again."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def unwrap(element: Any) -> None:
    """Take an element out of its tree; what stands in it stays in its place."""
    for child in list(element):
        element.addprevious(child)
    take_out(element)


def take_out(element: Any) -> None:
    """Take an element out of its tree; the text that follows it stays."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
