"""Blocks as Markdown that reads as the same blocks."""

from __future__ import annotations

import pytest

from frankpledge.documents.content import (
    Block,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Run,
    Table,
    words,
)
from frankpledge.documents.markdown import markdown_of
from frankpledge.documents.pandoc import read_markdown
from tests.documents.wordforms import REPORT

PLAIN = """# Purpose

This paper **asks** for *two* things; see [the guidance](<https://example.org/a>).

{recommendations}

- one
- two
  - deep

3. third
4. fourth

> Said by others.

| Area | Sum |
| --- | --: |
| North | 12 |
| South | 15 |
"""


def test_what_people_write_comes_back_as_they_would_write_it() -> None:
    text = markdown_of(read_markdown(PLAIN))
    assert text is not None
    assert text.replace("\n\n  -", "\n  -") == PLAIN


def test_a_report_from_word_can_be_written_on() -> None:
    text = markdown_of(REPORT)
    assert text is not None
    assert read_markdown(text) == REPORT


@pytest.mark.parametrize(
    "text",
    [
        *("1. not a list", "- nor this", "# nor a heading", "> no quotation", "2) either"),
        *("5 * 3 * 2 and a_b_c", "[no](link)", "<b>no HTML</b>", "a | b", "\\ and `code`"),
        *('straight "quotes" and -- dashes ...', "H~2~O ^1^", "*", "1986. A great year", "+"),
        "& &amp; {recommendations} in the middle",
    ],
)
def test_signs_stay_signs(text: str) -> None:
    blocks = (Paragraph(words(text)),)
    written = markdown_of(blocks)
    assert written is not None
    assert read_markdown(written) == blocks


def test_spaces_are_put_outside_bold_type() -> None:
    blocks = (Paragraph((Run("All "), Run("bold ", bold=True), Run("here"))),)
    assert markdown_of(blocks) == "All **bold** here\n"


@pytest.mark.parametrize(
    "block",
    [
        Figure(b"x", "image/png", "A map."),
        Notice("warning", "Mind", words("this")),
        Paragraph(words("numbered"), "3.2"),
        Heading(1, words("numbered"), "3"),
        Table((), ((words("a\nb"), words("c")),)),
        Table((words("a"), words("b")), ((words("1"), words("2")),), caption="Costs"),
    ],
)
def test_what_markdown_cannot_say_is_left_as_it_is(block: Block) -> None:
    assert markdown_of((block,)) is None
