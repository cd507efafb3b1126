"""Forms of surveys: sending one, naming its columns, stating figures, setting beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frankpledge.analytics.measures import Question, measures
from frankpledge.evidence.explorer.forms import MonthField
from frankpledge.evidence.surveys.models import Survey
from frankpledge.evidence.surveys.models.survey import KINDS, ROWS
from frankpledge.evidence.surveys.operations.keeping import About
from frankpledge.evidence.surveys.rules.columns import LEAVE, USES, Column, Use, suggested
from frankpledge.evidence.surveys.rules.stated import (
    read_amounts,
    read_parts,
    read_pence,
    read_proposals,
)
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.uploads import SizedFileField

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
        help_text="Such as adults who live in Fenland, or clients of 65 housing services.",
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


class StateForm(GovukForm):
    """Shares as a paper states them."""

    title = forms.CharField(label="What are they about?", max_length=200)
    kind = forms.ChoiceField(
        label="How do the parts stand to each other?",
        choices=[
            ("overlap", "They may overlap: one person can be in several"),
            ("whole", "Parts of a whole: each person is in one"),
            ("levels", "How many each has: “3 or more”, “exactly 1”"),
        ],
        widget=forms.RadioSelect,
    )
    base = forms.IntegerField(
        widget=forms.NumberInput(attrs=SHORT),
        label="Of how many in all? (optional)",
        min_value=1,
        max_value=100_000_000,
        required=False,
    )
    cap = forms.IntegerField(
        widget=forms.NumberInput(attrs=SHORT),
        label="The most that could be recorded of each (optional)",
        help_text="Only for how many each has: 5 where the sheet had room for 5 needs.",
        min_value=1,
        max_value=99,
        required=False,
    )
    parts = forms.CharField(
        label="The parts, a line for each",
        help_text="Name; percentage or count: “Drugs; 16%”, “Offenders; 38”, “3 or more; 60%”.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
    )
    source = forms.CharField(label="Where is it written?", max_length=300)

    def clean(self) -> dict[str, Any]:
        """The lines as parts of their kind."""
        data = self.cleaned_data
        if data.get("parts") and data.get("kind"):
            try:
                data["parts"] = read_parts(data["parts"], data["kind"])
            except ValueError as no:
                self.add_error("parts", str(no))
        return data


class _MoneyField(forms.CharField):
    """Pounds, as pence."""

    def clean(self, value: Any) -> int | None:
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        try:
            return read_pence(said)
        except ValueError as no:
            raise forms.ValidationError(str(no)) from no


class SpendForm(GovukForm):
    """What services cost, and the total that is stated."""

    title = forms.CharField(label="What is spent?", max_length=200)
    lines = forms.CharField(
        label="The table, a line for each service or group",
        help_text="Name; how many services; pounds: “Mental health; 6; 1,411,000”. Rows pasted "
        "from a spreadsheet are read too.",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=100_000,
    )
    stated_pence = _MoneyField(label="Total that is stated, in pounds", max_length=30)
    stated_to_pence = _MoneyField(
        label="Stated to the nearest, in pounds",
        help_text="100,000 where it says £7.5m, 1 where it says £7,506,300.",
        max_length=30,
    )
    part_name = forms.CharField(
        label="Who pays a part of it? (optional)", max_length=200, required=False
    )
    part_pence = _MoneyField(
        label="How much of it, in pounds (optional)", max_length=30, required=False
    )
    source = forms.CharField(label="Where is it written?", max_length=300)

    def clean(self) -> dict[str, Any]:
        """The lines as amounts; a part has a payer and an amount."""
        data = self.cleaned_data
        if data.get("lines"):
            try:
                data["lines"] = read_amounts(data["lines"])
            except ValueError as no:
                self.add_error("lines", str(no))
        name, pence = data.pop("part_name", ""), data.pop("part_pence", None)
        if bool(name) != (pence is not None):
            self.add_error(
                "part_pence" if name else "part_name", "Say both who pays a part and how much"
            )
        data["part"] = (name, pence) if name and pence is not None else None
        return data


class SavingsForm(GovukForm):
    """A savings target, what is achieved, and what is proposed."""

    title = forms.CharField(label="What is to be saved?", max_length=200)
    target_pence = _MoneyField(label="Target, in pounds", max_length=30)
    achieved_pence = _MoneyField(label="Achieved so far, in pounds", max_length=30)
    proposals = forms.CharField(
        label="Proposals, a line for each (optional)",
        help_text="Name; pounds; decided or not decided: “Merge two hostels; 40,000; decided”.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )
    source = forms.CharField(label="Where is it written?", max_length=300)

    def clean_proposals(self) -> Any:
        """The lines as proposals."""
        try:
            return read_proposals(self.cleaned_data["proposals"])
        except ValueError as no:
            raise forms.ValidationError(str(no)) from no


class WithdrawForm(GovukForm):
    """Why a survey is withdrawn."""

    why = forms.CharField(
        label="Why is it withdrawn?",
        help_text="It stays to be read, with this reason.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


class BesideForm(GovukForm):
    """An answer, and what is recorded for the same place and period."""

    option = forms.ChoiceField(label="Which answer?")
    place = forms.ChoiceField(
        label="Where?", help_text="A place that was given in the survey.", required=False
    )
    measure = forms.ChoiceField(label="Which measure stands beside it?")
    types = forms.ChoiceField(label="Of which type? (optional)", required=False)
    measure_place = forms.CharField(
        label="Place in the recorded figures, if it is called otherwise there (optional)",
        max_length=100,
        required=False,
    )
    first = MonthField(label="From month", help_text="Such as 2018-03.", max_length=20)
    last = MonthField(label="To month", max_length=20)

    def __init__(
        self,
        options: Sequence[str],
        places: Sequence[str],
        types: Sequence[str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choosing = {
            "option": [(one, one) for one in options],
            "place": [("", "Everywhere that it was asked"), *((one, one) for one in places)],
            "measure": [(one.name, one.title) for one in measures()],
            "types": [("", "Every type"), *((one, one) for one in types)],
        }
        for name, choices in choosing.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The first month is not after the last."""
        data = self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            self.add_error("last", "The last month is before the first. Change one of them")
        return data

    @property
    def question(self) -> Question:
        """What is asked of the evidence. Only of a form that is valid."""
        data = self.cleaned_data
        place = data["measure_place"] or data["place"]
        return Question(
            measure=data["measure"],
            first=data["first"],
            last=data["last"],
            types=(data["types"],) if data["types"] else (),
            places=(place,) if place else (),
        )
