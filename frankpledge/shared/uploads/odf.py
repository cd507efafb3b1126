"""OpenDocument files without what acts, reaches out or names people."""

from __future__ import annotations

import posixpath
import re
from typing import Any, Final

from frankpledge.shared.uploads.archives import LOCKED, packed, unpacked
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.links import is_plain
from frankpledge.shared.uploads.markup import DAMAGED, parsed, take_out, written
from frankpledge.shared.uploads.ooxml_names import SOMEBODY

_MANIFEST: Final = "META-INF/manifest.xml"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# Folders and parts that hold macros, controls, signatures, settings of a printer or a program.
_LEFT_OUT: Final = re.compile(
    r"(Basic|Scripts|Dialogs|Configurations2|Thumbnails|layout-cache|VersionList\.xml)(/|$)"
    r"|META-INF/(?!manifest\.xml$)",
    re.IGNORECASE,
)
_XML: Final = (".xml", ".rdf")
_GOES: Final = tuple(
    f"{{*}}{name}"
    for name in (
        *("scripts", "event-listeners", "event-listener", "execute-macro", "script"),
        *("object-ole", "applet", "plugin", "floating-frame"),
        *("dde-source", "dde-connection-decls", "dde-connection", "dde-links", "dde-link"),
        *("section-source", "table-source", "cell-range-source", "database-source-sql"),
        *("database-source-query", "database-source-table", "connection-resource"),
        *("forms", "auto-reload", "template", "hyperlink-behaviour"),
    )
)
# Of who wrote it, and with what: none of it stays.
_NAMES: Final = (
    *(f"{_DC}creator", f"{_META}initial-creator", f"{_META}printed-by", f"{_META}generator"),
    *(f"{_META}user-defined", f"{_META}keyword", f"{_DC}description", f"{_DC}publisher"),
    *(f"{_DC}contributor",),
)
_REACHES: Final = re.compile(r"\b(file|https?|ftp|smb):|#|\b(DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
_NESTED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"%PDF", b"{\\rtf")


def clean_odf(data: bytes) -> bytes:
    """The file anew: .odt, .ods, .odp. Raises NotTaken where it is locked or broken."""
    parts = unpacked(data)
    if _MANIFEST not in parts or "content.xml" not in parts:
        raise NotTaken(DAMAGED)
    if next(parts.parsed(_MANIFEST).iter("{*}encryption-data"), None) is not None:
        raise NotTaken(LOCKED)
    kept: dict[str, bytes] = {}
    for name, part in parts.items():
        if _LEFT_OUT.match(name) or name == _MANIFEST or part.startswith(_NESTED):
            continue
        kept[name] = written(_cleaned(part, name, parts)) if name.endswith(_XML) else part
    kept[_MANIFEST] = _manifest(parts.parsed(_MANIFEST), set(kept))
    return packed(kept, first=("mimetype",))


def _cleaned(part: bytes, name: str, parts: dict[str, bytes]) -> Any:
    root = parsed(part)
    going = (*_GOES, *_NAMES) if root.tag.endswith("}document-meta") else _GOES
    for one in list(root.iter(*going)):
        if one.getparent() is not None:
            take_out(one)
    folder = posixpath.dirname(name)
    for one in list(root.iter()):
        if isinstance(one.tag, str):
            _without_links(one, folder, parts)
    for one in root.iter(f"{_DC}creator"):
        one.text = SOMEBODY
    return root


def _without_links(element: Any, folder: str, parts: dict[str, bytes]) -> None:
    """A link to another file goes; so does a formula that looks into one, and its figure stays."""
    formula = element.get(f"{_TABLE}formula")
    if formula and _REACHES.search(re.sub(r'"[^"]*"', '""', formula)):
        del element.attrib[f"{_TABLE}formula"]
    link = element.get(_XLINK)
    if not link or _is_inside(link, folder, parts):
        return
    is_anchor = element.tag.endswith(("}a", "}bookmark-ref", "}index-entry-link"))
    if not (is_anchor and is_plain(link)):
        del element.attrib[_XLINK]
        if element.tag.endswith(("}image", "}object", "}fill-image", "}background-image")):
            take_out(element)


def _is_inside(link: str, folder: str, parts: dict[str, bytes]) -> bool:
    """Whether a link leads to a part of the file itself, or a place in it."""
    if link.startswith("#"):
        return True
    whole = posixpath.normpath(posixpath.join("/", folder, link)).lstrip("/")
    return whole in parts or any(name.startswith(f"{whole}/") for name in parts)


def _manifest(root: Any, kept: set[str]) -> bytes:
    """The list of parts, of those that are kept."""
    for one in list(root.iter("{*}file-entry")):
        path = next((v for k, v in one.attrib.items() if k.endswith("}full-path")), "")
        folder = path.endswith("/")
        if path != "/" and not (
            any(name.startswith(path) for name in kept) if folder else path in kept
        ):
            one.getparent().remove(one)
    return written(root)
