"""Tables fit: no word leaves its column, no table leaves its page, in type or in Word."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.documents.blocks import Block, Heading, ListBlock, Notice, Table, words
from frankpledge.documents.columns import PDF, WORD, columns, ems, spreads
from frankpledge.documents.pack import Section
from frankpledge.documents.pdf import blocks_pdf, pack_pdf
from frankpledge.documents.word import pack_docx
from tests.documents.samples import STAMP, item, pack
from tests.documents.structure import faults, opened, page_texts

LETTERS = "abcdefghkmnopqsuvwxyz"


def lettered(width: int, length: int) -> Table:
    """A table in which each column has a letter of its own, so that it can be told on the page."""
    head = tuple(words(LETTERS[i] * 6) for i in range(width))
    rows = tuple(
        tuple(
            words(f"{LETTERS[i] * (length - row)} {LETTERS[i] * 3}/{LETTERS[i] * length}")
            for i in range(width)
        )
        for row in range(3)
    )
    return Table(head, rows, row_heads=False)


def plan(width: int = 7) -> Table:
    """A table like a forward plan: short texts of long words."""
    texts = (
        *("Transformational working", "Joint Youth Justice Management Board", "Peterborough"),
        *("East Cambridgeshire", "Child criminal exploitation", "Homelessness", "Standing item"),
    )
    head = tuple(words(f"Column {i}") for i in range(width))
    rows = tuple(
        tuple(words(texts[(row + column) % len(texts)]) for column in range(width))
        for row in range(9)
    )
    return Table(head, rows, caption="A plan")


def extents(data: bytes, letters: str) -> dict[tuple[int, str], list[tuple[float, float]]]:
    """Where the letters stand: for each page and letter, the left and right of each."""
    found: dict[tuple[int, str], list[tuple[float, float]]] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            right = page.get_width()
            for index in range(text.count_chars()):
                left, low, end, high = text.get_charbox(index)
                # The running head and foot hold letters, too.
                if not 75 < low <= high < page.get_height() - 80:
                    continue
                assert 0 < left <= end < right
                letter = text.get_text_range(index, 1)
                if letter in letters:
                    found.setdefault((number, letter), []).append((left, end))
    finally:
        document.close()
    return found


def told_apart(data: bytes, width: int) -> None:
    places = extents(data, LETTERS[:width])
    # The title is a digit; what is left stands in the table.
    for (page, letter), boxes in places.items():
        after = LETTERS[LETTERS.index(letter) + 1 :]
        edges = [left for other in after for left, _ in places.get((page, other), ())]
        if edges:
            assert max(right for _, right in boxes) <= min(edges), (page, letter)
    assert {letter for _, letter in places} == set(LETTERS[:width])


@pytest.mark.parametrize("width", [2, 3, 5, 7, 8, 9, 10, 12, 14])
@pytest.mark.parametrize("length", [14, 22, 70])
def test_no_word_crosses_into_the_next_column(width: int, length: int) -> None:
    data = blocks_pdf("1", (lettered(width, length),), timestamp=STAMP)
    told_apart(data, width)
    with opened(data) as pdf:
        assert faults(pdf) == []


def test_a_table_in_a_list_fits_too() -> None:
    inner = ListBlock(((ListBlock(((lettered(6, 22),),)),),))
    told_apart(blocks_pdf("1", (inner,), timestamp=STAMP), 6)


def test_whole_words_stay_whole_where_the_page_can_hold_them() -> None:
    texts = page_texts(blocks_pdf("Plan", (plan(),), timestamp=STAMP))
    # The title of a paper goes with the table that opens it.
    assert len(texts) == 1
    text = texts[0]
    for word in ("Transformational", "Cambridgeshire", "Management", "Homelessness"):
        assert text.count(word) >= 7
    assert "\u00ad" not in text


def test_a_wide_table_lies_on_its_side_with_its_title_and_notes() -> None:
    notice = Notice("information", "Who has no turn", words("One group."))
    section = Section("w", "8", "Forward plan", "", (), (plan(), notice, *item("After.")), level=2)
    data = pack_pdf(pack(section))
    with opened(data) as pdf:
        assert faults(pdf) == []
        boxes = [[float(edge) for edge in page.obj.MediaBox] for page in pdf.pages]
    wide = [number for number, box in enumerate(boxes) if box[2] > box[3]]
    texts = page_texts(data)
    page = next(n for n in wide if "Standing item" in texts[n])
    assert "Item 8" in texts[page]
    assert "Forward plan" in texts[page]
    assert "Who has no turn" in texts[page]
    assert "After." not in texts[page]
    assert "After." in texts[page + 1]


def test_what_goes_with_a_wide_table() -> None:
    blocks: tuple[Block, ...] = (
        *item("Before."),
        Heading(1, words("Plan")),
        plan(),
        Notice("information", "Note", ()),
        *item("After."),
    )
    groups = spreads(blocks, PDF)
    assert [wide for wide, _ in groups] == [False, True, False]
    assert groups[1][1] == blocks[1:4]
    assert [part for _, group in groups for part in group] == list(blocks)


@pytest.mark.parametrize("room", [PDF, WORD], ids=["pdf", "word"])
@pytest.mark.parametrize("width", range(1, 15))
def test_columns_fill_the_page_and_no_more(room: Any, width: int) -> None:
    for table in (plan(width), lettered(width, 30)):
        layout = columns(table, room)
        full = next(mm for place, mm, _ in room.steps if place == layout.place)
        assert sum(layout.widths) == pytest.approx(full, abs=0.2)


def test_prose_gets_the_room_that_figures_do_not_need() -> None:
    prose = "The partnership reviewed what it does about collisions and found much to do. " * 3
    rows = tuple((words(str(n)), words(prose), words("In place")) for n in range(5))
    number, text, state = columns(
        Table((words("No."), words("Action"), words("State")), rows, numeric=(0,)), PDF
    ).widths
    assert number < 20
    assert state < 30
    assert text > 95


def test_two_columns_of_prose_line_up_from_table_to_table() -> None:
    head = (words("What the group reports"), words("Requested actions"))
    splits = {
        columns(Table(head, ((words("word " * first), words("word " * second)),)), PDF).widths
        for first, second in ((60, 20), (80, 25), (70, 22))
    }
    assert len(splits) == 1


def word_parts(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_in_word_wide_tables_fit_their_page() -> None:
    section = Section("w", "8", "Forward plan", "", (), (plan(), *item("After.")), level=2)
    last = Section("z", "9", "Last", "", (), item("Upright again."))
    document = word_parts(pack_docx(replace(pack(section, last))))
    ways = [part.orientation for part in document.sections]
    assert WD_ORIENT.LANDSCAPE in ways
    assert ways[0] == ways[-1] == WD_ORIENT.PORTRAIT
    upright, lying = 155, 242
    for table in document.tables:
        width = sum(column.width.mm for column in table.columns)
        assert width <= (lying if len(table.columns) == 7 else upright) + 0.5
    wide = next(part for part in document.sections if part.orientation == WD_ORIENT.LANDSCAPE)
    assert wide.page_width > wide.page_height
    assert not wide.different_first_page_header_footer
    stop = wide.footer.paragraphs[0].paragraph_format.tab_stops[0]
    assert stop.position == wide.page_width - wide.left_margin - wide.right_margin


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=9), min_size=1, max_size=6))
def test_any_table_has_a_layout(cells: list[list[str]]) -> None:
    table = Table((), tuple(tuple(words(cell) for cell in row) for row in cells))
    for room in (PDF, WORD):
        layout = columns(table, room)
        assert len(layout.widths) == table.width
        assert min(layout.widths) > 0
        for row in table.rows:
            for column, text in enumerate(row):
                kept = "".join(run.text for run in layout.broken(text, column, room))
                plain = "".join(run.text for run in text)
                assert _bare(kept) == _bare(plain)


def _bare(text: str) -> str:
    return text.replace("\u00ad", "").replace("\u200b", "")


def test_letters_of_any_writing_have_a_width() -> None:
    assert ems("ŵ") == ems("é") > ems("i")
    assert ems("漢") > ems("m")
