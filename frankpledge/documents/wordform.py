"""A form that leaves as a Word file, is filled in on somebody's own computer, and comes back.

Start here. `write_word_form` (in `wordform_write`) makes the file, `read_word_form` (in
`wordform_read`) reads it, whatever Word, LibreOffice or an impatient hand has done to it. Every
answer stands in a content control with a tag; the tag, not the place, says which answer it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from frankpledge.documents.blocks import Block
from frankpledge.documents.office import UnreadableDocument

# "line" and "text" hold str, "rich" blocks, "date" a date, "choice" a choice's key, "tick" a bool.
FieldKind = Literal["line", "text", "rich", "date", "choice", "tick"]
Value = str | date | bool | tuple[Block, ...] | None
RowValues = tuple[tuple[str, ...], ...]

MARK_TAG: Final = "frankpledge-form"
PLACEHOLDERS: Final[dict[str, str]] = {
    "line": "Write here",
    "text": "Write here",
    "rich": "Write here. Use Word’s headings, lists and tables.",
    "date": "Give a date, such as 11 October 2018",
    "choice": "Choose one",
}


class NotOurForm(UnreadableDocument):
    """The file is a Word file, but none of our forms; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FormName:
    """Which form a file is: its kind, the version of that kind, and what it is about.

    `about` is opaque to this package: whoever made the form finds the thing again by it.
    """

    kind: str
    version: int
    about: str


@dataclass(frozen=True, slots=True)
class FormPart:
    """A heading over the fields that follow it."""

    title: str
    intro: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `most`: characters allowed, 0 for any; `choices`: (key, words) of a choice."""

    tag: str
    label: str
    kind: FieldKind
    value: Value = None
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    most: int = 0
    needed: bool = False


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a list: its key within the list, and its heading."""

    key: str
    label: str
    most: int = 0


@dataclass(frozen=True, slots=True)
class FormRows:
    """A list that may grow: a table whose rows can be repeated, with some empty ones ready."""

    tag: str
    label: str
    columns: tuple[FormColumn, ...]
    rows: RowValues = ()
    hint: str = ""
    spare: int = 3


@dataclass(frozen=True, slots=True)
class FormGrid:
    """Fields laid out as a table with fixed rows: `lines` holds each row's name and its fields."""

    label: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[FormField, ...]], ...]
    hint: str = ""


FormItem = FormPart | FormField | FormRows | FormGrid


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form as it leaves, with what is known already filled in.

    `facts` are shown and never read: to whom it goes, by when.
    """

    name: FormName
    title: str
    intro: str
    items: tuple[FormItem, ...]
    facts: tuple[tuple[str, str], ...] = ()

    def fields(self) -> Iterator[FormField]:
        """Every field, those in grids included, in reading order."""
        for item in self.items:
            if isinstance(item, FormField):
                yield item
            elif isinstance(item, FormGrid):
                yield from (one for _, fields in item.lines for one in fields)

    def lists(self) -> Iterator[FormRows]:
        """Every list, in reading order."""
        return (item for item in self.items if isinstance(item, FormRows))


@dataclass(frozen=True, slots=True)
class Mistake:
    """An answer that cannot be read: where it stands, what it says, what was expected."""

    tag: str
    label: str
    heading: str
    value: str
    expected: str

    @property
    def sentence(self) -> str:
        """Under “Meetings”, “Last met on” says “soon”. Give a date such as 11 October 2018."""
        where = f"Under “{self.heading}”, " if self.heading not in {"", self.label} else ""
        shown = " ".join(self.value.split())
        shown = shown if len(shown) <= 80 else f"{shown[:79]}…"
        said = f"says “{shown}”" if shown else "is empty"
        return f"{where}“{self.label}” {said}. {self.expected}"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. A tag that is not in `values` or `rows` was not in the file: leave it be."""

    name: FormName
    values: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, RowValues] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def mark_text(name: FormName) -> str:
    """The line by which a file says which form it is; `form_name_in` reads it."""
    return f"Frankpledge form: {name.kind}, version {name.version}, about {name.about}."
