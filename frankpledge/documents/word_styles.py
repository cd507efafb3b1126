"""The styles of our Word documents: plain Arial, real headings, room between paragraphs."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from frankpledge.documents.word_blocks import GAP, NUMBERED

_INK = RGBColor(0x14, 0x14, 0x14)
_FONT = "Arial"
_HEADINGS = {1: 20, 2: 15, 3: 12.5, 4: 11.5, 5: 11, 6: 11}


def set_styles(document: Any) -> None:
    """Gives an empty document the styles that every document of ours is written in."""
    styles = document.styles
    _set_font(styles["Normal"], 11)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    _set_font(styles["Title"], 28, bold=True)
    styles["Title"].paragraph_format.line_spacing = 1.05
    styles["Title"].paragraph_format.space_after = Pt(14)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    for level, size in _HEADINGS.items():
        heading = styles[f"Heading {level}"]
        _set_font(heading, size, bold=True)
        heading.font.italic = False
        heading.paragraph_format.space_before = Pt(0 if level == 1 else 16)
        heading.paragraph_format.space_after = Pt(8)
        heading.paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.page_break_before = True
    _set_font(styles["Caption"], 10, bold=True)
    _set_font(styles["Quote"], 11)
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.left_indent = Cm(1)
    add_style(styles, NUMBERED, "Normal")
    _text_styles(styles)
    _contents_styles(styles)


def _text_styles(styles: Any) -> None:
    hanging = styles[NUMBERED].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Cm(1.5), Cm(-1.5)
    hanging.tab_stops.add_tab_stop(Cm(1.5))
    add_style(styles, "Table Text", "Normal")
    styles["Table Text"].font.size = Pt(10)
    styles["Table Text"].paragraph_format.space_before = Pt(3)
    styles["Table Text"].paragraph_format.space_after = Pt(3)
    styles["Table Text"].paragraph_format.line_spacing = 1.0
    # Keeps a table apart from what follows; Word needs a paragraph between two tables.
    add_style(styles, GAP, "Normal")
    styles[GAP].font.size = Pt(4)
    styles[GAP].paragraph_format.space_after = Pt(4)
    styles[GAP].paragraph_format.line_spacing = 1.0
    add_style(styles, "Notice", "Normal")
    styles["Notice"].paragraph_format.left_indent = Cm(0.5)
    styles["Notice"].paragraph_format.keep_together = True


def _contents_styles(styles: Any) -> None:
    for level, indent in ((1, 0.0), (2, 0.9)):
        name = f"toc {level}"
        add_style(styles, name, "Normal")
        styles[name].font.bold = level == 1
        styles[name].paragraph_format.left_indent = Cm(indent)
        styles[name].paragraph_format.space_before = Pt(8 if level == 1 else 0)
        styles[name].paragraph_format.space_after = Pt(3)
        # Where the page numbers stand once Word has worked them out.
        styles[name].paragraph_format.tab_stops.add_tab_stop(
            Cm(15.5), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
    add_style(styles, "Contents Heading", "Heading 1")
    outline = styles["Contents Heading"].element.get_or_add_pPr()
    outline.append(outline.makeelement(qn("w:outlineLvl"), {qn("w:val"): "9"}))


def _set_font(style: Any, size: float, *, bold: bool = False) -> None:
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme font in the template would win over the plain name.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), _FONT)
    fonts.set(qn("w:eastAsia"), _FONT)


def add_style(styles: Any, name: str, base: str) -> None:
    """A paragraph style of ours, made from another."""
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]
