"""Pictures that ask for their description."""

from __future__ import annotations

import pytest

from frankpledge.documents.content import Block, Figure, ListBlock, Paragraph, Quote, words
from frankpledge.documents.describing import describe_picture, pictures_without_description

BARE = Figure(b"x", "image/png", "")
TOLD = Figure(b"y", "image/png", "A bar chart.")
BLOCKS: tuple[Block, ...] = (
    Paragraph(words("Text")),
    TOLD,
    ListBlock(((Paragraph(words("one")), BARE),)),
    Quote((BARE,)),
)


def test_the_pictures_without_one_are_found_wherever_they_stand() -> None:
    assert [one.index for one in pictures_without_description(BLOCKS)] == [1, 2]


def test_only_the_picture_meant_is_described() -> None:
    done = describe_picture(BLOCKS, 2, "  A map of\n the county. ")
    assert [one.index for one in pictures_without_description(done)] == [1]
    assert done[3] == Quote((Figure(b"x", "image/png", "A map of the county."),))
    assert done[:3] == BLOCKS[:3]


def test_a_picture_that_is_not_there_and_a_description_that_says_nothing() -> None:
    with pytest.raises(LookupError, match="no picture 4"):
        describe_picture(BLOCKS, 3, "A map.")
    with pytest.raises(ValueError, match="says what the picture shows"):
        describe_picture(BLOCKS, 1, " ")
