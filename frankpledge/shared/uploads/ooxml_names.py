"""Who wrote, changed and commented on an office file: the record knows posts, not people."""

from collections.abc import Callable
from typing import Any, Final

from lxml import etree

SOMEBODY: Final = "Author"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Of a file's own properties these may stay; who made it, with what and where, may not.
_CORE: Final = frozenset({"title", "subject", "language", "created", "modified", "revision"})
_APP: Final = frozenset({"Company", "Manager", "HyperlinkBase", "Template"})
_OURS: Final = "Frankpledge"


def without_names(root: Any) -> None:
    """Takes the names of people out of a part, where the program that made it put them."""
    name = etree.QName(root).localname
    if name in _BY_ROOT:
        _BY_ROOT[name](root)
    for one in root.iter(*_MARKED):
        for attribute in (f"{_W}author", f"{_W}initials"):
            if attribute in one.attrib:
                one.set(attribute, SOMEBODY if attribute.endswith("author") else "A")


_MARKED: Final = tuple(
    f"{_W}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange", "tblPrChange"),
        *("trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "cellIns", "cellDel"),
        *("cellMerge", "moveFromRangeStart", "moveToRangeStart", "tblGridChange", "tblPrExChange"),
        *("customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
        "customXmlMoveToRangeStart",
    )
)


def _only(names: frozenset[str]) -> Callable[[Any], None]:
    def keep(root: Any) -> None:
        for one in list(root):
            if isinstance(one.tag, str) and etree.QName(one).localname not in names:
                root.remove(one)

    return keep


def _app(root: Any) -> None:
    """Extended properties, or custom ones: both are called Properties."""
    for one in list(root):
        if not isinstance(one.tag, str):
            continue
        custom = etree.QName(one).localname == "property"
        if (custom and not one.get("name", "").startswith(_OURS)) or (
            etree.QName(one).localname in _APP
        ):
            root.remove(one)


def _nobody(root: Any) -> None:
    for one in list(root):
        root.remove(one)


def _comment_authors(root: Any) -> None:
    for one in root.iter("{*}author"):
        one.text = SOMEBODY


def _people(root: Any) -> None:
    for one in root.iter("{*}person", "{*}cmAuthor", "{*}author"):
        for attribute in ("displayName", "name", "initials", "userId"):
            if attribute in one.attrib:
                one.set(attribute, SOMEBODY if attribute != "userId" else "")


def _workbook(root: Any) -> None:
    """Where the file lay, which is often somebody's own folder."""
    for one in list(root.iter("{*}absPath", "{*}fileSharing")):
        one.getparent().remove(one)


_BY_ROOT: Final[dict[str, Callable[[Any], None]]] = {
    "coreProperties": _only(_CORE),
    "Properties": _app,
    "people": _nobody,
    "comments": _comment_authors,
    "personList": _people,
    "cmAuthorLst": _people,
    "authorLst": _people,
    "workbook": _workbook,
}
