"""Defining an indicator, and ending it."""

from typing import Any

from django import forms

from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Priority
from frankpledge.review.indicators.measures import measures
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.models.indicator import DIRECTIONS, KINDS
from frankpledge.review.indicators.operations import Definition
from frankpledge.review.indicators.rules.periods import FREQUENCIES
from frankpledge.shared.forms import DateField
from frankpledge.shared.opened import EditForm, VersionField

LONGEST = 5_000
GUARDED = [(0, "Show every count"), (5, "Hide counts from 1 to 4"), (10, "Hide counts from 1 to 9")]


class DefinitionForm(EditForm):
    """What an indicator is."""

    name = forms.CharField(label="Name", max_length=200)
    definition = forms.CharField(
        label="What is counted, and how (optional)",
        help_text="So that two people would count the same.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )
    kind = forms.ChoiceField(
        label="What its figures are", choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    per = forms.IntegerField(
        label="A rate is per",
        help_text="For a rate only, such as 1000.",
        required=False,
        min_value=1,
        max_value=1_000_000_000,
    )
    unit = forms.CharField(
        label="Unit", help_text="What a figure counts, such as “people”.", max_length=60
    )
    direction = forms.ChoiceField(
        label="Which way is better", choices=list(DIRECTIONS.items()), widget=forms.RadioSelect
    )
    frequency = forms.ChoiceField(
        label="How often figures come",
        choices=list(FREQUENCIES.items()),
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label="Where the figures come from (optional)", max_length=300, required=False
    )
    first_due = DateField(
        label="First day of the first period whose figure is wanted (optional)",
        help_text="From then on figures are asked for. Until it is set, nothing is late.",
        subject="The first day",
        required=False,
    )
    due_days = forms.IntegerField(
        label="Days after a period’s end until its figure is due",
        min_value=0,
        max_value=1000,
        initial=30,
    )
    owner = BodyField(label="Body that answers for it", required=False, empty_label="This one")
    owner_post = forms.CharField(
        label="Post (optional)",
        help_text="A post, not a person’s name: “Performance analyst”.",
        max_length=200,
        required=False,
    )
    priority = forms.ModelChoiceField(
        label="Priority that it belongs to (optional)",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="None",
    )
    lag = forms.CharField(
        label="How old its figures are when they come (optional)",
        help_text="Such as “the cohort is about two years old”.",
        max_length=200,
        required=False,
    )
    hide_below = forms.TypedChoiceField(
        label="Small counts of people",
        choices=GUARDED,
        coerce=int,
        initial=0,
        widget=forms.RadioSelect,
    )
    measure = forms.ChoiceField(label="Worked out by Frankpledge (optional)", required=False)
    version = VersionField(required=False)

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, priority = self.fields["owner"], self.fields["priority"]
        if isinstance(owner, BodyField):
            owner.offer(body.area)
        if isinstance(priority, forms.ModelChoiceField):
            priority.queryset = Priority.objects.filter(board__area=body.area_id)
        measure = self.fields["measure"]
        if isinstance(measure, forms.ChoiceField):
            measure.choices = [("", "No, figures are brought")] + [
                (one.name, one.title) for one in measures()
            ]

    def clean(self) -> dict[str, Any]:
        """A rate is per something, and nothing else is."""
        data = self.cleaned_data
        kind, per = data.get("kind"), data.get("per")
        if kind == "rate" and not per and "per" not in self.errors:
            self.add_error("per", "Enter the number that the rate is per, such as 1000")
        if kind and kind != "rate":
            data["per"] = None
        return data

    def given(self) -> Definition:
        """The definition that was written."""
        data = dict(self.cleaned_data)
        data.pop("version")
        return Definition(**data)


class EndForm(EditForm):
    """The day an indicator ends, and why."""

    on = DateField(label="Day it ends", subject="The day it ends")
    why = forms.CharField(
        label="Why it ends", help_text="Whoever looks for it will ask.", max_length=300
    )


def initial_of(one: Indicator) -> dict[str, Any]:
    """What the form for changing an indicator starts from."""
    names = [name for name in DefinitionForm.base_fields if name not in ("owner", "priority")]
    return {
        **{name: getattr(one, name) for name in names},
        "owner": one.owner.slug if one.owner else None,
        "priority": one.priority_id,
        "version": one,
    }
