"""A form's answers as they stand and as a file has them, side by side, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from frankpledge.answering.returns.kinds import Answers, answers_of
from frankpledge.documents.difference import (
    Row,
    blocks_difference,
    difference,
    only_changes,
    with_gaps,
)
from frankpledge.documents.wordform import (
    FormField,
    FormGrid,
    FormPart,
    FormRows,
    RowValues,
    Value,
    WordForm,
)
from frankpledge.shared.words import spell_day

LOOKS_ONLY = "The words are the same. Headings, lists or bold type differ."


@dataclass(frozen=True)
class Difference:
    """One question whose answer would change: its heading, and both answers line by line."""

    label: str
    heading: str
    rows: tuple[Row, ...]
    note: str = ""


def differences(form: WordForm, answers: Answers) -> tuple[Difference, ...]:
    """The questions to which `answers` gives another answer than the form holds."""
    return tuple(_differences(form, answers))


def _differences(form: WordForm, answers: Answers) -> Iterator[Difference]:
    now = answers_of(form)
    heading = ""
    for item in form.items:
        match item:
            case FormPart(title=title):
                heading = title
            case FormField(tag=tag):
                if not _alike(now.values[tag], answers.values[tag]):
                    yield _of_field(item, heading, now.values[tag], answers.values[tag])
            case FormGrid(lines=lines):
                for one in (one for _, fields in lines for one in fields):
                    if not _alike(now.values[one.tag], answers.values[one.tag]):
                        old, new = now.values[one.tag], answers.values[one.tag]
                        yield _of_field(one, item.label, old, new)
            case FormRows(tag=tag):
                if now.rows[tag] != answers.rows[tag]:
                    rows = difference(_lines(now.rows[tag]), _lines(answers.rows[tag]))
                    yield Difference(item.label, heading, with_gaps(rows))


def _alike(old: Value, new: Value) -> bool:
    # No day, no tick and no words are each the same as none given.
    return (old or "") == (new or "")


def _of_field(field: FormField, heading: str, old: Value, new: Value) -> Difference:
    if field.kind == "rich":
        before = old if isinstance(old, tuple) else ()
        after = new if isinstance(new, tuple) else ()
        rows = blocks_difference(before, after)
        note = "" if only_changes(rows) else LOOKS_ONLY
        return Difference(field.label, heading, with_gaps(rows), note)
    rows = difference(_said(field, old), _said(field, new))
    return Difference(field.label, heading, with_gaps(rows))


def _said(field: FormField, value: Value) -> str:
    """A value as a reader expects it."""
    if field.kind == "tick":
        return "Yes" if value else "No"
    if field.kind == "choice":
        return dict(field.choices).get(str(value or ""), "")
    return spell_day(value) if isinstance(value, date) else str(value or "")


def _lines(rows: RowValues) -> str:
    """A list's rows, a line each; what is empty at a row's end is left out."""
    return "\n".join(" | ".join(_cells(row)) for row in rows)


def _cells(row: tuple[str, ...]) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return [cell or "–" for cell in cells]
