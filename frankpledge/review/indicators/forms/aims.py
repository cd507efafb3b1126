"""What an indicator is held against, where its series breaks, and what was said of it."""

from typing import Any

from django import forms

from frankpledge.review.indicators.forms.figures import PeriodForm
from frankpledge.review.indicators.models import Indicator, IndicatorBaseline, IndicatorStatement
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm

FIGURE: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "required": False}


class AdoptedForm(EditForm):
    """The day something was adopted, and what says so."""

    adopted = DateField(label="Day it was adopted", subject="The day it was adopted")
    source = forms.CharField(label="What says so (optional)", max_length=300, required=False)


class BaselineForm(PeriodForm, AdoptedForm):
    """Where an indicator starts from."""

    rule = forms.ChoiceField(
        label="How it is worked out",
        choices=list(IndicatorBaseline.RULES.items()),
        widget=forms.RadioSelect,
    )
    value = forms.DecimalField(label="Its figure", help_text="For a stated figure only.", **FIGURE)
    field_order = ["rule", "starts", "ends", "value", "adopted", "source"]

    def clean(self) -> dict[str, Any]:
        """A stated figure is given; another is worked out."""
        data = super().clean()
        if data.get("rule") == "stated" and data.get("value") is None and not self.errors:
            self.add_error("value", "Enter the figure that is stated")
        if data.get("rule") != "stated":
            data["value"] = None
        return data


class TargetForm(AdoptedForm):
    """What an indicator is to reach, and by when."""

    percent = forms.DecimalField(
        label="Change of the baseline in per cent",
        help_text="Such as -40. Leave it empty where the target is a figure.",
        max_digits=7,
        decimal_places=2,
        required=False,
        min_value=-100,
    )
    value = forms.DecimalField(label="Or the figure to reach", **FIGURE)
    by_day = DateField(
        label="Last day of the period it is for",
        help_text="For a target by 2020, 31 December 2020.",
        subject="The last day",
    )
    tolerance = forms.DecimalField(
        label="Within how many per cent of its way it is at risk, not off course",
        help_text="0 makes whatever is off the way off course.",
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        initial=0,
    )
    field_order = ["percent", "value", "by_day", "tolerance", "adopted", "source"]

    def clean(self) -> dict[str, Any]:
        """A change or a figure, one of the two."""
        data = self.cleaned_data
        given = [data.get("percent") is not None, data.get("value") is not None]
        if not self.errors and sum(given) != 1:
            said = "Give one of the two: a change in per cent, or a figure"
            self.add_error("percent", said if any(given) else "Enter the change or the figure")
        return data


class BreakForm(EditForm):
    """From when on figures are not what they were."""

    on = DateField(label="First day of the new way of counting", subject="The first day")
    what = forms.CharField(
        label="What changed", help_text="Such as “CRASH was introduced”.", max_length=200
    )
    why = forms.CharField(
        label="Why figures are not comparable (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )
    months = forms.IntegerField(
        label="Months of figures that a new baseline needs",
        min_value=1,
        max_value=240,
        initial=36,
    )
    waits = forms.CharField(
        label="What waits for a new baseline (optional)",
        help_text="Such as “The road safety strategy for 2020 to 2030”.",
        max_length=300,
        required=False,
    )
    source = forms.CharField(label="What says so (optional)", max_length=300, required=False)


class SaidForm(GovukForm):
    """A judgement or a comparison that came without figures."""

    about = forms.ChoiceField(
        label="What it is about",
        choices=list(IndicatorStatement.ABOUT.items()),
        widget=forms.RadioSelect,
    )
    word = forms.ChoiceField(
        label="What was said",
        choices=[(word, word.capitalize()) for word in IndicatorStatement.WORDS],
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label="Of which place (optional)", max_length=120, required=False)
    on = DateField(label="Day it was said", subject="The day it was said")
    text = forms.CharField(
        label="Why, or what else was said (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        required=False,
    )
    source = forms.CharField(
        label="Who said so, and where",
        help_text="A body or a post: “Youth justice update, October 2018”.",
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """A word that fits what it is about."""
        data = self.cleaned_data
        about, word = data.get("about"), data.get("word")
        if about and word and (about == "course") != (word in IndicatorStatement.COURSE):
            wanted = "On course or Not on course" if about == "course" else "above, at or below"
            self.add_error("word", f"Choose {wanted}")
        return data


class ApartForm(GovukForm):
    """Another indicator that must not be taken for this one."""

    second = forms.ModelChoiceField(
        label="The other indicator", queryset=Indicator.objects.none(), empty_label=None
    )
    why = forms.CharField(
        label="Why they are not one", help_text="Such as “Different cohorts”.", max_length=300
    )

    def __init__(self, one: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["second"]
        assert isinstance(offered, forms.ModelChoiceField)
        offered.queryset = Indicator.objects.filter(body=one.body_id).exclude(pk=one.pk)
