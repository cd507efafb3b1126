"""What in an office file's own text acts or reaches out: references, fields, formulas."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.links import is_plain
from frankpledge.shared.uploads.markup import take_out, unwrap

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_IDS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
    "{urn:schemas-microsoft-com:office:office}relid",
)
# What stands around a reference that goes: it loses the reference alone, or goes as a whole.
_LOSES_IT: Final = frozenset(
    {"hyperlink", "blip", "imagedata", "fill", "stroke", "pageSetup", "shape"}
)
_GOES: Final = frozenset(
    {
        *("OLEObject", "oleObject", "control", "altChunk", "subDoc", "attachedTemplate"),
        *("externalReference", "externalData", "hlinkClick", "hlinkHover", "hlinkMouseOver"),
        *("sourceFileName", "dataSource", "headerSource", "recipientData", "attachedSchema"),
        *("videoFile", "audioFile", "media", "saveThroughXslt"),
    }
)
_NEVER: Final = ("{*}mailMerge", "{*}absPath")
# Lists that may not stand empty → what they list.
_LISTS: Final = {
    "externalReferences": "externalReference",
    "oleObjects": "oleObject",
    "controls": "control",
}
_ACTS: Final = re.compile(r"ppaction://(program|macro|ole|hlinkfile)", re.IGNORECASE)
# Fields that only count, repeat or format what is in the document. Any other keeps what it last
# came to, and is a field no longer: DDE, INCLUDETEXT, INCLUDEPICTURE, LINK, MACROBUTTON, DATABASE.
_FIELDS: Final = frozenset(
    {
        *("=", "ADDIN", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
        *("BIBLIOGRAPHY", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE"),
        *("DOCPROPERTY", "EDITTIME", "EQ", "FILENAME", "FILESIZE", "FORMCHECKBOX"),
        *("FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS"),
        *("LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NOTEREF"),
        *("NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF"),
        *("REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET", "STYLEREF", "SUBJECT"),
        *("SYMBOL", "TA", "TC", "TIME", "TITLE", "TOA", "TOC", "XE"),
    }
)
_ADDRESS: Final = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s\\"]\S*))', re.I)
# In a formula: another workbook, or a function that calls or fetches something.
_REACHES: Final = re.compile(
    r"\[\d+\]|\[[^\[\]]*\][\w.]*!|'[^']*\[[^']*'!|'#|\b(file|https?|ftp|smb):"
    r"|\b(DDE|WEBSERVICE|RTD|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST)\s*\(|\|",
    re.IGNORECASE,
)


def without_references(root: Any, going: set[str]) -> None:
    """Takes out what refers to relations that go. Raises NotTaken where that spoils the part."""
    if going:
        for one in list(root.iter(etree.Element)):
            for name, value in list(one.attrib.items()):
                if value in going and name.startswith(_IDS):
                    _lose(one, name)
    for listed, what in _LISTS.items():
        for one in list(root.iter(f"{{*}}{listed}")):
            if next(one.iter(f"{{*}}{what}"), None) is None:
                take_out(one)


def _lose(element: Any, attribute: str) -> None:
    name = etree.QName(element).localname
    if element.tag == f"{_W}hyperlink" and not element.get(f"{_W}anchor"):
        # A link that leads nowhere is one whose words some programs pass over.
        unwrap(element)
    elif name in _LOSES_IT:
        del element.attrib[attribute]
    elif name in _GOES and element.getparent() is not None:
        take_out(element)
    else:
        raise NotTaken(
            "An object or a link to another file stands in this one, and cannot be taken out "
            "without spoiling it. Put a picture in its place, save the file again and send that."
        )


def without_reaching(root: Any) -> None:
    """Takes out fields, formulas and buttons that act or reach out; what they came to stays."""
    for one in list(root.iter(*_NEVER)):
        take_out(one)
    for one in list(root.iter("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")):
        if _ACTS.match(one.get("action", "")):
            take_out(one)
    for one in root.iter("{*}sp", "{*}pic", "{*}graphicFrame", "{*}cxnSp"):
        if one.get("macro"):
            one.set("macro", "")
    match etree.QName(root).localname:
        case "worksheet":
            _plain_formulas(root)
        case "workbook":
            for one in list(root.iter("{*}definedName")):
                if _REACHES.search(one.text or ""):
                    take_out(one)
        case _ if root.tag.startswith(_W):
            _plain_fields(root)


def _plain_formulas(sheet: Any) -> None:
    """A formula that reaches out becomes the figure it last came to; so do those that share it."""
    found = list(sheet.iter("{*}f"))
    reaching = [one for one in found if _REACHES.search(_without_texts(one.text or ""))]
    shared = {one.get("si") for one in reaching if one.get("t") == "shared"}
    for one in found:
        if one in reaching or (one.get("t") == "shared" and one.get("si") in shared):
            take_out(one)
    for rule in list(sheet.iter("{*}cfRule", "{*}dataValidation")):
        if any(_REACHES.search(_without_texts("".join(one.itertext()))) for one in rule):
            take_out(rule)
    for emptied in list(sheet.iter("{*}conditionalFormatting", "{*}dataValidations")):
        if not len(emptied):
            take_out(emptied)


def _without_texts(formula: str) -> str:
    return re.sub(r'"[^"]*"', '""', formula)


def _plain_fields(root: Any) -> None:
    for one in list(root.iter(f"{_W}fldSimple")):
        if not _is_plain_field(one.get(f"{_W}instr", "")):
            unwrap(one)
    open_fields: list[tuple[list[Any], list[str]]] = []
    for one in list(root.iter(f"{_W}fldChar", f"{_W}instrText")):
        if one.tag == f"{_W}instrText":
            if open_fields:
                open_fields[-1][0].append(one)
                open_fields[-1][1].append(one.text or "")
            continue
        kind = one.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            continue
        open_fields[-1][0].append(one)
        if kind == "end":
            marks, said = open_fields.pop()
            if not _is_plain_field("".join(said)):
                for mark in marks:
                    take_out(mark)
    for marks, _ in open_fields:
        # A field that never ends: no program takes it for one, and neither do we.
        for mark in marks:
            take_out(mark)


def _is_plain_field(instruction: str) -> bool:
    """Whether a field may stay: a link by where it leads, any other by its name."""
    words = instruction.split(maxsplit=1)
    name = words[0].upper() if words else ""
    if name.startswith("="):
        return True
    if name == "HYPERLINK":
        found = _ADDRESS.search(instruction)
        return found is None or is_plain(found[1] or found[2] or "")
    return name in _FIELDS
