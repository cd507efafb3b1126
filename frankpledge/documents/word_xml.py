"""The parts of Word's format that python-docx has no words for: fields, borders, links, lists."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(tag: str, **attributes: str) -> Any:
    """A new element such as `w:tab`; attributes without a prefix are Word's own."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """A field such as PAGE; `shown` stands until Word works it out."""
    begin = element("w:fldChar", fldCharType="begin")
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    for part in (begin, code, element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_contents(first: Any, last: Any, instruction: str) -> None:
    """Makes the paragraphs from `first` to `last` the shown result of a contents field.

    The field is not marked as out of date, nor does the file ask for its fields to be updated:
    either makes Word open with a warning about "fields that may refer to other files", which is
    no welcome to a board paper. Nobody but Word knows its page numbers, so the list stands with
    links and without numbers until somebody updates it.
    """
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    opening = (
        element("w:fldChar", fldCharType="begin"),
        code,
        element("w:fldChar", fldCharType="separate"),
    )
    at = 1 if first._p.pPr is not None else 0
    for offset, part in enumerate(opening):
        run = element("w:r")
        run.append(part)
        first._p.insert(at + offset, run)
    last.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_link(paragraph: Any, address: str) -> Any:
    """An outside link in the paragraph; add runs to what comes back."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    paragraph._p.append(link)
    return link


def add_jump(paragraph: Any, mark: str, text: str) -> None:
    """A link in the paragraph to a bookmark of the same document."""
    link = element("w:hyperlink", anchor=mark, history="1")
    run, shown = element("w:r"), element("w:t")
    shown.text = text
    run.append(shown)
    link.append(run)
    paragraph._p.append(link)


def add_mark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around the paragraph's content, for links within the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def set_border(
    paragraph: Any, side: str, size: int, colour: str = "141414", space: int = 8
) -> None:
    """A rule beside, over or under a paragraph; `size` in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz=str(size), space=str(space), color=colour))
    # Word reads the children of w:pPr in a fixed order: borders stand before spacing and indents.
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
    found = [child for child in properties if child.tag in {qn(tag) for tag in after}]
    if found:
        found[0].addprevious(borders)
    else:
        properties.append(borders)


def rule_table(table: Any, *, lines: bool = True, gap: float = 4.0) -> None:
    """Thin lines between rows and none between columns, or none at all; `gap` in millimetres."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        drawn = lines and side in ("top", "bottom", "insideH")
        borders.append(
            element(
                f"w:{side}", val="single" if drawn else "nil", sz="4", space="0", color="B5BDB9"
            )
        )
    # No space before the first column: what stands in it lines up with the text around the table.
    margins = element("w:tblCellMar")
    margins.append(element("w:left", w="0", type="dxa"))
    margins.append(element("w:right", w=str(round(gap * 56.7)), type="dxa"))
    layout, look = (properties.find(qn(f"w:{tag}")) for tag in ("tblLayout", "tblLook"))
    # Word reads these, too, in a fixed order: borders, layout, margins, look.
    for part, before in ((borders, layout if layout is not None else look), (margins, look)):
        if before is not None:
            before.addprevious(part)
        else:
            properties.append(part)


def set_look(table: Any, *, head: bool, row_heads: bool, total: bool, whole: bool = True) -> None:
    """Says which rows and columns are heads; `whole` rows do not break, a head repeats."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = element("w:tblLook")
        table._tbl.tblPr.append(look)
    flags = {"firstRow": head, "lastRow": total, "firstColumn": row_heads}
    flags |= {"lastColumn": False, "noHBand": True, "noVBand": True}
    for name, on in flags.items():
        look.set(qn(f"w:{name}"), "1" if on else "0")
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        if whole or (head and not index):
            properties.append(element("w:cantSplit"))
        if head and not index:
            properties.append(element("w:tblHeader"))


def new_list(document: Any, *, ordered: bool, start: int = 1) -> int:
    """A numbering of its own for one list, so that it does not go on from the list before.

    Each has its own model, too: LibreOffice tears a list apart that only overrides another's start.
    """
    numbering = document.part.numbering_part.element
    models = numbering.findall(qn("w:abstractNum"))
    key = str(max((int(one.get(qn("w:abstractNumId"))) for one in models), default=0) + 1)
    made = element("w:abstractNum", abstractNumId=key)
    made.append(element("w:multiLevelType", val="hybridMultilevel"))
    for level in range(9):
        made.append(_list_level(level, ordered=ordered, start=1 if level else start))
    # Word reads every model before the first numbering.
    numbering.insert(len(models), made)
    return int(numbering.add_num(key).numId)


def set_list(paragraph: Any, number: int, level: int) -> None:
    """Puts the paragraph into the list that `new_list` made; `level` counts from 0."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _list_level(level: int, *, ordered: bool, start: int) -> Any:
    """One level of a list: pandoc, too, tells a list within a list by its level."""
    made = element("w:lvl", ilvl=str(level))
    made.append(element("w:start", val=str(start)))
    made.append(element("w:numFmt", val="decimal" if ordered else "bullet"))
    made.append(element("w:lvlText", val=f"%{level + 1}." if ordered else "•"))
    made.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=str(360 * (level + 1)), hanging="360"))
    made.append(properties)
    return made


def set_language(document: Any, language: str) -> None:
    """The language of the whole document, for spelling and for screen readers."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))


def fixed_zip(data: bytes) -> bytes:
    """The same archive with one fixed time on every part, so that equal content is equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            fixed = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0
            target.writestr(fixed, source.read(part.filename))
    return out.getvalue()
