"""The Word file: opens again, in real styles, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import docx
from docx.oxml.ns import qn

from frankpledge.documents.content import ListBlock
from frankpledge.documents.pack import Section
from frankpledge.documents.word import pack_docx
from tests.documents.samples import STAMP, WELSH, item, pack


@cache
def built() -> bytes:
    return pack_docx(pack())


def reopened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_it_opens_again_with_real_styles() -> None:
    document = reopened(built())
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    # The board's name is the title that readers see; the pack's own is in the properties.
    assert by_style["Title"] == ["Countywide Community Safety Strategic Board"]
    assert by_style["toc 1"][:2] == ["2. Minutes, Draft", "3. Grants to partnerships, Published"]
    assert "5A. Youth justice, Received" in by_style["toc 2"]
    assert by_style["Heading 1"][:3] == ["Agenda", "2. Minutes", "3. Grants to partnerships"]
    assert "5A. Youth justice" in by_style["Heading 2"]
    assert "3\tBackground" in by_style["Heading 2"] + by_style["Heading 3"]
    assert any(text.startswith("1.1\tThis paper") for text in by_style["Numbered Paragraph"])
    assert "budgets shrank;" in by_style["List Bullet"]
    assert "schools" in by_style["List Bullet 2"]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert WELSH in text
    assert "Action log is a PDF (untagged.pdf)" in text
    assert "https://example.org/original" in text


def test_tables_and_pictures_are_accessible() -> None:
    document = reopened(built())
    agenda = document.tables[0]
    assert agenda.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert agenda.cell(1, 1).text == "Welcome"
    described = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert [found.get("descr") for found in described] == ["Bar chart: one bar, 2018."] * 2


def test_properties_fields_and_language() -> None:
    document = reopened(built())
    core = document.core_properties
    assert (core.title, core.author) == (
        "Community Safety Board",
        "Office of the local policing body",
    )
    assert core.created.replace(tzinfo=None) == STAMP.replace(tzinfo=None)
    with zipfile.ZipFile(io.BytesIO(built())) as archive:
        names = archive.namelist()
        styles = archive.read("word/styles.xml").decode()
        body = archive.read("word/document.xml").decode()
        parts = [archive.read(n).decode() for n in names if n.endswith("settings.xml")]
        foot = "".join(archive.read(n).decode() for n in names if "footer" in n)
    assert 'w:lang w:val="en-GB"' in styles
    assert "TOC \\o" in body
    assert "NUMPAGES" in foot
    assert "PAGE" in foot
    # Either would make Word open with a warning.
    assert "dirty" not in body
    assert "updateFields" not in "".join(parts)
    anchors = set(re.findall(r'w:anchor="(\w+)"', body))
    assert len(anchors) == len(pack().sections)
    assert anchors == set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', body))
    assert "thumbnail.jpeg" not in "".join(names)
    assert body.count('"begin"') == body.count('"end"')


def test_parts_do_not_repeat_the_number_of_their_item() -> None:
    parts = tuple(Section(key, "7", key.upper(), "", (), item("x"), level=2) for key in "pq")
    whole = pack(Section("seven", "7", "Updates", "", (), item("x")), *parts)
    assert [part.name for part in whole.shown if part.number == "7"] == ["7. Updates"]
    texts = [paragraph.text for paragraph in reopened(pack_docx(whole)).paragraphs]
    assert texts.count("P") == texts.count("Q") == 2
    assert "7. P" not in texts


def test_the_foot_is_one_line() -> None:
    foot = reopened(built()).sections[0].footer.paragraphs[0]
    board = "Countywide Community Safety Strategic Board, Thursday 11 October 2018"
    assert foot.text.startswith(f"{board}\tPage ")
    assert len(foot.paragraph_format.tab_stops) == 1
    long = replace(pack(), body_name="A partnership of many councils and of the police " * 2)
    foot = reopened(pack_docx(long)).sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Thursday 11 October 2018, 10am to noon\tPage ")


def test_each_numbered_list_starts_where_it_should() -> None:
    lists = tuple(ListBlock((item("a"), item("b")), True, start) for start in (1, 5))
    data = pack_docx(pack(Section("l", "9", "Lists", "", (), lists)))
    document = reopened(data)
    numbers = [
        p._p.pPr.numPr.numId.val for p in document.paragraphs
        if p.style.name == "List Number" and p.text in "ab"
    ]  # fmt: skip
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        numbering = archive.read("word/numbering.xml").decode()
    starts = re.findall(r'ilvl="0"><w:start w:val="(\d)"/><w:numFmt w:val="decimal"', numbering)
    assert starts[-2:] == ["1", "5"]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert pack_docx(pack()) == built()
    with zipfile.ZipFile(io.BytesIO(built())) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
