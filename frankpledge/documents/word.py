"""A pack as a Word document that partners can read, mark up and send back."""

from __future__ import annotations

import io
from datetime import UTC
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from frankpledge.documents.blocks import Run, Table, Text, words
from frankpledge.documents.columns import WORD
from frankpledge.documents.pack import AgendaLine, BoundPdf, Pack, Section
from frankpledge.documents.safe import clean
from frankpledge.documents.typst_data import original_text
from frankpledge.documents.word_blocks import BlockWriter, add_text
from frankpledge.documents.word_styles import set_styles
from frankpledge.documents.word_xml import (
    add_contents,
    add_field,
    add_jump,
    add_mark,
    fixed_zip,
    set_border,
    set_language,
)

_GREEN = RGBColor(0x0B, 0x4F, 0x3C)


def pack_docx(pack: Pack) -> bytes:
    """The pack as .docx; the same pack gives the same bytes.

    Bound PDFs are named with the place of their original: Word cannot hold their pages.
    """
    document = Document()
    _properties(document, pack)
    set_styles(document)
    set_language(document, clean(pack.language))
    _page(document, pack)
    writer = BlockWriter(document, lambda part: _running(part, pack))
    _cover(writer, pack)
    _agenda(writer, pack)
    _contents(writer, pack)
    for index, section in enumerate(pack.shown):
        _section(writer, section, index)
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


def _page(document: Any, pack: Pack) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.8), Cm(2.5)
    # The cover has neither head nor foot.
    page.different_first_page_header_footer = True
    for name in ("Header", "Footer"):
        # The template's tab stops belong to another width of page.
        tabs = document.styles[name].element.pPr.find(qn("w:tabs"))
        if tabs is not None:
            document.styles[name].element.pPr.remove(tabs)
    _running(page, pack)


def _running(part: Any, pack: Pack) -> None:
    """The head and foot of a part of the document, their right ends at its right margin."""
    part.header.is_linked_to_previous = part.footer.is_linked_to_previous = False
    width = part.page_width - part.left_margin - part.right_margin
    head, foot = part.header.paragraphs[0], part.footer.paragraphs[0]
    # Programs that cannot look up a heading show when the board meets.
    add_field(head, 'STYLEREF "Heading 1"', clean(pack.meeting_line or pack.body_name))
    head.add_run(f"\t{clean(pack.edition)}")
    foot.add_run(f"{clean(_foot(pack))}\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES")
    if pack.marking:
        _mark_page(part.first_page_header, part.first_page_footer, clean(pack.marking))
        _mark_page(part.header, part.footer, clean(pack.marking))
    for paragraph in (head, foot):
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        for run in paragraph.runs:
            run.font.size = Pt(8.5)


def _mark_page(header: Any, footer: Any, marking: str) -> None:
    """A marking in the middle of a page's head, and of its foot."""
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    top = header.paragraphs[0].insert_paragraph_before()
    for paragraph in (top, footer.add_paragraph()):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(marking).bold = True


def _foot(pack: Pack) -> str:
    """The fullest foot that leaves the page number on its line."""
    fitting = [line for line in pack.feet if WORD.width(line, 8.5) * 0.9 <= 128]
    return fitting[0] if fitting else ""


def _cover(writer: BlockWriter, pack: Pack) -> None:
    """Whose paper it is, which edition, when and where; notices low on the page."""
    mark = writer.document.add_paragraph()
    mark.add_run("Frankpledge").bold = True
    mark.runs[0].font.color.rgb = _GREEN
    mark.paragraph_format.space_after = Pt(150)
    title = writer.document.add_paragraph(style="Title")
    length = len(pack.body_name)
    large = 32 if length < 32 else 28 if length < 64 else 24
    add_text(title, words(clean(pack.body_name)), size=large)
    rule = writer.document.add_paragraph()
    rule.paragraph_format.right_indent = Cm(12.7)
    rule.paragraph_format.space_after = Pt(22)
    rule.paragraph_format.line_spacing = Pt(6)
    set_border(rule, "bottom", 24, str(_GREEN), 1)
    lines = (
        (pack.edition, False, 18.0, 18.0),
        (pack.meeting_line, True, 13.0, 4.0),
        (pack.place, False, 13.0, 10.0),
        (pack.circulated_line, False, 11.0, 8.0),
    )
    last = rule
    for line, bold, size, after in lines:
        if line:
            last = writer.document.add_paragraph()
            add_text(last, (Run(clean(line)),), bold=bold, size=size)
            last.paragraph_format.space_after = Pt(after)
    if pack.cover:
        last.paragraph_format.space_after = Pt(110)
    writer.blocks(pack.cover, 1)


def _agenda(writer: BlockWriter, pack: Pack) -> None:
    if not pack.agenda and not pack.agenda_notes:
        return
    writer.paragraph(words("Agenda"), "Heading 1")
    if pack.agenda:
        states = {part.key: part.state for part in pack.sections if part.stands_in}
        head = tuple(words(name) for name in ("Item", "Paper", "Lead", "Minutes", "Starts"))
        rows = tuple(_agenda_row(line, states.get(line.section, "")) for line in pack.agenda)
        widths = (13, 67, 39, 18, 18)
        writer.table(Table(head, rows, numeric=(3,)), widths)
    writer.blocks(pack.agenda_notes, 1)


def _agenda_row(line: AgendaLine, state: str) -> tuple[Text, ...]:
    more = " – ".join(filter(None, (line.purpose, state)))
    return (
        words(line.number),
        (Run(line.title, bold=True), *words(f"\n{more}" if more else "")),
        words(line.lead),
        words(str(line.minutes)),
        words(line.starts),
    )


def _contents(writer: BlockWriter, pack: Pack) -> None:
    writer.paragraph(words("Contents"), "Contents Heading")
    lines = []
    for index, section in enumerate(pack.shown):
        line = writer.document.add_paragraph(style=f"toc {2 if section.level > 1 else 1}")
        add_jump(line, _mark(index), clean(section.name))
        if section.state:
            line.add_run(f", {clean(section.state)}")
        lines.append(line)
    if not lines:
        lines = [writer.paragraph(words("No papers"))]
    add_contents(lines[0], lines[-1], 'TOC \\o "1-2" \\h \\z \\u')


def _mark(index: int) -> str:
    # Word's own name for what a contents list points at.
    return f"_Toc{index + 1:08d}"


def _section(writer: BlockWriter, section: Section, index: int) -> None:
    """One paper; `section` as the contents show it, its place in the pack as `index`."""
    offset = 2 if section.level > 1 else 1
    turned = writer.turn(wide=writer.opens_wide(section.blocks))
    made = writer.paragraph(words(section.name), f"Heading {offset}")
    made.paragraph_format.page_break_before = not turned
    add_mark(made, _mark(index), index + 1)
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
