"""Where each question of a form stands in a file, found by its words.

The questions follow each other in the file as they do in the form, each in a style of its own; a
question whose style was lost is looked for between its neighbours. So a heading inside a report
that happens to say "Recommendations" is not taken for the question of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from frankpledge.documents.wordform import FormPart, WordForm
from frankpledge.documents.wordform_file import Shown, text_in, words_of
from frankpledge.documents.wordform_xml import w

# The styles in which `wordform_write` sets parts and questions, by the names that files keep.
_STYLES: Final = frozenset({"Heading1", "Heading2", "FormLabel"})
_END: Final = "Frankpledge form:"


@dataclass(frozen=True, slots=True)
class Region:
    """What stands under one question, up to the next; its hint is left out."""

    shown: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """Its words, a line a paragraph."""
        lines = [words_of(one.element) for one in self.shown if not one.is_table]
        return "\n".join(filter(None, lines))

    @property
    def outside(self) -> str:
        """The words that stand in no box."""
        lines = [_outside(one.element) for one in self.shown if not one.is_table]
        return "\n".join(filter(None, lines))

    @property
    def tables(self) -> list[Any]:
        """The tables under the question."""
        return [one.element for one in self.shown if one.is_table]


def regions(form: WordForm, shown: Sequence[Shown]) -> tuple[Region | None, ...]:
    """A region for each of the form's items, None where its question is not in the file."""
    labels = [item.title if isinstance(item, FormPart) else item.label for item in form.items]
    places = _places(labels, shown)
    ends = [place for place in places if place is not None]
    ends += [place for place, one in enumerate(shown) if one.text.startswith(_END)]
    found: list[Region | None] = []
    for item, place in zip(form.items, places, strict=True):
        if place is None:
            found.append(None)
            continue
        end = min((one for one in ends if one > place), default=len(shown))
        hint = "" if isinstance(item, FormPart) else _plain(item.hint)
        under = shown[place + 1 : end]
        found.append(Region(tuple(one for one in under if not hint or _plain(one.text) != hint)))
    return tuple(found)


def _places(labels: Sequence[str], shown: Sequence[Shown]) -> list[int | None]:
    """Where each label stands: first by style and words, in order; then by words alone."""
    places: list[int | None] = [None] * len(labels)
    last = -1
    for index, label in enumerate(labels):
        place = _find(label, shown, last + 1, len(shown), styled=True)
        if place is not None:
            places[index] = last = place
    for index, label in enumerate(labels):
        if places[index] is None:
            before = max((one for one in places[:index] if one is not None), default=-1)
            after = min((one for one in places[index:] if one is not None), default=len(shown))
            places[index] = _find(label, shown, before + 1, after, styled=False)
    return places


def _find(label: str, shown: Sequence[Shown], start: int, end: int, *, styled: bool) -> int | None:
    wanted = _plain(label)
    return next(
        (
            place
            for place in range(start, end)
            if _plain(shown[place].text) == wanted and (not styled or shown[place].style in _STYLES)
        ),
        None,
    )


def _outside(paragraph: Any) -> str:
    """The paragraph's words that are in no box with a tag."""
    tagged = f"{w('sdtPr')}/{w('tag')}"
    if any(one.find(tagged) is not None for one in paragraph.iterancestors(w("sdt"))):
        return ""
    copy = deepcopy(paragraph)
    for box in [one for one in copy.iter(w("sdt")) if one.find(tagged) is not None]:
        box.getparent().remove(box)
    return text_in(copy).strip()


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" :")
