"""The form by which a section takes a question of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frankpledge.evidence.surveys.models import SurveyQuestion
from frankpledge.shared.forms import GovukForm


class AddQuestionForm(GovukForm):
    """A question for a section, chosen among those of the area's kept surveys."""

    question = forms.TypedChoiceField(label="Question of a survey", coerce=int)
    place = forms.ChoiceField(
        label="Of those who gave one place (optional)",
        help_text="A place can be added where no place has so few answers that the public could "
        "not be shown it.",
        required=False,
    )

    def __init__(self, questions: Sequence[SurveyQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {one.pk: one for one in questions}
        places = sorted({p for one in questions if one.kind == "place" for p in one.options})
        asked = [(one.pk, f"{one.survey}: {one}") for one in questions]
        self._offer("question", [("", "Choose a question"), *asked])
        self._offer("place", [("", "All who answered"), *((one, one) for one in places)])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def chosen(self) -> SurveyQuestion:
        """The question that was chosen. Only of a form that is valid."""
        return self.by_key[self.cleaned_data["question"]]
