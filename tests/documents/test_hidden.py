"""Text that a document hides from its reader is left out of the page made of it, and said so."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from frankpledge.documents.content import plain_text
from frankpledge.documents.converting import convert
from frankpledge.documents.hidden import without_hidden
from frankpledge.documents.office import UnreadableDocument
from tests.documents.samples import file
from tests.support.harmful import archive, excel, parts_of, replaced

TOLD = "Hidden text was left out."
SEEN = "The board agrees. "
SECRET = "Not before the tender closes."


def made(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def hidden_by_itself() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph(SEEN)
    paragraph.add_run(SECRET).font.hidden = True
    return made(document)


def hidden_by_a_style() -> bytes:
    """A style that hides, and one that is made from it; a run that says it is shown after all."""
    document = docx.Document()
    above = document.styles.add_style("Secret", WD_STYLE_TYPE.PARAGRAPH)
    above.font.hidden = True
    below = document.styles.add_style("More secret", WD_STYLE_TYPE.PARAGRAPH)
    below.base_style = above
    document.add_paragraph(SECRET, style="Secret")
    document.add_paragraph(SECRET, style="More secret").add_run(SEEN).font.hidden = False
    return made(document)


def hidden_by_the_style_of_words() -> bytes:
    document = docx.Document()
    document.styles.add_style("Whispered", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    document.add_paragraph(SEEN).add_run(SECRET, style="Whispered")
    return made(document)


@pytest.mark.parametrize(
    "make", [hidden_by_itself, hidden_by_a_style, hidden_by_the_style_of_words]
)
def test_what_word_hides_is_not_read(make) -> None:
    found = convert(make(), ".docx")
    assert plain_text(found.blocks).strip() == SEEN.strip()
    assert TOLD in found.notes


def test_a_hidden_field_leaves_the_document_whole() -> None:
    """Word hides the marks of an index so: the field's ends stay, and the words around it."""
    document = docx.Document()
    paragraph = document.add_paragraph(SEEN)
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>XE &quot;tender&quot;</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run = f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr>{inside}</w:r>"
        paragraph._p.append(parse_xml(run))
    paragraph.add_run("All of it.")
    found = convert(made(document), ".docx")
    assert plain_text(found.blocks) == f"{SEEN}All of it."
    assert TOLD not in found.notes


TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLED = (
    '<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="Off" '
    f'style:family="text"><style:text-properties xmlns:text="{TEXT}" text:display="none"/>'
    "</style:style></office:automatic-styles>"
)


@pytest.mark.parametrize(
    "markup",
    [
        f"<text:p>{SEEN}<text:span text:style-name='Off'>{SECRET}</text:span></text:p>",
        f"<text:p>{SEEN}</text:p><text:p text:style-name='Off'>{SECRET}</text:p>",
        f"<text:p>{SEEN}</text:p><text:section text:name='a' text:display='none'><text:p>{SECRET}"
        "</text:p></text:section>",
        f"<text:p>{SEEN}<text:hidden-text text:is-hidden='true'>{SECRET}</text:hidden-text>"
        "</text:p>",
        f"<text:p>{SEEN}</text:p><text:p><text:hidden-paragraph text:is-hidden='true'/>{SECRET}"
        "</text:p>",
    ],
)
def test_what_opendocument_hides_is_not_read(markup) -> None:
    parts = parts_of(file("action-log.odt"))
    content = parts["content.xml"].decode()
    assert "</office:automatic-styles>" in content
    content = content.replace("</office:automatic-styles>", STYLED)
    parts["content.xml"] = content.replace("</office:text>", f"{markup}</office:text>").encode()
    found = convert(archive(parts), ".odt")
    said = plain_text(found.blocks)
    assert SEEN.strip() in said
    assert SECRET not in said
    assert TOLD in found.notes


@pytest.mark.parametrize("name", ["survey-paper.docx", "action-log.odt"])
def test_a_file_that_hides_nothing_stays_as_it_is(name) -> None:
    data = file(name)
    assert without_hidden(data, f".{name.rpartition('.')[2]}") == (data, False)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", '<row r="2"', '<row hidden="1" r="2"'),
        (
            "xl/worksheets/sheet1.xml",
            "<sheetData>",
            '<cols><col min="1" max="1" hidden="true"/></cols><sheetData>',
        ),
    ],
)
def test_hidden_rows_and_columns_are_shown_and_that_is_said(part, old, new) -> None:
    found = convert(replaced(excel(), part, old, new), ".xlsx")
    assert any(one.startswith("There are hidden rows or columns") for one in found.notes)
    assert "Visits" in plain_text(found.blocks)
    assert not any("hidden" in one for one in convert(excel(), ".xlsx").notes)


def test_a_broken_part_is_refused_in_words() -> None:
    parts = parts_of(hidden_by_itself()) | {"word/styles.xml": b"<w:styles"}
    with pytest.raises(UnreadableDocument, match="save it again"):
        convert(archive(parts), ".docx")
