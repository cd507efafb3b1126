"""The content model: its JSON form, its numbers, its words."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.documents import content as c
from frankpledge.documents.pack import AgendaLine, Pack, Section
from tests.documents.samples import STAMP, WELSH, item, pack, paper

strings = st.text(max_size=12)
runs = st.builds(
    c.Run, strings, st.booleans(), st.booleans(), strings, st.booleans(), st.booleans()
)
texts = st.lists(runs, max_size=3).map(tuple)
leaves: Any = st.one_of(
    st.builds(c.Heading, st.integers(1, 4), texts, strings),
    st.builds(c.Paragraph, texts, strings),
    st.builds(
        c.Table,
        st.lists(texts, max_size=3).map(tuple),
        st.lists(st.lists(texts, max_size=3).map(tuple), max_size=3).map(tuple),
        strings,
        st.booleans(),
        st.lists(st.integers(0, 3), max_size=2).map(tuple),
        st.booleans(),
    ),
    st.builds(c.Figure, st.binary(max_size=20), strings, strings, strings),
    st.builds(c.Notice, st.sampled_from(sorted(c.NOTICE_WORDS)), strings, texts),
    st.builds(
        c.Recommendations,
        st.lists(texts, max_size=2).map(tuple),
        st.lists(strings, max_size=2).map(tuple),
    ),
    st.just(c.RecommendationsHere()),
    st.builds(
        c.Signatures,
        st.lists(st.builds(c.SignatureSlot, strings, strings, strings, strings), max_size=2).map(
            tuple
        ),
    ),
    st.builds(c.Facts, st.lists(st.tuples(strings, texts), max_size=2).map(tuple)),
)
blocks = st.lists(
    st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(c.Quote, st.lists(inner, max_size=2).map(tuple)),
            st.builds(
                c.ListBlock,
                st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple),
                st.booleans(),
                st.integers(1, 9),
            ),
        ),
        max_leaves=5,
    ),
    max_size=4,
).map(tuple)


@settings(deadline=None)
@given(blocks)
def test_json_keeps_every_block(found: tuple[c.Block, ...]) -> None:
    stored = json.dumps(c.blocks_to_json(found))
    assert c.blocks_from_json(json.loads(stored)) == found


@settings(deadline=None)
@given(blocks)
def test_numbering_twice_is_numbering_once(found: tuple[c.Block, ...]) -> None:
    once = c.numbered(found)
    assert c.numbered(once) == once
    assert len(once) == len(found)


@pytest.mark.parametrize(
    "broken",
    [
        [{"type": "Run", "text": "x"}],
        [{"type": "Script"}],
        [{"type": "Heading", "level": 1, "words": []}],
        ["x"],
    ],
)
def test_json_that_is_no_document_is_refused(broken: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"Expected|wrong fields"):
        c.blocks_from_json(broken)


def test_numbers_follow_headings_and_recommendations() -> None:
    lines = c.plain_text(paper()).splitlines()
    assert lines[0] == "1 Purpose"
    assert lines[1].startswith("1.1 This paper")
    assert WELSH in lines[1]
    assert lines[2:5] == [
        "2 Recommendations",
        "2.1 to note the progress; and",
        "2.2 to agree the match funding of £77,500.",
    ]
    assert "3.2 CO2 and bold" in lines


def test_recommendations_take_the_number_of_their_place() -> None:
    asks = (c.words("a"), c.words("b"))
    headings = tuple(c.Heading(1, c.words(f"Part {n}")) for n in range(1, 8))
    found: tuple[c.Block, ...] = (
        *headings[:2],
        c.RecommendationsHere(),
        *headings[2:],
        c.RecommendationsHere(),
    )
    filled = c.with_recommendations(found, asks)
    places = [block.numbers for block in filled if isinstance(block, c.Recommendations)]
    assert places == [("2.1", "2.2"), ("7.1", "7.2")]
    # Whichever comes first, numbering or filling, the paper is the same.
    more = (headings[0], *item("x"), c.RecommendationsHere(), *item("y"))
    assert c.with_recommendations(c.numbered(more), asks) == c.numbered(
        c.with_recommendations(more, asks)
    )


def test_numbers_given_by_hand_stay() -> None:
    given_by_hand = (c.Heading(1, c.words("Purpose"), "4"), c.Paragraph(c.words("x"), "4.7"))
    assert c.numbered(given_by_hand) == given_by_hand
    filled = c.with_recommendations((*given_by_hand, c.RecommendationsHere()), (c.words("a"),))
    assert filled[-1] == c.Recommendations((c.words("a"),), ("4.8",))


def test_a_pack_refuses_what_is_ambiguous() -> None:
    good = pack()
    fields = {name: getattr(good, name) for name in Pack.__slots__}
    section = Section("a", "1", "A", "", (), ())
    for wrong in (
        {"timestamp": STAMP.replace(tzinfo=None)},
        {"sections": (section, section)},
        {"agenda": (AgendaLine("1", "A", "", 5, "10am", section="nowhere"),)},
    ):
        with pytest.raises(ValueError):
            Pack(**{**fields, **wrong})


def test_documents_knows_no_django() -> None:
    import subprocess

    code = (
        "import sys, frankpledge.documents.pdf, frankpledge.documents.word, "
        "frankpledge.documents.pandoc, frankpledge.documents.pack_html; "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
