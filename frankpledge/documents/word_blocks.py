"""Each kind of block as Word content, in real styles."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.run import Run as WordRun

from frankpledge.documents.blocks import (
    NOTICE_WORDS,
    Block,
    Facts,
    Figure,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Quote,
    Recommendations,
    RecommendationsHere,
    Signatures,
    SignatureSlot,
    Table,
    Text,
    words,
)
from frankpledge.documents.columns import WORD, Columns, Room, columns, spreads
from frankpledge.documents.safe import clean, safe_link, without_gaps
from frankpledge.documents.word_picture import word_picture
from frankpledge.documents.word_xml import (
    add_link,
    element,
    new_list,
    rule_table,
    set_border,
    set_list,
    set_look,
)

NUMBERED = "Numbered Paragraph"
GAP = "Table Gap"
_WIDEST = Cm(15.5)
_HIGHEST = Cm(18)


class BlockWriter:
    """Writes blocks at the end of the document."""

    # The widths that a table may take.
    room: Room = WORD

    def __init__(self, document: Any, running: Callable[[Any], None]) -> None:
        self.document = document
        # Writes the running head and foot of a part of the document that lies another way.
        self._running = running
        # Lists stand under the text of numbered paragraphs, not under their numbers.
        self._inset = 0.0

    def blocks(self, blocks: Iterable[Block], offset: int) -> None:
        """The blocks; a heading of level 1 becomes Word's Heading 1 + `offset`."""
        blocks = without_gaps(blocks)
        numbered = any(isinstance(block, Paragraph) and block.number for block in blocks)
        self._inset = 1.5 if numbered else 0.0
        for wide, group in spreads(blocks, self.room):
            self.turn(wide=wide)
            for block in group:
                self._block(block, offset)

    def turn(self, *, wide: bool) -> bool:
        """Goes on upright or, for a `wide` table, in landscape; True when that began a page."""
        part = self.document.sections[-1]
        if wide == (part.orientation == WD_ORIENT.LANDSCAPE):
            return False
        made = self.document.add_section(WD_SECTION.NEW_PAGE)
        made.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        made.page_width, made.page_height = made.page_height, made.page_width
        made.different_first_page_header_footer = False
        self._running(made)
        return True

    @staticmethod
    def opens_wide(blocks: Iterable[Block]) -> bool:
        """Whether the first of the blocks needs a landscape page."""
        groups = spreads(without_gaps(blocks), WORD)
        return bool(groups) and groups[0][0]

    def paragraph(self, text: Text, style: str | None = None) -> Any:
        """One paragraph in a style."""
        made = self.document.add_paragraph(style=style)
        add_text(made, text)
        return made

    def numbered(self, number: str, text: Text, style: str = NUMBERED) -> Any:
        """A paragraph whose number hangs before it."""
        made = self.document.add_paragraph(style=style)
        made.add_run(f"{clean(number)}\t")
        add_text(made, text)
        return made

    def facts(self, pairs: Iterable[tuple[str, Text]]) -> None:
        """A summary list, as a table whose first column heads the rows."""
        rows = tuple((words(name), value) for name, value in pairs)
        if rows:
            self.table(Table((), rows), widths=(36, 119))

    def _block(self, block: Block, offset: int, depth: int = 0) -> None:
        match block:
            case Heading() if depth:
                self._bold(block.text)
            case Heading():
                self._heading(block, offset)
            case Paragraph(text=text, number=number):
                self.numbered(number, text) if number else self.paragraph(text)
            case ListBlock():
                self._list(block, offset, depth)
            case Table():
                self.table(block)
            case Figure():
                self._figure(block)
            case Notice():
                self._notice(block)
            case Recommendations():
                self._recommendations(block)
            case Signatures():
                self._signatures(block)
            case Quote(blocks=inner):
                for part in inner:
                    if isinstance(part, Paragraph):
                        self.paragraph(part.text, "Quote")
                    else:
                        self._block(part, offset, depth + 1)
            case Facts(pairs=pairs):
                self.facts(pairs)
            case RecommendationsHere():
                return

    def _bold(self, text: Text) -> None:
        made = self.paragraph(text)
        for run in made.runs:
            run.bold = True

    def _heading(self, block: Heading, offset: int) -> None:
        style = f"Heading {min(block.level + offset, 6)}"
        if block.number:
            made = self.numbered(block.number, block.text, style)
            made.paragraph_format.left_indent = Cm(1.5)
            made.paragraph_format.first_line_indent = Cm(-1.5)
            made.paragraph_format.tab_stops.add_tab_stop(Cm(1.5))
        else:
            self.paragraph(block.text, style)

    def _list(self, block: ListBlock, offset: int, depth: int) -> None:
        level = min(depth, 2)
        suffix = f" {level + 1}" if level else ""
        style = f"List Number{suffix}" if block.ordered else f"List Bullet{suffix}"
        number = new_list(self.document, ordered=block.ordered, start=block.start)
        for item in block.items:
            for index, part in enumerate(item):
                if isinstance(part, Paragraph | Heading):
                    made = self.paragraph(part.text, f"List Continue{suffix}" if index else style)
                    if not index:
                        set_list(made, number, level)
                    made.paragraph_format.left_indent = Cm(self._inset + 0.63 * (level + 1))
                    made.paragraph_format.first_line_indent = Cm(0 if index else -0.63)
                else:
                    self._block(part, offset, depth + 1)

    def _recommendations(self, block: Recommendations) -> None:
        if block.numbers:
            for number, text in zip(block.numbers, block.items, strict=False):
                self.numbered(number, text)
            return
        self._list(ListBlock(tuple((Paragraph(item),) for item in block.items), ordered=True), 0, 0)

    def _notice(self, block: Notice) -> None:
        title = f" – {clean(block.title)}" if block.title else ""
        made = self.document.add_paragraph(style="Notice")
        made.add_run(NOTICE_WORDS[block.kind] + title).bold = True
        if block.text:
            made.add_run().add_break()
            add_text(made, block.text)
        set_border(made, "left", 18)

    def table(self, block: Table, widths: tuple[float, ...] = ()) -> None:
        """A table with its head repeated on each page; `widths` in millimetres fix the columns."""
        if not block.rows or not block.width:
            return
        if block.caption:
            self._caption(block.caption)
        layout = columns(block, self.room)
        head = any(block.head)
        rows = (block.head, *block.rows) if head else block.rows
        made = self.document.add_table(len(rows), block.width)
        made.autofit = False
        widths = widths or layout.widths
        for column, width in enumerate(widths):
            made.columns[column].width = Mm(width)
        # Reading a table's cells through python-docx is slow; each row's are fetched once. So is
        # naming a style, which reads every style of the document.
        style = self.document.styles["Table Text"].style_id
        for index, row in enumerate(rows):
            cells = made.rows[index].cells
            total = block.total and index == len(rows) - 1
            for cell in cells:
                cell.paragraphs[0]._p.style = style
            _fill(cells, row, block, layout, head=head and not index, total=total)
            for cell, width in zip(cells, widths, strict=True):
                cell.width = Mm(width)
        rule_table(made, gap=layout.gap)
        set_look(
            made,
            head=head,
            row_heads=block.row_heads,
            total=block.total,
            # A cell longer than about a third of a page must be allowed to break.
            whole=layout.tallest <= 80,
        )
        self.document.add_paragraph(style=GAP)

    def _caption(self, caption: str) -> None:
        made = self.document.add_paragraph(clean(caption), style="Caption")
        made.paragraph_format.keep_with_next = True

    def _figure(self, block: Figure) -> None:
        if block.caption:
            self._caption(block.caption)
        data = word_picture(block)
        if data is None:
            self.paragraph(words(f"Picture: {clean(block.alt)}"))
            return
        shape = self.document.add_paragraph().add_run().add_picture(io.BytesIO(data))
        scale = min(1.0, _WIDEST / shape.width, _HIGHEST / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        described = shape._inline.docPr
        described.set("descr", clean(block.alt or block.caption))

    def _signatures(self, block: Signatures) -> None:
        rows = (len(block.slots) + 1) // 2
        if not rows:
            return
        made = self.document.add_table(rows, 2)
        for index, slot in enumerate(block.slots):
            _slot(made.cell(index // 2, index % 2), slot)
        rule_table(made, lines=False)
        set_look(made, head=False, row_heads=False, total=False)
        self.document.add_paragraph(style=GAP)


def _fill(
    cells: Sequence[Any],
    row: tuple[Text, ...],
    block: Table,
    layout: Columns,
    *,
    head: bool,
    total: bool,
) -> None:
    """One row: bold heads and totals, figures to the right, type as small as the table needs."""
    size = layout.size if layout.size < 10 else 0
    for column, cell in enumerate(cells):
        if head:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        paragraph = cell.paragraphs[0]
        if column in block.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if column < len(row):
            bold = head or total or (block.row_heads and not column)
            add_text(paragraph, row[column], bold=bold, size=size)


def _slot(cell: Any, slot: SignatureSlot) -> None:
    # Lines to write on stand level across a row, however long the names above them are.
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    signed = bool(slot.signed_on)
    lines = (
        (slot.on_behalf_of, ""),
        (slot.position, ""),
        ("", "" if signed else "Signature"),
        (f"Name: {slot.name}" if slot.name else "", "" if slot.name else "Name"),
        (f"Signed on {slot.signed_on}" if signed else "", "" if signed else "Date"),
    )
    for index, (line, blank) in enumerate(pair for pair in lines if any(pair)):
        paragraph = cell.paragraphs[0] if not index else cell.add_paragraph()
        paragraph.style = "Table Text"
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(clean(line) or blank).bold = not index
        if blank:
            paragraph.paragraph_format.space_before = Mm(14 if blank == "Signature" else 6)
            # Neighbours with equal borders and indents would run together into one box.
            paragraph.paragraph_format.right_indent = Pt(8 + index / 4)
            set_border(paragraph, "bottom", 4, "4A4A4A", 1)
    cell.paragraphs[-1].paragraph_format.keep_with_next = False
    cell.paragraphs[-1].paragraph_format.space_after = Pt(30)


def add_text(paragraph: Any, text: Text, *, bold: bool = False, size: float = 0) -> None:
    """Adds runs to a paragraph, links and line ends included; a `size` other than its style's."""
    for run in text:
        target = paragraph
        link = safe_link(run.link, absolute=True)
        if link:
            target = add_link(paragraph, link)
            made = WordRun(element("w:r"), paragraph)
            target.append(made._r)
            made.underline = True
            made.font.color.rgb = RGBColor(0x0B, 0x4F, 0x3C)
        else:
            made = paragraph.add_run()
        # python-docx turns "\n" into a line break.
        made.text = clean(run.text)
        made.bold = True if run.bold or bold else None
        made.italic = True if run.italic else None
        if size:
            made.font.size = Pt(size)
        if run.raised:
            made.font.superscript = True
        elif run.lowered:
            made.font.subscript = True
