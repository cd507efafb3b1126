"""Forms of questions sent in beforehand, and of their answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from frankpledge.partnership.models import Body
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.opened import EditForm

LONGEST = 2_000


class AskForm(GovukForm):
    """A question on an item: about which group, and for which body it is asked."""

    about = forms.ChoiceField(label="Which group’s update is it about?")
    asked_by = forms.ChoiceField(label="For which body do you ask?")
    text = forms.CharField(
        label="Question", widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST
    )

    def __init__(
        self,
        groups: Sequence[Body],
        asking: Sequence[Body],
        on: date,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """`groups`: whose updates the item gathers, none for most; `asking`: the asker's bodies."""
        super().__init__(*args, **kwargs)
        self._offer("about", groups, on, ask=bool(groups))
        # Who acts for one body is not asked which.
        self._offer("asked_by", asking, on, ask=len(asking) > 1)

    def _offer(self, name: str, bodies: Sequence[Body], on: date, *, ask: bool) -> None:
        field = self.fields[name]
        if not ask:
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            empty = [("", "Choose one")]
            field.choices = empty + [(one.slug, one.name_on(on)) for one in bodies]


class AnswerForm(EditForm):
    """The answer to a question."""

    answer = forms.CharField(
        label="Answer", widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST
    )
