"""What somebody asks on the explorer's page, in its address: so every page has a lasting link."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from frankpledge.analytics.measures import Question, measures
from frankpledge.shared.forms import GovukForm

BY = {
    "": "Nothing: one figure",
    "month": "Month",
    "quarter": "Quarter",
    "year": "Year",
    "type": "Type",
    "outcome": "Outcome",
    "district": "District",
    "csp": "Community safety partnership",
    "ward": "Ward",
    "force": "Police force",
    "lsoa": "Small area (LSOA)",
}


class MonthField(forms.CharField):
    """A month such as 2024-03 or March 2024, as its first day."""

    def clean(self, value: Any) -> date | None:
        """The first day of the month, or None. Raises ValidationError."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        for form in ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y"):
            try:
                return date.fromisoformat(f"{_parsed(said, form)}-01")
            except ValueError:
                continue
        raise forms.ValidationError(f"“{said[:40]}” is not a month. Write it as 2024-03")


def _parsed(said: str, form: str) -> str:
    from datetime import datetime

    return f"{datetime.strptime(said, form):%Y-%m}"


class ExploreForm(GovukForm):
    """A measure, what to split it by, from when to when, and of what and where."""

    measure = forms.ChoiceField(label="Measure")
    by = forms.ChoiceField(label="Split by", choices=list(BY.items()), required=False)
    then = forms.ChoiceField(
        label="And by (optional)", choices=[("", "Nothing more"), *list(BY.items())[1:]],
        required=False,
    )
    first = MonthField(label="From month (optional)", required=False, max_length=20)
    last = MonthField(label="To month (optional)", required=False, max_length=20)
    type = forms.ChoiceField(label="Type (optional)", required=False)
    place = forms.CharField(
        label="Place (optional)",
        help_text="A name or code, such as Fenland or E07000010.",
        required=False,
        max_length=100,
    )

    def __init__(self, types: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing = {
            "measure": [(one.name, one.title) for one in measures()],
            "type": [("", "Every type"), *((one, one) for one in types)],
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
        """What was asked. Only of a form that is valid."""
        data = self.cleaned_data
        by = tuple(dict.fromkeys(one for one in (data["by"], data["then"]) if one))
        return Question(
            measure=data["measure"],
            by=by,
            first=data["first"],
            last=data["last"],
            types=(data["type"],) if data["type"] else (),
            places=(data["place"],) if data["place"] else (),
        )


def asked(get: QueryDict) -> dict[str, Any]:
    """What the form starts with: what the address says, or crimes by month."""
    return get.dict() if get else {"measure": "recorded-crime", "by": "month"}


@dataclass(frozen=True)
class Address:
    """Where a question is asked: the lasting link of its page, its figures and its finding."""

    query: str

    @property
    def page(self) -> str:
        """The page itself."""
        return f"{reverse('explorer:explore')}?{self.query}"

    @property
    def csv(self) -> str:
        """Its figures as a file."""
        return f"{reverse('explorer:csv')}?{self.query}"


def address_of(question: Question) -> Address:
    """A question as an address."""
    by = (*question.by, "", "")
    parts = {
        "measure": question.measure,
        "by": by[0],
        "then": by[1],
        "first": f"{question.first:%Y-%m}" if question.first else "",
        "last": f"{question.last:%Y-%m}" if question.last else "",
        "type": question.types[0] if question.types else "",
        "place": question.places[0] if question.places else "",
    }
    return Address(urlencode({name: value for name, value in parts.items() if value}))
