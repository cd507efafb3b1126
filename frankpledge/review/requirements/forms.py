"""Forms of requirements: adding evidence, accepting that something does not apply, ending that."""

from datetime import date
from typing import Any

from django import forms

from frankpledge.meetings.models import Decision
from frankpledge.partnership.models import Body
from frankpledge.review.requirements.rules import KnownDate, read_date
from frankpledge.review.words import says_nothing
from frankpledge.shared.forms import DateField, GovukForm


class EvidenceForm(GovukForm):
    """What there is, of what date as far as known, and where it can be read."""

    text = forms.CharField(
        label="What there is",
        help_text="Such as “Needs assessment, agreed by the group”.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    dated = forms.CharField(
        label="Its date, as far as you know it",
        help_text="Such as 30 June 2017, June 2017 or 2017. Without a date it counts as stated "
        "only.",
        required=False,
        max_length=40,
    )
    link = forms.URLField(
        label="Where it can be read (optional)",
        help_text="An address that starts with https://",
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_text(self) -> str:
        """Something must be said."""
        text: str = self.cleaned_data["text"]
        if says_nothing(text):
            raise forms.ValidationError(
                f"“{text.strip()}” says nothing. Say what there is; where it does not apply, ask "
                "the board’s secretary to accept that, with the reason."
            )
        return text

    def clean_dated(self) -> KnownDate | None:
        """A date that has come, as far as it is known."""
        try:
            known = read_date(self.cleaned_data["dated"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if known and known.day > self.today:
            raise forms.ValidationError(f"{known} is still to come. Give the date of what there is")
        return known


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of one decision by which a board agreed to something."""

    def label_from_instance(self, obj: Any) -> str:
        """The decision with its day and words."""
        return str(obj)


class AcceptForm(GovukForm):
    """Why a requirement does not apply to a group, who accepts it, and until when."""

    reason = forms.CharField(
        label="Why it does not apply",
        help_text="The board’s members read this: “Another board’s plan serves”.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = DecisionField(
        label="The board’s decision (optional)",
        queryset=Decision.objects.none(),
        required=False,
        empty_label="No recorded decision",
    )
    by_post = forms.CharField(
        label="Post that accepts it",
        help_text="Needed where no decision is chosen. A post, not a person’s name.",
        max_length=200,
        required=False,
    )
    starts = DateField(label="From which day", subject="The day from which it is accepted")
    review_by = DateField(
        label="Look at it again by (optional)", required=False, subject="The day to look again"
    )

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["decision"]
        if isinstance(offered, DecisionField):
            taken = Decision.objects.filter(meeting__body=board).carried()
            offered.queryset = taken.order_by("-taken", "number")

    def clean(self) -> dict[str, Any]:
        """Nothing is looked at again before it is accepted."""
        data = self.cleaned_data
        if data.get("review_by") and data.get("starts") and data["review_by"] <= data["starts"]:
            self.add_error("review_by", "The day to look again must be after the day it starts")
        return data


class EndForm(GovukForm):
    """The last day on which an accepted exception holds."""

    on = DateField(label="Last day on which it is accepted", subject="The last day")
