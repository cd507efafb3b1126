"""What the pages of importing a list have in common, whatever the list is of."""

from collections.abc import Callable, Sequence

from django import forms

from frankpledge.documents.tables.shapes import Problem, UnreadableTables
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.words import count_of

PROBLEM_HEADS = ["Where", "Column", "What it says", "What was expected"]
MOST_SHOWN = 200


class DecisionForm(GovukForm):
    """The plan that was seen: where the record has changed since, it is shown anew."""

    seen = forms.CharField(widget=forms.HiddenInput)


def sent_file(form: GovukForm, opening: Callable[[str, bytes], object]) -> tuple[str, bytes] | None:
    """The name and content of a valid form's file; None where `opening` it refuses.

    The reason then stands beside the field.
    """
    sent = form.cleaned_data["file"]
    data: bytes = sent.read()
    try:
        opening(sent.name, data)
    except UnreadableTables as error:
        form.add_error("file", str(error))
        return None
    return sent.name, data


def problem_rows(found: Sequence[Problem]) -> list[list[str]]:
    """Problems as rows under PROBLEM_HEADS, the first of them where there are many."""
    return [[one.place, one.column, one.value[:200], one.expected] for one in found[:MOST_SHOWN]]


def import_button(changes: int, noun: str, bad_rows: int = 0) -> str:
    """What the button says that imports the rest of a file."""
    rest = f" and leave out {count_of(bad_rows, 'row')}" if bad_rows else ""
    return f"Import {count_of(changes, noun)}{rest}"
