"""Figures: one by a form, many by a file, and series to hold them against."""

from typing import Any

from django import forms

from frankpledge.review.indicators.models import Indicator, IndicatorSeries
from frankpledge.review.indicators.operations import Figure
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm
from frankpledge.shared.uploads.fields import SizedFileField

STANDINGS = [
    ("provisional", "Provisional: it may still change"),
    ("revised", "Revised: it takes the place of an earlier figure"),
    ("final", "Final"),
]
NUMBER: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "required": False}
SERIES = [(key, name) for key, name in IndicatorSeries.KINDS.items() if key != "own"]


class PeriodForm(GovukForm):
    """The period of a figure."""

    starts = DateField(label="First day of its period", subject="The first day")
    ends = DateField(label="Last day of its period", subject="The last day")

    def clean(self) -> dict[str, Any]:
        """No period ends before it starts."""
        data = self.cleaned_data
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "The last day must not be before the first day")
        return data

    def period(self) -> Period:
        """The period that was given."""
        return Period(self.cleaned_data["starts"], self.cleaned_data["ends"])


class SeriesField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of one series of an indicator, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The series' name."""
        name: str = obj.name
        return name


class ValueForm(EditForm, PeriodForm):
    """A figure of an indicator, or of a series beside it."""

    value = forms.DecimalField(label="Figure", **NUMBER)
    numerator = forms.DecimalField(label="How many were counted", **NUMBER)
    denominator = forms.DecimalField(label="Out of how many", **NUMBER)
    at_least = forms.BooleanField(label="It is known only as “at least” so many", required=False)
    standing = forms.ChoiceField(
        label="How it stands", choices=STANDINGS, widget=forms.RadioSelect, initial="provisional"
    )
    series = SeriesField(
        label="Whose figure it is", queryset=IndicatorSeries.objects.none(), empty_label=None
    )
    as_at = DateField(label="As at (optional)", subject="The day it is as at", required=False)
    source = forms.CharField(
        label="Source and release (optional)",
        help_text="Where it is not the indicator’s own.",
        max_length=300,
        required=False,
    )
    note = forms.CharField(label="Note (optional)", max_length=500, required=False)

    def __init__(self, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["series"]
        assert isinstance(offered, SeriesField)
        found = IndicatorSeries.objects.filter(indicator=indicator)
        offered.queryset = found
        if found.count() == 1:
            offered.widget = forms.HiddenInput()
        if indicator.kind not in ("percent", "rate"):
            del self.fields["numerator"], self.fields["denominator"]
        else:
            self.fields["value"].label = "Figure (or give the two numbers below)"

    def clean(self) -> dict[str, Any]:
        """A figure, or the two numbers it is worked out from."""
        data = super().clean()
        whole = data.get("numerator") is not None and data.get("denominator") is not None
        wrong = {"value", "numerator", "denominator"} & set(self.errors)
        if wrong or data.get("value") is not None or whole:
            return data
        if data.get("numerator") is not None or data.get("denominator") is not None:
            missing = "denominator" if data.get("denominator") is None else "numerator"
            self.add_error(missing, "Give both numbers, or the figure alone")
        else:
            self.add_error("value", "Enter the figure")
        return data

    def given(self) -> Figure:
        """The figure that was given."""
        data = self.cleaned_data
        return Figure(
            starts=data["starts"],
            ends=data["ends"],
            value=data["value"],
            numerator=data.get("numerator"),
            denominator=data.get("denominator"),
            at_least=data["at_least"],
            standing=data["standing"],
            as_at=data["as_at"],
            source=data["source"],
            note=data["note"],
        )


class WithdrawForm(PeriodForm):
    """A figure taken out of use."""

    why = forms.CharField(
        label="Why it is withdrawn", help_text="The figure stays in the history.", max_length=500
    )


class SeriesForm(GovukForm):
    """A series beside the indicator's own."""

    kind = forms.ChoiceField(
        label="Whose figures they are", choices=SERIES, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label="Name", help_text="Such as “England” or “Similar areas”.", max_length=120
    )
    source = forms.CharField(
        label="Where they come from (optional)", max_length=300, required=False
    )
    method = forms.CharField(
        label="How they were adjusted",
        help_text="For adjusted figures only: nobody should take them as counted.",
        max_length=300,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Adjusted figures say how."""
        data = self.cleaned_data
        if data.get("kind") == "adjusted" and not data.get("method"):
            self.add_error("method", "Enter how the figures were adjusted")
        return data


class FileForm(GovukForm):
    """Figures as a file."""

    file = SizedFileField(
        label="File of figures",
        help_text=(
            "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, up to 50 MB, with a column “Period” "
            "and one “Figure”, or “Numerator” and “Denominator”. Nothing is imported until you "
            "have seen what was read."
        ),
        accept=".xlsx,.xls,.ods,.csv",
        instead="make it smaller, or send it in parts",
    )
