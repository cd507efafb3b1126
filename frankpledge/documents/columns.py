"""How wide the columns of a table are, in what type, and on which way of the page it stands.

Neither Typst nor Word may be left to guess: a word wider than its column runs into the next one,
and a table wider than its page runs off it. So every column is at least as wide as its longest
word, and what is left goes where it saves most lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from frankpledge.documents.blocks import (
    Block,
    Heading,
    Notice,
    Run,
    Table,
    Text,
    text_of,
)
from frankpledge.documents.sharing import Cell, line_counts, line_length, shared

Place = Literal["measure", "full", "landscape"]

# Millimetres in a point of type.
_POINT = 0.3528
# The widest letter of each kind in ems of bold Arial; Source Sans 3 takes 0.93 of it.
_EMS = (
    (frozenset("iljtfrI.,:;'’‘|!()[]-/ "), 0.41),
    (frozenset("mwMWOQ@%—&"), 1.0),
    (frozenset("ABCDEFGHJKLNPRSTUVXYZ"), 0.78),
    (frozenset("abcdeghknopqsuvxyz0123456789–£"), 0.62),
)
_EM = {letter: width for letters, width in _EMS for letter in letters}
_OTHER, _WIDE, _WIDE_FROM = 0.8, 1.1, 0x2E80
# Type is narrower than its widest letters: for counting lines, not for fitting words.
_REGULAR, _BOLD, _SPACE = 0.85, 0.91, 0.2
# A cell so wide, in millimetres, should not be broken: a date, a state, a figure.
_SHORT = 32.0
# A longer word, such as a web address, is broken rather than given the width of two columns.
_LONGEST_WORD = 15.0
_WORD = re.compile(r"[^ \n\t\u200b-]+-*|-+")
_SOFT, _BREAK = "\u00ad", "\u200b"
_VOWELS = frozenset("aeiouyâêîôûŵŷ")


@dataclass(frozen=True, slots=True)
class Room:
    """What a renderer can offer: (place, millimetres, points), from best to last."""

    steps: tuple[tuple[Place, float, float], ...]
    scale: float

    def width(self, text: str, size: float) -> float:
        """The most that a line of text can take, in millimetres."""
        return ems(text) * size * _POINT * self.scale


PDF = Room(
    (
        ("measure", 145, 10.5),
        ("measure", 145, 9.5),
        ("full", 160, 9.5),
        ("landscape", 247, 10.5),
        ("landscape", 247, 9.5),
        ("landscape", 247, 8.5),
        ("landscape", 247, 7),
    ),
    0.93,
)
# In a list or a quotation: as narrow as two levels of it, and never a page of its own.
NESTED = Room(tuple(("measure", 115, size) for size in (10.5, 9.5, 8.5, 7)), 0.93)
WORD = Room(
    (
        ("measure", 155, 10),
        ("measure", 155, 9),
        ("landscape", 242, 10),
        ("landscape", 242, 9),
        ("landscape", 242, 8),
        ("landscape", 242, 7),
    ),
    1.0,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The layout of one table: widths in millimetres, type in points, space between columns.

    `height`: about how high it stands, in millimetres; `tallest`: its tallest row.
    """

    widths: tuple[float, ...]
    size: float
    place: Place
    gap: float
    height: float
    tallest: float

    def broken(self, text: Text, column: int, room: Room) -> Text:
        """The text with places to break in words that are wider than the column."""
        return _broken(text, self.widths[column] - self.gap, room, self.size)


def ems(text: str) -> float:
    """The most that a text can take on one line, in ems."""
    return sum(_EM.get(letter, _WIDE if ord(letter) >= _WIDE_FROM else _OTHER) for letter in text)


def spreads(blocks: Iterable[Block], room: Room) -> list[tuple[bool, tuple[Block, ...]]]:
    """The blocks in groups: True for those of a landscape page, False for the run of others.

    A wide table takes along the heading before it and the notices after it.
    """
    groups: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        wide = isinstance(block, Table) and _is_wide(block, room)
        inside = bool(groups) and groups[-1][0]
        if wide and not inside:
            before: list[Block] = []
            while groups and groups[-1][1] and isinstance(groups[-1][1][-1], Heading):
                before.insert(0, groups[-1][1].pop())
            groups.append((True, [*before, block]))
        elif not groups or (inside and not wide and not isinstance(block, Notice)):
            groups.append((False, [block]))
        else:
            groups[-1][1].append(block)
    return [(wide, tuple(group)) for wide, group in groups if group]


def _is_wide(table: Table, room: Room) -> bool:
    return bool(table.rows and table.width) and columns(table, room).place == "landscape"


@lru_cache(maxsize=256)
def columns(table: Table, room: Room) -> Columns:
    """The first place and size of type in which every word fits; failing all, the last of them."""
    rows = (table.head, *table.rows) if any(table.head) else table.rows
    texts = [[text_of(row[i]) if i < len(row) else "" for i in range(table.width)] for row in rows]
    gap = 4.0 if table.width < 7 else 3.0 if table.width < 13 else 1.6
    words = [_longest(row[i] for row in texts) for i in range(table.width)]
    for step in room.steps:
        place, width, size = step
        em = size * _POINT * room.scale
        least = [gap + em * min(longest, _LONGEST_WORD) for longest in words]
        if sum(least) <= width:
            break
    else:
        least = _squeezed(least, width)
    cells = [
        [_wordy(text, em * _weight(table, line, column)) for column, text in enumerate(row)]
        for line, row in enumerate(texts)
    ]
    least = _roomier(least, cells, width, gap, bool(any(table.head)))
    widths = shared(least, cells, width, gap, table.numeric)
    lines = [max(line_counts(row, widths, gap)) for row in cells]
    heights = [size * _POINT * 1.3 * count + 2.8 for count in lines]
    return Columns(widths, size, place, gap, sum(heights), max(heights))


def _weight(table: Table, line: int, column: int) -> float:
    """How wide the type of a cell is: heads are bold."""
    bold = (any(table.head) and not line) or (table.row_heads and not column)
    return _BOLD if bold else _REGULAR


def _roomier(
    least: list[float], cells: list[list[Cell]], width: float, gap: float, head: bool
) -> list[float]:
    """The least widths, raised where there is room: short cells such as dates stay on a line."""
    share = width / len(least) / 2
    body = cells[1:] if head and len(cells) > 1 else cells
    raised = list(least)
    wanted = []
    for column, low in enumerate(least):
        widest = max(line_length(row[column]) for row in body) + gap
        # A column of short answers beside one of prose still looks like a column.
        floor = min(max(line_length(row[column]) for row in cells) + gap, share)
        # Nor is a head of many short lines read with pleasure.
        top = min(line_length(cells[0][column]) / 2.6 + gap, _SHORT) if head else 0
        wanted.append((max(low, top, widest if widest <= _SHORT else floor) - low, column))
    most = max(0.85 * width, (sum(least) + width) / 2)
    for more, column in sorted(wanted):
        if sum(raised) + more <= most:
            raised[column] += more
    return raised


def _wordy(text: str, em: float) -> Cell:
    """The widths of the words of each line of a cell."""
    return tuple(
        tuple(em * (ems(word) + _SPACE) for word in line.split(" ")) for line in text.split("\n")
    )


def _longest(texts: Iterable[str]) -> float:
    return max((ems(word) for text in texts for word in _WORD.findall(text)), default=0.5)


def _squeezed(least: Sequence[float], width: float) -> list[float]:
    """The widths, the widest of them cut to one measure so that all fit."""
    left, cut = width, 0.0
    for done, low in enumerate(sorted(least)):
        cut = left / (len(least) - done)
        if low >= cut:
            break
        left -= low
    return [min(low, cut) for low in least]


def _broken(text: Text, limit: float, room: Room, size: float) -> Text:
    whole = text_of(text)
    places: dict[int, str] = {}
    for word in _WORD.finditer(whole):
        # The widths are rounded: a hair less than a word needs is still enough.
        if room.width(word[0], size) > limit + 0.05:
            places |= _places(whole, word.start(), word.end(), limit, room, size)
    if not places:
        return text
    result: list[Run] = []
    start = 0
    for run in text:
        letters = "".join(
            places.get(start + index, "") + letter for index, letter in enumerate(run.text)
        )
        result.append(Run(letters, run.bold, run.italic, run.link, run.raised, run.lowered))
        start += len(run.text)
    return tuple(result)


def _places(
    whole: str, start: int, end: int, limit: float, room: Room, size: float
) -> dict[int, str]:
    """Where a word may break and how: at syllables and signs, failing these where it must."""
    places: dict[int, str] = {}
    hyphen = room.width("-", size)
    piece, last = 0.0, start
    candidate = 0
    for index in range(start, end):
        if index - start >= 2 and end - index >= 3 and _syllable(whole, index):
            candidate = index
        piece += room.width(whole[index], size)
        if piece + hyphen > limit and index > last:
            at = candidate if candidate > last else index
            letters = whole[at - 1].isalpha() and whole[at].isalpha()
            places[at] = _SOFT if letters else _BREAK
            last = at
            piece = room.width(whole[at : index + 1], size)
    return places


def _syllable(whole: str, index: int) -> bool:
    """Whether a new syllable is likely to begin here, or a part of an address."""
    before, here, after = (whole[at : at + 1].lower() for at in (index - 1, index, index + 1))
    if not before.isalpha():
        return before in "/._@&=?#:"
    if here in _VOWELS or not here.isalpha():
        return False
    return after in _VOWELS
