"""Each kind of block as Word content, in real styles."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from typing import Any

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
    text_of,
    words,
)
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
_WIDEST = Cm(15.5)
_HIGHEST = Cm(18)


class BlockWriter:
    """Writes blocks at the end of the document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        # Lists stand under the text of numbered paragraphs, not under their numbers.
        self._inset = 0.0

    def blocks(self, blocks: Iterable[Block], offset: int) -> None:
        """The blocks; a heading of level 1 becomes Word's Heading 1 + `offset`."""
        blocks = without_gaps(blocks)
        numbered = any(isinstance(block, Paragraph) and block.number for block in blocks)
        self._inset = 1.5 if numbered else 0.0
        for block in blocks:
            self._block(block, offset)

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
            self.table(Table((), rows), widths=(3.6, 11.9))

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
        level = min(depth, 2) + 1
        name = "List Number" if block.ordered else "List Bullet"
        style = name if level == 1 else f"{name} {level}"
        more = "List Continue" if level == 1 else f"List Continue {level}"
        number = new_list(self.document, style, block.start) if block.ordered else 0
        for item in block.items:
            for index, part in enumerate(item):
                if isinstance(part, Paragraph | Heading):
                    made = self.paragraph(part.text, more if index else style)
                    if number and not index:
                        set_list(made, number)
                    made.paragraph_format.left_indent = Cm(self._inset + 0.63 * level)
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
        """A table with its head repeated on each page; `widths` in centimetres fix the columns."""
        if not block.rows or not block.width:
            return
        if block.caption:
            self._caption(block.caption)
        head = any(block.head)
        rows = (block.head, *block.rows) if head else block.rows
        made = self.document.add_table(len(rows), block.width)
        made.autofit = False
        widths = widths or _widths(block)
        for column, width in enumerate(widths):
            made.columns[column].width = Cm(width)
        # Reading a table's cells through python-docx is slow; each row's are fetched once.
        for index, row in enumerate(rows):
            total = block.total and index == len(rows) - 1
            cells = made.rows[index].cells
            for column, text in enumerate(row):
                paragraph = cells[column].paragraphs[0]
                paragraph.style = "Table Text"
                bold = (head and not index) or total or (block.row_heads and not column)
                add_text(paragraph, text, bold=bold)
                if block.width >= 9:
                    for run in paragraph.runs:
                        run.font.size = Pt(8)
                if column in block.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for column, width in enumerate(widths):
                cells[column].width = Cm(width)
        rule_table(made)
        set_look(made, head=head, row_heads=block.row_heads, total=block.total)
        self.document.add_paragraph(style="Table Text")

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
        self.document.add_paragraph(style="Table Text")


def _widths(block: Table) -> tuple[float, ...]:
    """The columns' widths in centimetres: by the longest word first, then by how much there is."""
    rows = (block.head, *block.rows) if any(block.head) else block.rows
    texts = [[text_of(row[i]) for row in rows if i < len(row)] for i in range(block.width)]
    # A character of 10-point type is about 2 mm wide; 8-point type takes less.
    letter = 0.16 if block.width >= 9 else 0.2
    least = [
        0.5 + letter * min(max((len(w) for text in texts[i] for w in text.split()), default=1), 22)
        for i in range(block.width)
    ]
    spare = max(15.5 - sum(least), 0.0)
    wanted = [
        math.sqrt(sum(map(len, texts[i])) / max(len(texts[i]), 1)) for i in range(block.width)
    ]
    wanted = [0.0 if i in block.numeric else value for i, value in enumerate(wanted)]
    share = spare / (sum(wanted) or 1.0)
    return tuple(low + share * want for low, want in zip(least, wanted, strict=True))


def _slot(cell: Any, slot: SignatureSlot) -> None:
    lines = (
        (slot.on_behalf_of, True),
        (slot.position, False),
        (f"Signed on {slot.signed_on}" if slot.signed_on else "Signature", False),
        (f"Name: {slot.name}" if slot.name else "Name", False),
        ("" if slot.signed_on else "Date", False),
    )
    for index, (line, bold) in enumerate((line, bold) for line, bold in lines if line):
        paragraph = cell.paragraphs[0] if not index else cell.add_paragraph()
        paragraph.style = "Table Text"
        paragraph.add_run(clean(line)).bold = bold
        if line in ("Signature", "Name", "Date"):
            paragraph.paragraph_format.space_before = Mm(9 if line == "Signature" else 5)
            # Word joins neighbours with equal borders into one box; a point apart keeps each line.
            set_border(paragraph, "top", 4, "4A4A4A", 1 + index)
    cell.paragraphs[-1].paragraph_format.space_after = Pt(28)


def add_text(paragraph: Any, text: Text, *, bold: bool = False) -> None:
    """Adds runs to a paragraph, links and line ends included."""
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
        if run.raised:
            made.font.superscript = True
        elif run.lowered:
            made.font.subscript = True
