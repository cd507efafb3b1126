"""Markdown, Word and ODF read into blocks."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from PIL import Image

from frankpledge.documents.content import (
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    RecommendationsHere,
    Run,
    Table,
    numbered,
    plain_text,
    words,
)
from frankpledge.documents.pandoc import UnreadableDocument, read_markdown, read_office
from frankpledge.documents.word import pack_docx
from tests.documents.samples import WELSH, file, pack


def test_markdown_becomes_blocks() -> None:
    blocks = read_markdown(
        f"# Purpose\n\nSee [this](https://example.org) and **that**. {WELSH}\n\n"
        "{recommendations}\n\n- one\n  - two\n\n> said\n\n"
        "| Area | Sum |\n|---|--:|\n| North | £1,420 |\n\nH~2~O[^1]\n\n[^1]: A note.\n"
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [
        *(Heading, Paragraph, RecommendationsHere, ListBlock, Quote, Table, Paragraph),
        *(Heading, ListBlock),
    ]
    assert blocks[1] == Paragraph(
        (
            Run("See "),
            Run("this", link="https://example.org"),
            Run(" and "),
            Run("that", bold=True),
            Run(f". {WELSH}"),
        )
    )
    table = blocks[5]
    assert isinstance(table, Table)
    assert (table.numeric, table.row_heads) == ((1,), True)


def test_markdown_never_obeys_html_or_odd_signs() -> None:
    blocks = read_markdown("<script>alert(1)</script>\n\n$5 or $6, @someone, [x](javascript:y)\n")
    assert plain_text(blocks) == "<script>alert(1)</script>\n$5 or $6, @someone, x"
    assert all(not run.link for b in blocks if isinstance(b, Paragraph) for run in b.text)


def test_a_real_word_paper_keeps_its_words() -> None:
    found = read_office(file("survey-paper.docx"), ".docx")
    text = plain_text(found.blocks)
    assert "Understanding the Situation" in text
    assert "confidential" in text
    assert any(isinstance(block, Heading) for block in found.blocks)
    assert found.notes == (
        "4 bold lines were read as headings, because the file has no heading styles.",
    )


def test_a_real_odf_paper_keeps_its_tables() -> None:
    found = read_office(file("action-log.odt"), ".ODT")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert len(tables) == 10
    assert "Carried forward" in plain_text(tables)


def test_our_own_word_file_comes_back() -> None:
    found = read_office(pack_docx(pack()), ".docx")
    text = plain_text(found.blocks)
    for expected in ("Grants to partnerships", "£77,500", WELSH, "1,420", "Youth justice"):
        assert expected in text
    figures = [block for block in found.blocks if isinstance(block, Figure)]
    assert [figure.alt for figure in figures] == ["Bar chart: one bar, 2018."] * 2


def test_typed_numbers_are_taken_only_where_they_run_on() -> None:
    document = docx.Document()
    document.add_heading("1. Purpose", 1)
    document.add_paragraph("1.1 The first.")
    document.add_paragraph("1.5 million people live here.")
    document.add_heading("5 priorities", 1)
    document.add_heading("2 Background", 1)
    document.add_paragraph("2.1 The second.")
    out = io.BytesIO()
    document.save(out)
    blocks = read_office(out.getvalue(), ".docx").blocks
    assert [getattr(block, "number", "") for block in blocks] == ["1", "1.1", "", "", "2", "2.1"]
    assert blocks[1] == Paragraph(words("The first."), "1.1")
    assert numbered(blocks) == blocks


def test_what_is_lost_is_said() -> None:
    document = docx.Document()
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "BMP")
    document.add_paragraph("Words")
    document.add_picture(picture)
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Across"
    table.cell(1, 0).text = "Down"
    out = io.BytesIO()
    document.save(out)
    data = io.BytesIO()
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(data, "w") as target:
        for part in source.infolist():
            target.writestr(part, source.read(part.filename))
        target.writestr("word/embeddings/sheet.xlsx", b"x")
        target.writestr("word/media/old.wmf", b"\xd7\xcd\xc6\x9a")
    found = read_office(data.getvalue(), ".docx")
    figure = next(block for block in found.blocks if isinstance(block, Figure))
    assert figure.media_type == "image/png"
    assert found.notes == (
        "An embedded spreadsheet was left out.",
        "1 picture was left out: the format (WMF) cannot be shown. Save such pictures as PNG.",
        "1 picture has no description. Write one.",
        "1 table had merged cells, which were split.",
    )


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>" + b" " * (60 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "says"),
    [
        (b"", ".docx", "this file is empty"),
        (b"%PDF-1.7", ".docx", "this is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".docx", "older Word file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ".docx", "password"),
        (b"{\\rtf1}", ".odt", "rich text"),
        (b"hello", ".odt", "Expected an OpenDocument text"),
        (file("action-log.odt"), ".docx", "Give it its right name"),
        (file("survey-paper.docx")[:6000], ".docx", "damaged or cut short"),
        (file("survey-paper.docx"), ".doc", "Save it as .docx or .odt"),
        (_bomb(), ".docx", "too large"),
        (b"PK" + b"\0" * (41 * 1024 * 1024), ".docx", "over 40 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_plain_sentence(
    data: bytes, suffix: str, says: str
) -> None:
    with pytest.raises(UnreadableDocument, match=says) as refusal:
        read_office(data, suffix)
    assert str(refusal.value).endswith(".")


def test_broken_xml_inside_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<broken")
    with pytest.raises(UnreadableDocument, match="could not be read"):
        read_office(out.getvalue(), ".docx")
