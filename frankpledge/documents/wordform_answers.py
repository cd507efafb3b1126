"""One answer of a returned form: its words, what was picked or ticked, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.documents.wordform import FormField, Value
from frankpledge.documents.wordform_file import answer_in, picked_day, picked_tick
from frankpledge.documents.wordform_layout import Region
from frankpledge.documents.wordform_values import read_choice, read_day, read_tick
from frankpledge.documents.wordform_xml import w


class Wrong(Exception):
    """An answer that cannot be read: what it says, and what was expected, as a sentence."""

    def __init__(self, value: str, expected: str) -> None:
        super().__init__(expected)
        self.value, self.expected = value, expected


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in a box, or under its question where the box is gone."""

    text: str
    elements: tuple[Any, ...] = ()
    day: date | None = None
    ticked: bool | None = None


def answer_in_boxes(field: FormField, boxes: list[Any], region: Region | None) -> Answer:
    """The answer in the field's boxes. Raises `Wrong` where there are two.

    People also write beside a box: that is taken for the answer where the box is empty.
    """
    filled = [one for one in boxes if answer_in(one)]
    said = list(dict.fromkeys(map(answer_in, filled)))
    if len(said) > 1:
        told = "It stands twice in the file, with two answers. Keep one of them."
        raise Wrong(" / ".join(said), told)
    box = (filled or boxes)[0]
    answer = Answer(
        said[0] if said else "",
        tuple(box.find(w("sdtContent"))),
        picked_day(box),
        picked_tick(box),
    )
    outside = region.outside if region and field.kind != "tick" else ""
    if not outside:
        return answer
    if said:
        raise Wrong(outside, "That stands beside its box, which has an answer too. Keep one.")
    assert region is not None
    return Answer(outside, tuple(one.element for one in region.shown))


def answer_in_region(region: Region) -> Answer:
    """The answer under a question whose box is gone."""
    elements = tuple(one.element for one in region.shown)
    days = [day for one in elements if (day := picked_day(one))]
    ticks = [tick for one in elements if (tick := picked_tick(one)) is not None]
    return Answer(region.text, elements, days[0] if days else None, ticks[0] if ticks else None)


def value_of(field: FormField, answer: Answer) -> Value:
    """What the answer comes to, for any field but a rich one. Raises `Wrong`."""
    text = answer.text
    if field.kind == "tick":
        return _tick(answer)
    if not text:
        if field.needed:
            raise Wrong("", "It must be answered.")
        return None if field.kind == "date" else ""
    if field.kind == "date":
        day = read_day(text, answer.day)
        if day is None:
            raise Wrong(text, "Give a date such as 11 October 2018.")
        return day
    if field.kind == "choice":
        return _choice(field, text)
    said = text if field.kind == "text" else " ".join(text.split())
    return checked_length(said, field.most)


def checked_length(said: str, most: int) -> str:
    """The text, if it is not too long. Raises `Wrong`."""
    if most and len(said) > most:
        raise Wrong(said, f"It has {len(said):,} characters. Shorten it to {most:,} or fewer.")
    return said


def _choice(field: FormField, text: str) -> str:
    key = read_choice(text, field.choices)
    if key is None:
        offered = [f"“{shown}”" for _, shown in field.choices]
        raise Wrong(text, f"Choose {', '.join(offered[:-1])} or {offered[-1]}.")
    return key


def _tick(answer: Answer) -> bool:
    if answer.ticked is not None:
        return answer.ticked
    ticked = read_tick(answer.text)
    if ticked is None:
        raise Wrong(answer.text, "Tick the box or leave it empty.")
    return ticked
