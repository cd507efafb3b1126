"""Pictures that came without a description, and giving them one.

A screen reader can say nothing of such a picture, so the paper's author is asked. The pictures of
a paper are counted from 0 in reading order, those in lists and quotations included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from frankpledge.documents.blocks import Block, Figure, ListBlock, Quote


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A picture without a description, and its place among the paper's pictures."""

    index: int
    figure: Figure


def pictures_without_description(blocks: Iterable[Block]) -> tuple[Undescribed, ...]:
    """The pictures that still ask for their description."""
    return tuple(
        Undescribed(index, figure)
        for index, figure in enumerate(_figures(blocks))
        if not figure.alt.strip()
    )


def describe_picture(blocks: Iterable[Block], index: int, alt: str) -> tuple[Block, ...]:
    """The same blocks with a description of the picture of that place.

    Raises LookupError when there is no such picture, ValueError for an empty description.
    """
    said = " ".join(alt.split())
    if not said:
        raise ValueError("A description says what the picture shows.")
    blocks = tuple(blocks)
    if not 0 <= index < sum(1 for _ in _figures(blocks)):
        raise LookupError(f"There is no picture {index + 1} in this paper.")
    places = iter(range(index + 1))

    def described(figure: Figure) -> Figure:
        return replace(figure, alt=said) if next(places, None) == index else figure

    return _changed(blocks, described)


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case ListBlock(items=items):
                for item in items:
                    yield from _figures(item)
            case Quote(blocks=inner):
                yield from _figures(inner)


def _changed(blocks: Iterable[Block], change: Callable[[Figure], Figure]) -> tuple[Block, ...]:
    result: list[Block] = []
    for block in blocks:
        match block:
            case Figure():
                result.append(change(block))
            case ListBlock(items=items):
                result.append(replace(block, items=tuple(_changed(one, change) for one in items)))
            case Quote(blocks=inner):
                result.append(replace(block, blocks=_changed(inner, change)))
            case _:
                result.append(block)
    return tuple(result)
