"""Papers as people really write them: headings by bold type, numbers by hand, lists that go on."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from frankpledge.documents.content import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    text_of,
    words,
)
from frankpledge.documents.pandoc import read_office
from frankpledge.documents.typed import with_bold_headings, with_plain_numbers, with_typed_items

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
AUTOMATIC = """
<style:style style:name="Title" style:family="paragraph">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Under" style:parent-style-name="Title" style:family="paragraph"/>
<style:style style:name="Plain" style:parent-style-name="Title" style:family="paragraph">
  <style:text-properties fo:font-weight="normal"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"
  style:num-suffix="." style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"
  text:bullet-char="-"/></text:list-style>"""


def odt(body: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{AUTOMATIC}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", f"<office:document-styles {NAMES}/>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def p(text: str, style: str = "Plain") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*texts: str, style: str = "L1", goes_on: str = "") -> str:
    attribute = f' text:continue-numbering="{goes_on}"' if goes_on else ""
    inner = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}"{attribute}>{inner}</text:list>'


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [text_of(one.text) for one in blocks if isinstance(one, Heading)]


def test_bold_by_a_style_or_by_its_parent_makes_headings() -> None:
    body = p("Background", "Title") + p("Some text.") + p("Timing", "Under") + p("More text.")
    found = read_office(odt(body), ".odt")
    assert headings(found.blocks) == ["Background", "Timing"]
    assert found.notes == (
        "2 bold lines were read as headings, because the file has no heading styles.",
    )


def test_lists_that_go_on_keep_their_numbers() -> None:
    body = (
        items("one", "two", goes_on="true")
        + p("Between.")
        + items("dot", style="L2")
        + p("Between.")
        + items("three", goes_on="true")
        + p("Afresh.")
        + items("one")
    )
    lists = [one for one in read_office(odt(body), ".odt").blocks if isinstance(one, ListBlock)]
    assert [(one.ordered, one.start, len(one.items)) for one in lists] == [
        (True, 1, 2),
        (False, 1, 1),
        (True, 3, 1),
        (True, 1, 1),
    ]


def test_a_bold_first_row_heads_its_table() -> None:
    cells = [("Task", "Lead"), ("Write", "Chair"), ("Send", "Clerk")]
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{p(cell, 'Plain' if index else 'Title')}</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for index, row in enumerate(cells)
    )
    body = f"<table:table><table:table-column/><table:table-column/>{rows}</table:table>{p('x')}"
    table = read_office(odt(body), ".odt").blocks[0]
    assert isinstance(table, Table)
    assert table.head == (words("Task"), words("Lead"))
    assert len(table.rows) == 2


def test_the_title_of_a_word_file_is_not_lost() -> None:
    document = docx.Document()
    document.add_paragraph("Grants to partnerships", "Title")
    document.add_paragraph("A report", "Subtitle")
    document.add_paragraph("It says much.")
    out = io.BytesIO()
    document.save(out)
    assert read_office(out.getvalue(), ".docx").blocks == (
        Heading(1, words("Grants to partnerships")),
        Paragraph(words("A report")),
        Paragraph(words("It says much.")),
    )


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, bold=True),))


def test_of_the_bold_lines_that_open_and_close_a_paper_few_are_headings() -> None:
    text = Paragraph(words("Some text."))
    blocks = (
        *(bold("The panel"), bold("Seventeenth meeting"), bold("Minutes"), text),
        *(bold("Item 1: Welcome"), text, bold("Action: somebody to write"), text),
        *(bold("Thursday 11 October 2018"), text, bold("Research team"), bold("May 2018")),
    )
    found, count = with_bold_headings(blocks)
    assert headings(found) == ["The panel", "Minutes", "Item 1: Welcome"]
    assert count == 3


def test_paragraphs_numbered_by_hand_can_be_cited() -> None:
    texts = ("1. First.", "Between.", "2) Second.", "5. Not the next.", "3.5 million people")
    found = with_plain_numbers(Paragraph(words(text)) for text in texts)
    assert [one.number for one in found if isinstance(one, Paragraph)] == ["1", "", "2", "", ""]
    alone = (Paragraph(words("1. Alone.")),)
    assert with_plain_numbers(alone) == alone


@pytest.mark.parametrize(("typed", "joined"), [("3. third", True), ("4. fourth", False)])
def test_an_item_typed_after_a_list_joins_it(typed: str, joined: bool) -> None:
    two = ListBlock(((Paragraph(words("a")),), (Paragraph(words("b")),)), ordered=True)
    found = with_typed_items((two, Paragraph(words(typed))))
    assert (len(found) == 1) is joined
    if joined:
        assert isinstance(found[0], ListBlock)
        assert found[0].items[2] == (Paragraph(words("third")),)
