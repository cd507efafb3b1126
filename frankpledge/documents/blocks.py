"""The nouns of a document: a paper is a tuple of these blocks.

Every block is frozen and holds only tuples, strings, numbers and bytes, so a paper can be
compared, cached, kept in a JSON field and rendered twice to the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `link` is a web, mail or in-page address, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    raised: bool = False
    lowered: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 *within its paper*; renderers shift it to fit the page."""

    level: int
    text: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a number such as "3.2" hangs in the margin so that it can be cited."""

    text: Text
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; each item is a tuple of blocks, so lists can nest."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text. `numeric` names the right-aligned columns, counted from 0.

    `row_heads`: the first cell of each row heads it. `total`: the last row is a total.
    `merged`: (row, column, rows down, columns across) of each cell that the file had merged and
    that stands split here, the head being row 0 where there is one.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    row_heads: bool = True
    numeric: tuple[int, ...] = ()
    total: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def width(self) -> int:
        """The number of columns, counting the widest row."""
        return max((len(self.head), *(len(row) for row in self.rows)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or chart: image/png, image/jpeg, image/gif, image/webp or image/svg+xml."""

    data: bytes
    media_type: str
    alt: str
    caption: str = ""


NoticeKind = Literal["withheld", "to-follow", "warning", "information"]
NOTICE_WORDS: dict[str, str] = {
    "withheld": "Withheld",
    "to-follow": "To follow",
    "warning": "Warning",
    "information": "Note",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must not miss; `kind` is shown as a word, never as a colour alone."""

    kind: NoticeKind
    title: str
    text: Text


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What the paper asks its readers to decide; `numbers` holds one number an item, or none."""

    items: tuple[Text, ...]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationsHere:
    """Marks a place where the paper repeats its recommendations (see `with_recommendations`)."""


@dataclass(frozen=True, slots=True)
class SignatureSlot:
    """One place to sign. Empty `name` or `signed_on` leave a line to write on."""

    on_behalf_of: str
    position: str
    name: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of an agreement, each slot kept whole on its page."""

    slots: tuple[SignatureSlot, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone else's words, set in."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A summary list: From, To, Date and the like."""

    pairs: tuple[tuple[str, Text], ...]


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Table
    | Figure
    | Notice
    | Recommendations
    | RecommendationsHere
    | Signatures
    | Quote
    | Facts
)


def words(text: str) -> Text:
    """Plain text as a `Text` of one run, or of none when it is empty."""
    return (Run(text),) if text else ()


def text_of(text: Text) -> str:
    """The characters of a `Text` without their styles."""
    return "".join(run.text for run in text)


def plain_text(blocks: Iterable[Block]) -> str:
    """All the words of the blocks, one line each, in reading order: for search and checks."""
    return "\n".join(line for block in blocks for line in _lines(block) if line.strip())


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, number=number) | Paragraph(text=text, number=number):
            yield f"{number} {text_of(text)}".strip()
        case ListBlock(items=items):
            for item in items:
                yield plain_text(item)
        case Table(head=head, rows=rows, caption=caption):
            yield caption
            for row in (head, *rows):
                yield "\t".join(text_of(cell) for cell in row)
        case Figure(alt=alt, caption=caption):
            yield alt
            yield caption
        case Notice(kind=kind, title=title, text=text):
            yield f"{NOTICE_WORDS[kind]}: {title}"
            yield text_of(text)
        case Recommendations(items=items, numbers=numbers):
            for index, item_text in enumerate(items):
                number = numbers[index] if index < len(numbers) else ""
                yield f"{number} {text_of(item_text)}".strip()
        case Signatures(slots=slots):
            for slot in slots:
                yield ", ".join(
                    filter(None, (slot.name, slot.position, slot.on_behalf_of, slot.signed_on))
                )
        case Quote(blocks=blocks):
            yield plain_text(blocks)
        case Facts(pairs=pairs):
            for name, value in pairs:
                yield f"{name}: {text_of(value)}"
        case RecommendationsHere():
            return
