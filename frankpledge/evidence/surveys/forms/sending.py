"""Sending a survey, naming its columns, withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.models.survey import KINDS, ROWS
from frankpledge.evidence.surveys.operations.keeping import About
from frankpledge.evidence.surveys.rules.columns import LEAVE, USES, Column, Use, suggested
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.uploads.fields import SizedFileField

SHORT = {"class": "govuk-input--width-5"}
# A column's examples show so many different answers.
MOST_EXAMPLES = 4


class SurveyForm(GovukForm):
    """What a survey is, and the file of its answers."""

    name = forms.CharField(
        label="Name", help_text="Such as Residents’ survey 2018.", max_length=200
    )
    kind = forms.ChoiceField(label="What is it?", choices=list(KINDS.items()))
    producer = forms.ModelChoiceField(
        label="Who made it?", queryset=Body.objects.none(), empty_label="Choose a body"
    )
    starts = DateField(label="First day of asking")
    ends = DateField(label="Last day of asking")
    speaks_for = forms.CharField(
        label="Whom does it speak for?",
        help_text="Such as adults who live in the district, or clients of 65 housing services.",
        max_length=300,
    )
    each = forms.ChoiceField(
        label="One row for each", choices=[(one, words.capitalize()) for one, words in ROWS.items()]
    )
    everybody = forms.BooleanField(
        label="The answers are those of everybody it speaks for: no sample, no margin of chance",
        required=False,
    )
    asked = forms.IntegerField(
        widget=forms.NumberInput(attrs=SHORT),
        label="How many could answer? (optional)",
        help_text="Questionnaires sent, or services that were asked.",
        min_value=1,
        max_value=100_000_000,
        required=False,
    )
    file = SizedFileField(
        label="Answers (optional)",
        help_text="Excel, OpenDocument or CSV: one row for each, without names. Nothing is kept "
        "until you have said what each column is. Leave it out where only figures are published.",
        accept=".xlsx,.xls,.ods,.csv",
        instead="leave columns out that are not needed",
        required=False,
    )
    returned = forms.IntegerField(
        widget=forms.NumberInput(attrs=SHORT),
        label="How many answered? (optional)",
        help_text="Only without a file: its rows are counted.",
        min_value=0,
        max_value=100_000_000,
        required=False,
    )
    no_concern_from = forms.IntegerField(
        widget=forms.NumberInput(attrs=SHORT),
        label="Score from which there is no concern (optional)",
        help_text="Only where services are scored against the aims of a strategy, 0 to 3 each.",
        min_value=1,
        max_value=300,
        required=False,
    )
    source = forms.CharField(
        label="Where it is written up (optional)", max_length=300, required=False
    )
    earlier = forms.ModelChoiceField(
        label="The wave before it (optional)",
        help_text="Questions with the same words are then compared.",
        queryset=Survey.objects.none(),
        empty_label="None: it is the first",
        required=False,
    )

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        producer, earlier = self.fields["producer"], self.fields["earlier"]
        assert isinstance(producer, forms.ModelChoiceField)
        assert isinstance(earlier, forms.ModelChoiceField)
        producer.queryset = Body.objects.with_names().filter(area=area)
        earlier.queryset = Survey.objects.filter(area=area, state="kept")
        if not earlier.queryset.exists():
            del self.fields["earlier"]

    @property
    def about(self) -> About:
        """What was said. Only of a form that is valid."""
        data = {name: said for name, said in self.cleaned_data.items() if name != "file"}
        return About(**data)


class ColumnsForm(GovukForm):
    """What each column of a file is, and the words of its question."""

    def __init__(
        self, columns: Sequence[Column], notes: Sequence[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        if notes:
            rows = f"Row {notes[0]} holds" if len(notes) == 1 else f"{len(notes)} rows hold"
            self.fields["notes"] = forms.BooleanField(
                label=f"{rows} one filled cell at the foot of the file: an answer, and no note",
                required=False,
            )
        for one in columns:
            found = one.personal("service")
            uses = {LEAVE: USES[LEAVE]} if found else USES
            wrong = (
                "must be one of the uses listed"
                if found is None
                else (f"{found.words}. Answers are kept anonymised only: leave it out")
            )
            self.fields[f"use-{one.place}"] = forms.ChoiceField(
                label=one.heading,
                help_text=_examples(one),
                choices=list(uses.items()),
                initial=suggested(one),
                error_messages={
                    "required": f"Say what “{one.heading}” is",
                    "invalid_choice": f"“{one.heading}” {wrong}",
                },
            )
            if len(uses) == 1:
                continue
            self.fields[f"words-{one.place}"] = forms.CharField(
                label="Question in words (optional)",
                help_text="If not as the heading has it.",
                max_length=300,
                required=False,
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """What each column is, and its words; None where it can only be left out."""
        names = [(f"use-{one.place}", f"words-{one.place}") for one in self.columns]
        return [(self[use], self[words] if words in self.fields else None) for use, words in names]

    @property
    def uses(self) -> dict[int, Use]:
        """What was said of each column. Only of a form that is valid."""
        return {
            one.place: Use(
                self.cleaned_data[f"use-{one.place}"],
                self.cleaned_data.get(f"words-{one.place}", ""),
            )
            for one in self.columns
        }


def _examples(one: Column) -> str:
    """What is in a column, without showing what may be personal or free text."""
    if found := one.personal("service"):
        return f"This column {found.words}. It can only be left out."
    if found := one.personal():
        return f"This column {found.words}. Keep it only where it names services."
    texts = one.distinct
    if not texts:
        return "It is empty."
    if suggested(one) == LEAVE:
        return f"{len(texts):,} different texts: left out, unless you know that nobody is named."
    shown = "; ".join(f"“{text[:40]}”" for text in texts[:MOST_EXAMPLES])
    more = f" and {len(texts) - MOST_EXAMPLES} more" if len(texts) > MOST_EXAMPLES else ""
    return f"{shown}{more}"


class WithdrawForm(GovukForm):
    """Why a survey is withdrawn."""

    why = forms.CharField(
        label="Why is it withdrawn?",
        help_text="It stays to be read, with this reason.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
