"""What changed between two texts: side by side, line by line, with the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

from frankpledge.documents.blocks import Block, ListBlock, Quote, Table, plain_text, text_of
from frankpledge.shared.words import count_of

# "gap" stands for lines that are the same, where there are many: it says how many.
RowKind = Literal["same", "changed", "added", "removed", "gap"]
# Lines that have less in common than this are one removed and one added, not one changed.
_ALIKE: Final = 0.4
# Comparing every line of one long text with every line of another takes too long.
_MOST_PAIRS: Final = 2_500
_WORD: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `marked` where the other side has something else."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was and as it is; one of them is empty where it was added or removed."""

    kind: RowKind
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()


def difference(old: str, new: str) -> tuple[Row, ...]:
    """Every line of both texts in order, those that are alike side by side."""
    return _rows(old.splitlines(), new.splitlines())


def blocks_difference(old: Iterable[Block], new: Iterable[Block]) -> tuple[Row, ...]:
    """The same of two papers, by their words; a list's items and a table's rows are lines."""
    return _rows(list(_lines(old)), list(_lines(new)))


def only_changes(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that are not the same on both sides."""
    return tuple(row for row in rows if row.kind != "same")


def with_gaps(rows: Sequence[Row], around: int = 1) -> tuple[Row, ...]:
    """The rows that are not the same, each with its neighbours; a gap for what lies between."""
    near = {
        place
        for centre, row in enumerate(rows)
        if row.kind != "same"
        for place in range(centre - around, centre + around + 1)
    }
    found: list[Row] = []
    left_out = 0
    for place, row in enumerate((*rows, None)):
        if row is not None and place not in near:
            left_out += 1
            continue
        if left_out:
            words = f"{count_of(left_out, 'line')} the same on both sides"
            found.append(Row("gap", (Piece(words),), (Piece(words),)))
            left_out = 0
        if row is not None:
            found.append(row)
    return tuple(found)


def _rows(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    found: list[Row] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.extend(Row("same", (Piece(line),), (Piece(line),)) for line in old[a:b])
        else:
            found.extend(_replaced(old[a:b], new[c:d]))
    return tuple(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Lines that made way for others: the most alike first found each other, in order."""
    if len(old) * len(new) > _MOST_PAIRS:
        for one, other in zip_longest(old, new):
            yield from _replaced([] if one is None else [one], [] if other is None else [other])
        return
    pair = _most_alike(old, new)
    if pair is None and len(old) == len(new) == 1:
        yield Row("changed", (Piece(old[0], True),), (Piece(new[0], True),))
    elif pair is None:
        yield from (Row("removed", old=(Piece(line, True),)) for line in old)
        yield from (Row("added", new=(Piece(line, True),)) for line in new)
        return
    else:
        a, b = pair
        yield from _replaced(old[:a], new[:b])
        yield _changed(old[a], new[b])
        yield from _replaced(old[a + 1 :], new[b + 1 :])


def _most_alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """The places of the two lines that are most alike; None when none are alike at all."""
    scored = (
        (_likeness(one, other), -a, -b) for a, one in enumerate(old) for b, other in enumerate(new)
    )
    best, a, b = max(scored, default=(0.0, 0, 0))
    return (-a, -b) if best >= _ALIKE else None


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _changed(old: str, new: str) -> Row:
    """Two lines word by word."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        marked = what != "equal"
        _add(left, "".join(before[a:b]), marked=marked)
        _add(right, "".join(after[c:d]), marked=marked)
    return Row("changed", tuple(left), tuple(right))


def _add(pieces: list[Piece], text: str, *, marked: bool) -> None:
    if text:
        pieces.append(Piece(text, marked))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case ListBlock(items=items, ordered=ordered, start=start):
                for number, item in enumerate(items, start=start):
                    mark = f"{number}. " if ordered else "• "
                    for place, line in enumerate(_lines(item)):
                        yield f"{'' if place else mark}{line}"
            case Table(head=head, rows=rows, caption=caption):
                if caption:
                    yield caption
                for row in filter(any, (head, *rows)):
                    yield " | ".join(" ".join(text_of(cell).split()) for cell in row)
            case Quote(blocks=inner):
                yield from _lines(inner)
            case _:
                yield from plain_text((block,)).splitlines()
