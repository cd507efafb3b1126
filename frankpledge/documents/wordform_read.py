"""A form that came back, read by its tags; by its headings where a program has lost them.

Word keeps tags. LibreOffice before 7.5 drops them, and some people copy everything into a new
file: then each answer is looked for under its own question. What cannot be read is a `Mistake`
with its exact place; what was not in the file is not in the result, so nothing is emptied by
being left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from frankpledge.documents.blocks import Block
from frankpledge.documents.office import UnreadableDocument
from frankpledge.documents.wordform import (
    MARK_TAG,
    FormField,
    FormGrid,
    FormName,
    FormPart,
    FormRows,
    Mistake,
    NotOurForm,
    Returned,
    RowValues,
    Value,
    WordForm,
)
from frankpledge.documents.wordform_answers import (
    Answer,
    Wrong,
    answer_in_boxes,
    answer_in_region,
    value_of,
)
from frankpledge.documents.wordform_file import FormFile, answer_in, form_name_in, open_form
from frankpledge.documents.wordform_layout import Region, regions
from frankpledge.documents.wordform_rows import read_grid, read_rows, tables_with
from frankpledge.documents.wordform_write import write_word_form
from frankpledge.documents.wordform_xml import w
from frankpledge.shared.words import spell_list

# From each version of a form, its tags that have another name in the next, or None: they are gone.
History = Mapping[int, Mapping[str, str | None]]


def read_word_form(data: bytes, form: WordForm, history: History | None = None) -> Returned:
    """What the file answers to `form`, which is today's version of it.

    `history`: how tags were renamed since older versions. Raises `NotOurForm` for the file of
    another form or of a newer version, `UnreadableDocument` for a file that cannot be opened.
    """
    name = form_name_in(data)
    if (name.kind, name.about) != (form.name.kind, form.name.about):
        raise NotOurForm(
            "This file is a form about something else. Check that it is the right one."
        )
    if name.version > form.name.version:
        raise NotOurForm(
            "This file is a newer version of the form than this service knows. Fetch the form "
            "again, copy the answers into it, and send that."
        )
    reading = _Reading(form, open_form(data), _renaming(history or {}, name, form.name))
    reading.read()
    return Returned(
        name,
        reading.values,
        reading.rows,
        tuple(dict.fromkeys(reading.notes)),
        tuple(reading.mistakes),
    )


def _renaming(history: History, name: FormName, now: FormName) -> Mapping[str, str | None]:
    """What each tag of the file is called today; those that keep their name are left out."""
    steps = [history.get(version, {}) for version in range(name.version, now.version)]
    found: dict[str, str | None] = {}
    for tag in {tag for step in steps for tag in step}:
        current: str | None = tag
        for step in steps:
            current = step.get(current, current) if current else None
        found[tag] = current
    return found


@lru_cache(maxsize=64)
def _as_left(asked: FormField) -> tuple[Block, ...]:
    """A rich field's own text as it reads after the way to Word and back."""
    file = open_form(write_word_form(WordForm(FormName("", 0, ""), "", "", (asked,))))
    box = next(box for tag, box in file.controls() if tag == asked.tag)
    return file.blocks(tuple(box.find(w("sdtContent")))).blocks


@dataclass
class _Reading:
    """One file on its way to being read."""

    form: WordForm
    file: FormFile
    renaming: Mapping[str, str | None]
    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, RowValues] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    boxes: dict[str, list[Any]] = field(default_factory=dict)
    by_label: list[str] = field(default_factory=list)
    heading: str = ""

    def read(self) -> None:
        """Reads every item of the form, then says what was found without its box."""
        self.notes.extend(self.file.notes)
        self._gather_boxes()
        found = regions(self.form, self.file.shown())
        for item, region in zip(self.form.items, found, strict=True):
            match item:
                case FormPart(title=title):
                    self.heading = title
                case FormField():
                    self._field(item, region)
                case FormRows():
                    self._rows(item, region)
                case FormGrid():
                    self._grid(item, region)
        if self.by_label:
            self.notes.append(
                "The boxes of these answers were lost on the way, so they were read from under "
                f"their questions: {spell_list(self.by_label)}. Check them."
            )

    def _gather_boxes(self) -> None:
        """The file's boxes by today's tags; a note for each that today's form has not."""
        known = {MARK_TAG, *(one.tag for one in self.form.fields())}
        for rows in self.form.lists():
            known |= {rows.tag, *(f"{rows.tag}.{column.key}" for column in rows.columns)}
        for tag, box in self.file.controls():
            now = self.renaming.get(tag, tag)
            if now in known:
                self.boxes.setdefault(now, []).append(box)
            elif said := answer_in(box):
                shown = said if len(said) <= 80 else f"{said[:79]}…"
                why = "is asked for no longer" if now is None else "is not on this form"
                self.notes.append(f"“{shown}” stands in a box that {why}, and was left out.")

    def _field(self, asked: FormField, region: Region | None) -> None:
        boxes = self.boxes.get(asked.tag)
        if not boxes and region is None:
            self._missing(asked.label)
            return
        try:
            if boxes:
                answer = answer_in_boxes(asked, boxes, region)
            else:
                assert region is not None
                answer = answer_in_region(region)
                self.by_label.append(f"“{asked.label}”")
            self._take(asked, answer)
        except Wrong as error:
            self._wrong(asked.tag, asked.label, error)

    def _take(self, asked: FormField, answer: Answer) -> None:
        """Keeps what the answer comes to. Raises `Wrong`."""
        if asked.kind == "rich":
            self.values[asked.tag] = self._rich(asked, answer)
        else:
            self.values[asked.tag] = value_of(asked, answer)

    def _rich(self, asked: FormField, answer: Answer) -> tuple[Block, ...]:
        """A whole text; unaltered, it is the very text that left, with all that Word cannot hold.

        Raises `Wrong`.
        """
        if not answer.text:
            if asked.needed:
                raise Wrong("", "It must be answered.")
            return ()
        try:
            found = self.file.blocks(answer.elements)
        except UnreadableDocument as error:
            raise Wrong(answer.text, str(error)) from error
        if isinstance(asked.value, tuple) and asked.value and found.blocks == _as_left(asked):
            return asked.value
        self.notes.extend(found.notes)
        return found.blocks

    def _rows(self, asked: FormRows, region: Region | None) -> None:
        boxes = {one.key: self.boxes.get(f"{asked.tag}.{one.key}", []) for one in asked.columns}
        every = [*self.boxes.get(asked.tag, []), *(box for some in boxes.values() for box in some)]
        tables = tables_with(every) or (region.tables if region else [])
        if not tables:
            self._missing(asked.label)
            return
        if not every:
            self.by_label.append(f"“{asked.label}”")
        values, wrong = read_rows(asked, tables, boxes)
        for error in wrong:
            self._wrong(asked.tag, error.label, error)
        if not wrong:
            self.rows[asked.tag] = values

    def _grid(self, asked: FormGrid, region: Region | None) -> None:
        fields = [one for _, some in asked.lines for one in some]
        lost = {one.tag for one in fields if one.tag not in self.boxes}
        found = read_grid(asked, region.tables) if region and lost else {}
        heading, self.heading = self.heading, asked.label
        for one in fields:
            answer = found.get(one.tag)
            if one.tag not in lost or answer is None:
                self._field(one, None)
                continue
            try:
                self._take(one, answer)
            except Wrong as error:
                self._wrong(one.tag, one.label, error)
        if found:
            self.by_label.append(f"“{asked.label}”")
        self.heading = heading

    def _missing(self, label: str) -> None:
        self.notes.append(f"“{label}” is not in the file, so it stays as it was.")

    def _wrong(self, tag: str, label: str, error: Wrong) -> None:
        self.mistakes.append(Mistake(tag, label, self.heading, error.value, error.expected))
