"""The same chart on the page, in the PDF and in Word: there, described, and truly drawn."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import html5lib
import pytest
from PIL import Image

from frankpledge.documents.charts import AreaMap, chart_blocks, describe, draw
from frankpledge.documents.content import Figure
from frankpledge.documents.html import blocks_html
from frankpledge.documents.pack import Section
from frankpledge.documents.pdf import blocks_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.documents.word_picture import word_picture
from tests.documents.chart_samples import BARS, SHARES, SPOTS, SQUARES, districts, every
from tests.documents.samples import STAMP, pack
from tests.documents.structure import elements, faults, opened, page_texts, picture

# Every picture, 200 points to the inch where a page has 96 pixels.
DENSITY = 200 / 96


def as_drawn(chart: AreaMap) -> Image.Image:
    """The map as Word gets it, in greys."""
    png = word_picture(Figure(draw(chart), "image/svg+xml", "A map"))
    assert png is not None
    return Image.open(io.BytesIO(png)).convert("L")


def greys(chart: AreaMap, west: float) -> list[int]:
    """The greys within the square of a map of squares that starts at this longitude."""
    image = as_drawn(chart)
    count = len(chart.areas)
    # Squares stand side by side over the map's width, from 6 pixels within its edges.
    wide = (480 - 12) / count
    place = round(west / 0.1)
    left, middle = 6 + place * wide + 8, _middle(chart)
    left, top, right, bottom = (
        round(edge * DENSITY) for edge in (left, middle - 25, left + wide - 16, middle + 25)
    )
    return list(image.crop((left, top, right, bottom)).tobytes())


def _middle(chart: AreaMap) -> float:
    """Half-way down the squares: they are taller than wide, by the map's latitude."""
    head = 22 + 16 + (16.8 if chart.unit else 0)
    wide = (480 - 12) / len(chart.areas)
    return head + wide / 0.6147 / 2


@pytest.mark.parametrize("name", list(every()))
def test_a_chart_is_in_a_tagged_pdf_with_its_description(name) -> None:
    chart = every()[name]
    with opened(blocks_pdf("Charts", chart_blocks(chart), timestamp=STAMP)) as pdf:
        assert faults(pdf) == []
        figures = [e for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [describe(chart)]


def test_words_of_charts_are_text_in_the_pdf() -> None:
    blocks = (*chart_blocks(BARS), *chart_blocks(SQUARES), *chart_blocks(SHARES))
    text = " ".join(page_texts(blocks_pdf("Charts", blocks, timestamp=STAMP))).split()
    for words in ("Rhondda", "Caerffili", "Môn", "11.4", "Cedar", "evenly"):
        assert words in text


def test_the_pdf_shows_hatching_where_a_place_is_withheld() -> None:
    """Patterns survive the way to paper: without them the two pages would look alike."""
    shown = AreaMap("Map", (SQUARES.areas[0], SQUARES.areas[2]), SQUARES.classes[:1])
    plain = replace(shown, areas=(shown.areas[0], replace(shown.areas[0], code="C", name="Cedar")))
    pages = [
        picture(blocks_pdf("Map", chart_blocks(chart)[:1], timestamp=STAMP), 0).tobytes()
        for chart in (shown, plain)
    ]
    assert sum(abs(a - b) > 40 for a, b in zip(*pages, strict=True)) > 1000


def test_classes_differ_on_a_printer_without_colours() -> None:
    light, dark = (greys(SQUARES, west) for west in (0.0, 0.1))
    assert sum(light) / len(light) - sum(dark) / len(dark) > 120
    hatched = greys(replace(SQUARES, labelled=()), 0.2)
    assert min(hatched) < 130, "lines"
    assert max(hatched) > 240, "on white"


def test_cold_and_hot_spots_differ_on_a_printer_without_colours() -> None:
    hot, cold = greys(SPOTS, 0.4), greys(SPOTS, 0.0)
    assert max(hot) - min(hot) < 30, "one shade"
    assert max(cold) - min(cold) > 80, "dotted"


def test_word_holds_the_picture_with_its_description_and_its_table() -> None:
    chart = districts()
    made = pack()
    blocks = (*chart_blocks(BARS), *chart_blocks(chart))
    section = Section("charts", "1", "Charts", "Draft", (), blocks)
    data = pack_docx(replace(made, agenda=(), sections=(section,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(media) == 2
    assert describe(chart).split(".")[0] in document
    assert "Highlighted: Caerffili 9.1" in document
    assert "Castell-nedd Port Talbot" in document


def test_the_page_shows_the_chart_as_a_picture_and_the_table_with_figures_to_the_right() -> None:
    html = blocks_html(chart_blocks(BARS))
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert "data:image/svg+xml;base64," in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">12.4</td>' in html
    assert "Vehicle crime in Caerffili &amp; Bro Morgannwg is &lt;high&gt;" in html


def test_a_chart_with_links_stands_within_a_page_as_valid_html() -> None:
    inline = draw(SQUARES, links={"A": "/place/A"}).decode()
    html5lib.HTMLParser(strict=True).parseFragment(f"<figure>{inline}</figure>")
    assert "style=" not in inline
