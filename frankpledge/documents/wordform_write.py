"""A form as a Word file: real headings, a table for each list, a content control an answer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Cm, Mm, Pt, RGBColor
from lxml import etree

from frankpledge.documents.blocks import Block, Paragraph, RecommendationsHere, words
from frankpledge.documents.columns import WORD, Room
from frankpledge.documents.safe import clean
from frankpledge.documents.word_blocks import GAP, BlockWriter
from frankpledge.documents.word_styles import add_style, set_styles
from frankpledge.documents.word_xml import element, fixed_zip, rule_table, set_language, set_look
from frankpledge.documents.wordform import (
    MARK_TAG,
    PLACEHOLDERS,
    FormField,
    FormGrid,
    FormItem,
    FormName,
    FormPart,
    FormRows,
    WordForm,
    mark_text,
)
from frankpledge.documents.wordform_xml import (
    TICKED,
    UNTICKED,
    Controls,
    choice_kind,
    date_kind,
    declare_newer_words,
    new_paragraph,
    repeating_kind,
    run,
    text_kind,
    tick_kind,
)

LABEL, HINT, ANSWER, CELL = "Form Label", "Form Hint", "Form Answer", "Form Cell"
_WIDTH_MM: Final = 155
_PLACEHOLDER_STYLE: Final = "PlaceholderText"


def write_word_form(form: WordForm) -> bytes:
    """The form as .docx, filled in with what is known; the same form gives the same bytes."""
    document = Document()
    _properties(document, form)
    _styles(document)
    set_language(document, "en-GB")
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2.5)
    writer = _FormWriter(document)
    writer.opening(form)
    for item in form.items:
        writer.item(item)
    writer.mark(form.name)
    declare_newer_words(document)
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def for_word(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks as they can be worked on in Word: the recommendations' place as its own words."""
    return tuple(
        Paragraph(words("{recommendations}")) if isinstance(one, RecommendationsHere) else one
        for one in blocks
    )


class _FormWriter(BlockWriter):
    """Writes a form's items one after the other."""

    # A control cannot hold a change of page, so a wide table stays upright.
    room = Room(tuple(step for step in WORD.steps if step[0] == "measure"), WORD.scale)

    def __init__(self, document: Any) -> None:
        super().__init__(document, lambda part: None)
        self._controls = Controls()

    def turn(self, *, wide: bool) -> bool:
        return False

    def opening(self, form: WordForm) -> None:
        """Title, what the form is for, and the facts that go with it."""
        self.paragraph(words(clean(form.title)), "Title")
        if form.intro:
            self.paragraph(words(clean(form.intro)))
        self.facts([(name, words(clean(value))) for name, value in form.facts])

    def item(self, item: FormItem) -> None:
        """One heading, question, list or grid."""
        match item:
            case FormPart():
                self.paragraph(words(clean(item.title)), "Heading 1")
                if item.intro:
                    self.paragraph(words(clean(item.intro)))
            case FormField():
                self._field(item)
            case FormRows():
                self._rows(item)
            case FormGrid():
                self._grid(item)

    def mark(self, name: FormName) -> None:
        """The locked line at the end that says which form this is."""
        line = self.paragraph((), HINT)
        text = f"{mark_text(name)} Please leave this line as it is."
        line._p.append(
            self._controls.control(
                [run(text)],
                tag=MARK_TAG,
                title="Which form this is",
                lock="sdtContentLocked",
                kind=[text_kind()],
            )
        )

    def _label(self, label: str, hint: str, style: str) -> None:
        self.paragraph(words(clean(label)), style)
        if hint:
            self.paragraph(words(clean(hint)), HINT)

    def _field(self, field: FormField) -> None:
        long = field.kind in {"text", "rich"}
        self._label(field.label, field.hint, "Heading 2" if long else LABEL)
        if field.kind == "rich":
            self._rich(field)
        elif field.kind == "text":
            made = self._lines(field.tag, field.label, str(field.value or ""), ANSWER)
            self.document.element.body.insert(-1, made)
        else:
            self.paragraph((), ANSWER)._p.append(self._answer(field))

    def _answer(self, field: FormField) -> Any:
        """The control of a field of one line: it stands within a paragraph."""
        value = field.value
        match field.kind:
            case "date":
                day = value if isinstance(value, date) else None
                shown, kind = f"{day.day} {day:%B %Y}" if day else "", date_kind(day)
            case "choice":
                shown = dict(field.choices).get(str(value or ""), "")
                kind = choice_kind(field.choices)
            case "tick":
                shown, kind = TICKED if value else UNTICKED, tick_kind(ticked=bool(value))
            case _:
                shown, kind = clean(str(value or "")), text_kind()
        text = run(shown) if shown else run(PLACEHOLDERS[field.kind], style=_PLACEHOLDER_STYLE)
        return self._controls.control(
            [text],
            tag=field.tag,
            title=field.label,
            lock="sdtLocked",
            empty=not shown,
            kind=[kind],
        )

    def _lines(self, tag: str, title: str, value: str, style: str) -> Any:
        """The control of a text: a paragraph a line, for LibreOffice loses a control's breaks."""
        shown = clean(value).strip("\n")
        made = [new_paragraph(self.document, style) for _ in shown.split("\n")]
        for paragraph, line in zip(made, shown.split("\n"), strict=True):
            text = run(line) if shown else run(PLACEHOLDERS["text"], style=_PLACEHOLDER_STYLE)
            paragraph.append(text)
        return self._controls.control(made, tag=tag, title=title, lock="sdtLocked", empty=not shown)

    def _rich(self, field: FormField) -> None:
        """The control of a whole text: it stands around its paragraphs."""
        before = len(self.document.element.body)
        blocks = field.value if isinstance(field.value, tuple) else ()
        # The field has a heading of level 2, so the text's own first level is the third.
        self.blocks(for_word(blocks), 2)
        body = self.document.element.body
        written = list(body)[before - 1 : -1]
        if not written:
            made = self.paragraph(())
            made._p.append(run(PLACEHOLDERS["rich"], style=_PLACEHOLDER_STYLE))
            written = [made._p]
        place = body.index(written[0])
        control = self._controls.control(
            written, tag=field.tag, title=field.label, lock="sdtLocked", empty=not blocks
        )
        body.insert(place, control)
        # Without an end of its own, the control would run into the next heading in LibreOffice.
        self.document.add_paragraph(style=GAP)

    def _rows(self, rows: FormRows) -> None:
        self._label(rows.label, rows.hint, "Heading 2")
        widths = _widths(len(rows.columns))
        table = self._table([one.label for one in rows.columns], widths)
        empty = ("",) * len(rows.columns)
        items = []
        for values in (*rows.rows, *((empty,) * max(rows.spare, 1))):
            made = table.add_row()
            for column, (cell, value) in enumerate(zip(made.cells, values, strict=True)):
                cell.width = Mm(widths[column])
                part = rows.columns[column]
                made_lines = self._lines(f"{rows.tag}.{part.key}", part.label, value, CELL)
                cell._tc.replace(cell.paragraphs[0]._p, made_lines)
            items.append(self._controls.control([made._tr], kind=[repeating_kind(item=True)]))
        table._tbl.append(
            self._controls.control(
                items, tag=rows.tag, title=rows.label, kind=[repeating_kind(item=False)]
            )
        )
        self._finish(table, row_heads=False)

    def _grid(self, grid: FormGrid) -> None:
        self._label(grid.label, grid.hint, "Heading 2")
        widths = _widths(len(grid.heads))
        table = self._table(list(grid.heads), widths)
        for name, fields in grid.lines:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(clean(name)).bold = True
            for cell, field in zip(cells[1:], fields, strict=True):
                cell.paragraphs[0]._p.append(self._answer(field))
            for cell, width in zip(cells, widths, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].style = CELL
        self._finish(table, row_heads=True)

    def _table(self, heads: Sequence[str], widths: Sequence[float]) -> Any:
        table = self.document.add_table(1, len(heads))
        table.autofit = False
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            table.columns[column].width = Mm(width)
            cell = table.rows[0].cells[column]
            cell.width = Mm(width)
            cell.paragraphs[0].style = CELL
            cell.paragraphs[0].add_run(clean(head)).bold = True
        return table

    def _finish(self, table: Any, *, row_heads: bool) -> None:
        rule_table(table)
        set_look(table, head=True, row_heads=row_heads, total=False, whole=False)
        self.document.add_paragraph(style=GAP)


def _widths(columns: int) -> tuple[float, ...]:
    return (_WIDTH_MM / columns,) * columns


def _properties(document: Any, form: WordForm) -> None:
    core = document.core_properties
    core.title = clean(form.title)
    core.author = core.last_modified_by = "Frankpledge"
    core.subject = core.comments = core.keywords = ""
    core.language = "en-GB"
    core.revision = 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        # The template's own thumbnail shows some other document.
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    # Word shows when a file was made; ours is made anew each time it is fetched.
    for name in ("created", "modified"):
        for stamp in core._element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            core._element.remove(stamp)
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        _custom_properties(form.name),
        package,
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom_properties(name: FormName) -> bytes:
    """The mark once more, where people cannot see it nor delete it by accident."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/"
    types = f"{base}docPropsVTypes"
    root = etree.Element(
        f"{{{base}custom-properties}}Properties",
        nsmap={None: f"{base}custom-properties", "vt": types},
    )
    one = etree.SubElement(
        root,
        f"{{{base}custom-properties}}property",
        fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
        pid="2",
        name="Frankpledge form",
    )
    etree.SubElement(one, f"{{{types}}}lpwstr").text = mark_text(name)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _styles(document: Any) -> None:
    set_styles(document)
    styles = document.styles
    styles["Heading 1"].paragraph_format.page_break_before = False
    styles["Heading 1"].paragraph_format.space_before = Pt(20)
    styles["Title"].font.size = Pt(24)
    add_style(styles, LABEL, "Normal")
    styles[LABEL].font.bold = True
    styles[LABEL].paragraph_format.space_before = Pt(10)
    styles[LABEL].paragraph_format.space_after = Pt(3)
    styles[LABEL].paragraph_format.keep_with_next = True
    add_style(styles, HINT, "Normal")
    styles[HINT].font.color.rgb = RGBColor(0x4A, 0x4A, 0x4A)
    styles[HINT].font.size = Pt(10)
    styles[HINT].paragraph_format.space_after = Pt(3)
    styles[HINT].paragraph_format.keep_with_next = True
    add_style(styles, ANSWER, "Normal")
    _box(styles[ANSWER])
    add_style(styles, CELL, "Table Text")
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = RGBColor(0x5A, 0x5A, 0x5A)


def _box(style: Any) -> None:
    """A thin box around an answer, so that its place shows on paper and in every program."""
    properties = style.element.get_or_add_pPr()
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="4", color="8A8A8A"))
    # Word reads the children of w:pPr in a fixed order: borders stand before spacing and indents.
    properties.insert(0, borders)
    style.paragraph_format.left_indent = Pt(4)
    style.paragraph_format.right_indent = Pt(4)
