"""The PDF: tagged, numbered, the same bytes every time."""

from __future__ import annotations

import contextlib
import hashlib
import random
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import pypdfium2
import pytest
from hypothesis import given, settings

from frankpledge.documents.content import Block, Figure, Heading, Paragraph, Table, words
from frankpledge.documents.html import blocks_html
from frankpledge.documents.pack import BoundPdf, Section
from frankpledge.documents.pdf import UnreadablePdf, blocks_pdf, pack_pdf
from frankpledge.documents.word import pack_docx
from tests.documents.samples import STAMP, WELSH, file, item, pack, paper, table
from tests.documents.structure import (
    bookmarks,
    elements,
    faults,
    kids,
    opened,
    page_texts,
    parent_tree,
)
from tests.documents.test_content import blocks


@cache
def built() -> bytes:
    return pack_pdf(pack())


def test_it_is_tagged_through_and_through() -> None:
    with opened(built()) as pdf:
        assert faults(pdf) == []
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()
        assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
        page = pdf.pages[1].obj
        owners = parent_tree(pdf)[int(page.StructParents)]
        assert str(owners[0].S) == "/H1"


def test_metadata_holds_what_the_pack_says_and_no_more() -> None:
    with opened(built()) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Community Safety Board",
            "/Author": "Office of the local policing body",
            "/Keywords": "community safety, board",
            "/Creator": str(pdf.docinfo["/Creator"]),
            "/CreationDate": "D:20181004090000Z",
            "/ModDate": "D:20181004090000Z",
        }


def test_bookmarks_follow_the_pack() -> None:
    with opened(built()) as pdf:
        found = bookmarks(pdf)
    assert [title for depth, title in found if not depth] == [
        *("Agenda", "Contents", "Minutes", "Grants to partnerships", "Quarterly updates"),
        "Evidence",
    ]
    assert (1, "Youth justice") in found
    assert (1, "Drugs and alcohol") in found
    assert (1, "3 Background") in found
    assert (2, "3 Background") in found


def test_the_page_numbers_it_prints_are_those_of_the_pages() -> None:
    texts = page_texts(built())
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {len(texts)}" in text
    contents = next(text for text in texts if text.startswith("Contents"))
    agenda = next(text for text in texts if text.startswith("Agenda"))
    for title in ("Grants to partnerships", "Youth justice", "Evidence"):
        page = next(n for n, text in enumerate(texts, 1) if n > 3 and f"{title}\r\n" in text[:200])
        line = re.search(rf"{title}, \w+[ .]*(\d+)", contents)
        assert line
        assert int(line[1]) == page
        if title == "Grants to partnerships":
            assert re.search(rf"{title}\s+Chief executive\s+20 10:10am {page}\b", agenda)


def test_paragraph_numbers_and_welsh_letters_are_there() -> None:
    text = "\n".join(page_texts(built()))
    assert "3.2 CO2 and bold" in text.replace("\r\n", " ")
    assert "2.1 to note the progress" in text
    assert WELSH in text
    assert "Item 5A – Youth justice" in text


def test_row_heads_are_tagged() -> None:
    with opened(built()) as pdf:
        found = next(
            element
            for element in elements(pdf.Root.StructTreeRoot)
            if str(element.S) == "/Table" and _width(element) == 3
        )
        body = next(part for part in kids(found) if str(part.S) == "/TBody")
        for row in kids(body):
            head, *cells = kids(row)
            assert str(head.S) == "/TH"
            assert any(str(entry.get("/Scope", "")) == "/Row" for entry in head.A)
            for cell in cells:
                names = [bytes(name) for entry in cell.A for name in entry.get("/Headers", [])]
                assert bytes(head.ID) in names
                assert len(names) == 2


def _width(table: object) -> int:
    heads = [part for part in kids(table) if str(part.S) == "/THead"]
    return len(kids(kids(heads[0])[0])) if heads else 0


def test_the_same_pack_gives_the_same_bytes_in_another_process() -> None:
    assert pack_pdf(pack()) == built()
    code = (
        "import hashlib; from frankpledge.documents.pdf import pack_pdf; "
        "from tests.documents.samples import pack; "
        "print(hashlib.sha256(pack_pdf(pack())).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(built()).hexdigest()


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(20, 34):
        filler = tuple(Paragraph(words(f"Line {n}.")) for n in range(count))
        blocks = (*filler, Heading(1, words("Lonely")), *item("Company."))
        for text in page_texts(blocks_pdf("Paper", blocks, timestamp=STAMP)):
            assert ("Lonely" in text) == ("Company" in text)


def test_a_long_table_repeats_its_head_and_keeps_rows_whole() -> None:
    rows = tuple((words(f"Action {n}"), words("Due in December. " * 9)) for n in range(60))
    long = Table((words("Action"), words("What it asks")), rows, caption="All actions")
    filler = tuple(Paragraph(words(f"Line {n}.")) for n in range(31))
    data = blocks_pdf("Paper", (*filler, long), timestamp=STAMP)
    texts = page_texts(data)
    assert len(texts) > 3
    assert all("What it asks" in text for text in texts if "Action" in text)
    assert all(("All actions" in text) == ("Action 0" in text) for text in texts)
    with opened(data) as pdf:
        assert faults(pdf) == []


def test_a_short_table_stays_on_one_page_with_its_caption() -> None:
    for count in range(14, 34, 2):
        filler = tuple(Paragraph(words(f"Line {n}.")) for n in range(count))
        for text in page_texts(blocks_pdf("Paper", (*filler, table()), timestamp=STAMP)):
            assert text.count("Burglary by district") == text.count("2,332")


def test_signatures_do_not_break_over_pages() -> None:
    for text in page_texts(blocks_pdf("Paper", paper() * 3, timestamp=STAMP)):
        assert text.count("North district council") == text.count("The constabulary")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("emoji 😀 here", "emoji [grinning face] here"),
        ("of 漢字 two", "of □□ two"),
        ("a\u200d\ufeffb", "ab"),
        ("\uf0b7 unusual bullet", "□ unusual bullet"),
        ("tick ✔ box ☐", "tick ✔ box ☐"),
        ("\U0001f468\u200d\U0001f469 \U000e0041", "[man][woman]"),
        ("العربية", "usual"),
    ],
)
def test_characters_without_a_font_do_not_stop_a_pack(text: str, shown: str) -> None:
    data = blocks_pdf("Paper", (*item(text), *item("usual")), timestamp=STAMP)
    found = " ".join(page_texts(data)).replace("\u200d", "")
    assert shown in found
    assert "usual" in found


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"not a picture", b"\x89PNG\r\n\x1a\nbroken", b"<svg><open></svg>"),
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        b"<html><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        b"<image href='/x.png'/></svg>",
    ],
)
def test_a_broken_picture_says_so_in_words(data: bytes) -> None:
    figure = Figure(data, "image/png", "Bar chart of burglary", "Burglary fell")
    text = " ".join(page_texts(blocks_pdf("Paper", (figure,), timestamp=STAMP)))
    assert "Bar chart of burglary" in text


def test_odd_papers_are_laid_out() -> None:
    odd = (
        Heading(4, words("Deep first")),
        Table((), ()),
        Table((words("Only a head"),), ()),
        Table((), ((words("a"), words("b")), (words("c"),)), row_heads=False),
        Paragraph(()),
        Table(tuple(words(f"Column {n}") for n in range(12)), ((words("x"),) * 12,)),
    )
    with opened(blocks_pdf("#Odd * _paper_ $x$", odd, timestamp=STAMP)) as pdf:
        assert faults(pdf) == []
        assert str(pdf.docinfo["/Title"]) == "#Odd * _paper_ $x$"
    part = Section("p", "1", "A part of nothing", "", (), odd, level=2)
    with opened(pack_pdf(pack(part))) as pdf:
        assert faults(pdf) == []


@settings(deadline=None, max_examples=25)
@given(blocks)
def test_whatever_a_paper_holds_every_form_of_it_is_made(found: tuple[Block, ...]) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(blocks_html(found))
    with opened(blocks_pdf("Paper", found, timestamp=STAMP)) as pdf:
        assert faults(pdf) == []
    section = Section("s", "1", "Anything", "", (), found)
    assert pack_docx(replace(pack(), sections=(section,), agenda=()))


def test_damaged_outside_papers_are_bound_or_refused() -> None:
    """Bytes changed at random never end in anything but a pack or a plain sentence."""
    chance = random.Random(11)
    for source in (file("tagged.pdf"), file("untagged.pdf")) * 6:
        data = bytearray(source)
        for _ in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        paper = BoundPdf(bytes(data), "Damaged", "d.pdf", "The sender has it")
        section = Section("s", "1", "Anything", "", (), (), (paper,))
        with contextlib.suppress(UnreadablePdf):
            pack_pdf(replace(pack(), sections=(section,), agenda=()))


def test_a_second_opinion_finds_nothing(tmp_path: Path) -> None:
    import pdfua

    # It cannot see that a drawn outside page carries its own marks, so the pack has none here.
    plain = pack()
    sections = tuple(section for section in plain.sections if section.key != "x")
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack_pdf(replace(plain, sections=sections)))
    report = pdfua.validate(str(path))
    assert list(report.findings) == []


def test_it_opens_in_another_reader() -> None:
    document = pypdfium2.PdfDocument(built())
    try:
        assert len(document) == len(page_texts(built()))
    finally:
        document.close()
