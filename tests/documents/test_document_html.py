"""HTML: valid, escaped, accessible."""

from __future__ import annotations

import itertools
import re

import html5lib
import pytest

from frankpledge.documents.content import Figure, Heading, Notice, Paragraph, Run, Table, words
from frankpledge.documents.html import blocks_html
from frankpledge.documents.pack import Section
from frankpledge.documents.pack_html import pack_html
from frankpledge.documents.safe import safe_link
from tests.documents.samples import STAMP, WELSH, pack, paper

EVIL = '<script>alert("x")</script>'


def test_the_page_is_valid_and_stands_alone() -> None:
    page = pack_html(pack())
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<h1") == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert '<html lang="en-GB">' in page
    assert "<title>Community Safety Board</title>" in page
    assert WELSH in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!https?:|#|data:image/|mailto:)', page)


def test_heading_levels_never_skip() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", pack_html(pack()))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_everything_is_escaped() -> None:
    blocks = (
        Heading(1, words(EVIL), EVIL),
        Paragraph((Run(EVIL, link="javascript:alert(1)"),), EVIL),
        Figure(b"x", EVIL, EVIL, EVIL),
        Figure(b"x", "image/png", EVIL),
        Notice("warning", EVIL, words(EVIL)),
        Table((words(EVIL),), ((words(EVIL),),), caption=EVIL),
    )
    html = blocks_html(blocks, id_prefix=EVIL)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert "<script" not in html
    assert "javascript:" not in html
    section = Section(EVIL, EVIL, EVIL, EVIL, ((EVIL, EVIL),), blocks)
    assert "<script" not in pack_html(pack(section))


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("mailto:board@example.org", True),
        ("#item-3", True),
        ("papers/3", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" \x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//elsewhere.example", False),
        ("\\\\elsewhere", False),
        ("vbscript:x", False),
    ],
)
def test_only_harmless_links_pass(link: str, kept: bool) -> None:
    assert bool(safe_link(link)) is kept


def test_tables_name_their_heads() -> None:
    html = blocks_html(paper(), 2)
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 3
    assert 'class="govuk-table__cell govuk-table__cell--numeric">1,420' in html
    assert "fp-table__total" in html
    assert '<span class="fp-number">3.2</span>' in html
    assert '<ol class="govuk-list govuk-list--number" start="3">' in html


def test_control_characters_and_empty_papers_do_no_harm() -> None:
    html = blocks_html((Paragraph(words("a\x00b\ud800c\nd")),))
    assert html == '<p class="govuk-body">abc<br>d</p>'
    assert blocks_html(()) == ""
    assert STAMP.tzinfo is not None
