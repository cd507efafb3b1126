"""Word, Excel and PowerPoint files without what acts, reaches out or names people.

Such a file is parts that name each other. Every relation between them is looked at, and what is
kept is what can still be reached. So macros, embedded objects, links to other files, and whatever
lies in the archive without being named, are gone; the rest is written anew.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from frankpledge.shared.uploads.archives import Parts, packed, unpacked
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.links import is_plain
from frankpledge.shared.uploads.markup import DAMAGED, parsed, written
from frankpledge.shared.uploads.ooxml_names import without_names
from frankpledge.shared.uploads.ooxml_reaching import without_reaching, without_references

TYPES: Final = "[Content_Types].xml"
# The last word of a relation's type → it is taken out, and what it leads to with it.
_TAKEN_OUT: Final = frozenset(
    {
        *("vbaproject", "wordvbadata", "attachedtoolbars", "keymapcustomizations"),
        *("oleobject", "package", "control", "activexcontrolbinary", "ctrlprop"),
        *("extensibility", "usercustomization", "externallink", "externallinkpath"),
        *("attachedtemplate", "subdocument", "afchunk", "frame", "mailmergesource"),
        *("mailmergeheadersource", "recipientdata", "attachedschema", "transform"),
        *("origin", "signature", "certificate", "webextension", "webextensiontaskpanes"),
        *("printersettings", "revisionheaders", "revisionlog", "usernames"),
    }
)
# What cannot be taken out without spoiling the file.
_REFUSED: Final = {
    "xlmacrosheet": "a sheet of macros in Excel’s old language",
    "xlintlmacrosheet": "a sheet of macros in Excel’s old language",
    "dialogsheet": "a sheet that is a dialog",
    "connections": "a connection that fetches data from elsewhere",
    "querytable": "a table that fetches its data from elsewhere",
}
_PLAIN_TYPES: Final = {
    "application/vnd.ms-word.document.macroenabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    ),
}
_NESTED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"%PDF", b"{\\rtf")


def clean_ooxml(data: bytes) -> bytes:
    """The file anew: .docx, .xlsx, .pptx; one with macros as one without.

    Raises NotTaken where it is broken, or holds what cannot be taken out.
    """
    parts = unpacked(data)
    if TYPES not in parts:
        raise NotTaken(DAMAGED)
    file = _File(parts)
    todo = [""]
    while todo:
        todo += [name for name in file.keep(todo.pop()) if name not in file.kept]
    # The relations of the file itself, those to its main part, and that part.
    if len(file.kept) < 2:
        raise NotTaken(DAMAGED)
    return packed({TYPES: file.types()} | file.kept, first=(TYPES,))


class _File:
    """One file on its way to being clean: what is kept of it so far."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.kept: dict[str, bytes] = {}
        # Some programs write a part's name in other capitals than the part has.
        self.by_name = {name.lower(): name for name in parts}

    def keep(self, name: str) -> list[str]:
        """Keep a part without what it may not refer to; "" is the file itself.

        Gives the parts that it leads to.
        """
        where = self.by_name.get(_relations_of(name).lower(), "")
        going: set[str] = set()
        leads_to: list[str] = []
        if where:
            relations = self.parts.parsed(where)
            for one in list(relations):
                if _goes(one):
                    going.add(one.get("Id", ""))
                    relations.remove(one)
                elif one.get("TargetMode", "").lower() != "external":
                    leads_to += self._target(name, one.get("Target", ""))
            self.kept[where] = written(relations)
        if name:
            self.kept[name] = _cleaned(self.parts[name], going)
        return leads_to

    def _target(self, source: str, target: str) -> Iterator[str]:
        whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target)))
        if found := self.by_name.get(whole.lstrip("/").lower()):
            yield found

    def types(self) -> bytes:
        """What each part that is kept is said to be."""
        root = self.parts.parsed(TYPES)
        kept = {f"/{name}".lower() for name in self.kept}
        for one in list(root):
            if not isinstance(one.tag, str):
                continue
            media = one.get("ContentType", "").lower()
            if media in _PLAIN_TYPES:
                one.set("ContentType", _PLAIN_TYPES[media])
            gone = etree.QName(one).localname == "Override" and (
                one.get("PartName", "").lower() not in kept
            )
            if gone or media.endswith(".vbaproject"):
                root.remove(one)
        return written(root)


def _relations_of(name: str) -> str:
    folder, last = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _goes(relation: Any) -> bool:
    """Whether a relation is taken out. Raises NotTaken where what it leads to cannot be."""
    kind = relation.get("Type", "").rstrip("/").rpartition("/")[2].lower()
    if what := _REFUSED.get(kind):
        raise NotTaken(f"This file holds {what}. Delete it, save the file again and send that.")
    if kind in _TAKEN_OUT:
        return True
    if relation.get("TargetMode", "").lower() == "external":
        return not (kind == "hyperlink" and is_plain(relation.get("Target", "")))
    return False


def _cleaned(data: bytes, going: set[str]) -> bytes:
    """A part without what refers to relations that go. Raises NotTaken."""
    if data.startswith(_NESTED):
        raise NotTaken(
            "Another file stands inside this one. Delete it there, save the file again and send "
            "that; send the other by itself."
        )
    if not _is_xml(data):
        if going:
            raise NotTaken(
                "This file holds macros, objects or links to other files in a form that cannot be "
                "taken out. Save it as .docx, .xlsx or .pptx without them and send that."
            )
        return data
    root = _tolerant(data) if data.startswith(b"<xml") else parsed(data)
    without_references(root, going)
    without_reaching(root)
    without_names(root)
    return written(root)


def _is_xml(data: bytes) -> bool:
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return start.startswith(b"<")


def _tolerant(data: bytes) -> Any:
    """Excel writes drawings of its older kind with tags that it does not close."""
    try:
        return parsed(data)
    except NotTaken:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise NotTaken(DAMAGED)
    return root
