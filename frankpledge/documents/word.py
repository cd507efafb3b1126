"""A pack as a Word document that partners can read, mark up and send back."""

from __future__ import annotations

import io
from datetime import UTC
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from frankpledge.documents.blocks import Run, Table, words
from frankpledge.documents.pack import BoundPdf, Pack, Section
from frankpledge.documents.pack_html import section_title
from frankpledge.documents.safe import clean
from frankpledge.documents.typst_data import original_text
from frankpledge.documents.word_blocks import NUMBERED, BlockWriter
from frankpledge.documents.word_xml import add_contents, add_field, fixed_zip, set_language

_GREEN = RGBColor(0x0B, 0x4F, 0x3C)
_INK = RGBColor(0x14, 0x14, 0x14)
_FONT = "Arial"
_HEADINGS = {1: 20, 2: 15, 3: 12.5, 4: 11.5, 5: 11, 6: 11}


def pack_docx(pack: Pack) -> bytes:
    """The pack as .docx; the same pack gives the same bytes.

    Bound PDFs are named with the place of their original: Word cannot hold their pages.
    """
    document = Document()
    _properties(document, pack)
    _styles(document)
    set_language(document, clean(pack.language))
    _page(document, pack)
    writer = BlockWriter(document)
    _cover(writer, pack)
    _agenda(writer, pack)
    _contents(writer, pack)
    for section in pack.sections:
        _section(writer, section)
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def _properties(document: Any, pack: Pack) -> None:
    core = document.core_properties
    stamp = pack.timestamp.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    core.title = clean(pack.title)
    core.author = core.last_modified_by = clean(pack.author)
    core.keywords = clean(", ".join(pack.keywords))[:255]
    core.subject = clean(pack.meeting_line)[:255]
    core.comments = ""
    core.language = clean(pack.language)
    core.created = core.modified = stamp
    core.revision = 1
    package = document.part.package
    # The template's own thumbnail shows some other document.
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _styles(document: Any) -> None:
    styles = document.styles
    _set_font(styles["Normal"], 11)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    _set_font(styles["Title"], 30, bold=True)
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
    _add_style(styles, NUMBERED, "Normal")
    hanging = styles[NUMBERED].paragraph_format
    hanging.left_indent, hanging.first_line_indent = Cm(1.5), Cm(-1.5)
    hanging.tab_stops.add_tab_stop(Cm(1.5))
    _add_style(styles, "Table Text", "Normal")
    styles["Table Text"].font.size = Pt(10)
    styles["Table Text"].paragraph_format.space_before = Pt(3)
    styles["Table Text"].paragraph_format.space_after = Pt(3)
    styles["Table Text"].paragraph_format.line_spacing = 1.0
    _add_style(styles, "Notice", "Normal")
    styles["Notice"].paragraph_format.left_indent = Cm(0.5)
    styles["Notice"].paragraph_format.keep_together = True
    _add_style(styles, "Contents Heading", "Heading 1")
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


def _add_style(styles: Any, name: str, base: str) -> None:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]


def _page(document: Any, pack: Pack) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.8), Cm(2.5)
    # The cover has neither head nor foot.
    page.different_first_page_header_footer = True
    head = page.header.paragraphs[0]
    add_field(head, 'STYLEREF "Heading 1"', clean(pack.title))
    head.add_run(f"\t\t{clean(pack.edition)}")
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{clean(pack.body_name)}\t\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES")
    for paragraph in (head, foot):
        for run in paragraph.runs:
            run.font.size = Pt(8.5)


def _cover(writer: BlockWriter, pack: Pack) -> None:
    mark = writer.document.paragraphs[0] if writer.document.paragraphs else None
    mark = mark or writer.document.add_paragraph()
    mark.add_run("Frankpledge").bold = True
    mark.runs[0].font.color.rgb = _GREEN
    mark.paragraph_format.space_after = Pt(130)
    writer.paragraph(words(clean(pack.body_name)))
    writer.paragraph(words(clean(pack.title)), "Title")
    for index, line in enumerate(
        (pack.meeting_line, pack.place, pack.edition, pack.circulated_line)
    ):
        if line:
            writer.paragraph((Run(clean(line), bold=not index),))
    writer.blocks(pack.cover, 1)


def _agenda(writer: BlockWriter, pack: Pack) -> None:
    if not pack.agenda and not pack.agenda_notes:
        return
    writer.paragraph(words("Agenda"), "Heading 1")
    if pack.agenda:
        head = tuple(words(name) for name in ("Item", "Paper", "Lead", "Minutes", "Starts"))
        rows = tuple(
            (
                words(line.number),
                (Run(line.title, bold=True), *words(f"\n{line.purpose}" if line.purpose else "")),
                words(line.lead),
                words(str(line.minutes)),
                words(line.starts),
            )
            for line in pack.agenda
        )
        widths = (1.3, 6.7, 3.9, 1.8, 1.8)
        writer.table(Table(head, rows, numeric=(3,)), widths)
    writer.blocks(pack.agenda_notes, 1)


def _contents(writer: BlockWriter, pack: Pack) -> None:
    writer.paragraph(words("Contents"), "Contents Heading")
    titles = [
        f"{section_title(section)}{f', {section.state}' if section.state else ''}"
        for section in pack.sections
    ]
    # Word replaces these lines, with page numbers, when it works out the field.
    lines = [writer.paragraph(words(title)) for title in titles or ["No papers"]]
    add_contents(lines[0], lines[-1], 'TOC \\o "1-2" \\h \\z \\u')


def _section(writer: BlockWriter, section: Section) -> None:
    offset = 2 if section.level > 1 else 1
    made = writer.paragraph(words(section_title(section)), f"Heading {offset}")
    made.paragraph_format.page_break_before = True
    facts = [(name, words(value)) for name, value in section.facts]
    if section.state:
        facts.append(("State", words(section.state)))
    writer.facts(facts)
    writer.blocks(section.blocks, offset)
    for bound in section.bound:
        _bound(writer, bound)


def _bound(writer: BlockWriter, bound: BoundPdf) -> None:
    writer.paragraph(
        (
            Run(bound.title, bold=True),
            Run(f" is a PDF ({bound.filename}); its pages stand in the PDF edition. "),
            *original_text(bound.original),
        )
    )
