"""What somebody asks on the explorer's page, in its address: so every page has a lasting link."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from frankpledge.analytics.measures import Given, Question, measures, months, places
from frankpledge.evidence.findings.question import OWN
from frankpledge.evidence.keeping import store
from frankpledge.partnership.models.terms import add_months
from frankpledge.places.models import Area, Place
from frankpledge.shared.forms import GovukForm

BY = {
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
# The kinds of parameter that a box on the page can take.
BOXES = ("number", "names", "text")
MONTH_FORMATS = ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y")


class MonthField(forms.CharField):
    """A month such as 2024-03 or March 2024, as its first day."""

    def clean(self, value: Any) -> date | None:
        """The first day of the month, or None. Raises ValidationError."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        for pattern in MONTH_FORMATS:
            try:
                # A month alone has no time of day, so no time zone either.
                found = datetime.strptime(said, pattern)  # noqa: DTZ007
            except ValueError:
                continue
            return found.date()
        raise forms.ValidationError(f"“{said[:40]}” is not a month. Write it as 2024-03")


class ExploreForm(GovukForm):
    """A measure, what to split it by, from when to when, and of what and where."""

    measure = forms.ChoiceField(label="Measure")
    by = forms.ChoiceField(
        label="Split by", choices=[("", "Nothing: one figure"), *BY.items()], required=False
    )
    then = forms.ChoiceField(
        label="And by (optional)", choices=[("", "Nothing more"), *BY.items()], required=False
    )
    first = MonthField(
        label="From month (optional)", help_text="Such as 2024-03.", required=False, max_length=20
    )
    last = MonthField(label="To month (optional)", required=False, max_length=20)
    types = forms.ChoiceField(label="Type (optional)", required=False)
    places = forms.CharField(
        label="Place (optional)",
        help_text="A name or code, such as that of a district or ward.",
        required=False,
        max_length=100,
    )

    def __init__(self, types: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing = {
            "measure": [(one.name, one.title) for one in measures()],
            "types": [("", "Every type"), *((one, one) for one in types)],
        }
        for name, choices in choosing.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for one in self._givens():
            self.fields[f"{OWN}{one.name}"] = _given_field(one)

    def _givens(self) -> tuple[Given, ...]:
        """What the chosen measure lets one choose, that fits into a box."""
        chosen = (self.data or self.initial).get("measure", "")
        found = next((one for one in measures() if one.name == chosen), None)
        return tuple(one for one in found.given if one.kind in BOXES) if found else ()

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
        return Question(
            measure=data["measure"],
            by=tuple(dict.fromkeys(one for one in (data["by"], data["then"]) if one)),
            first=data["first"],
            last=data["last"],
            types=(data["types"],) if data["types"] else (),
            places=(data["places"],) if data["places"] else (),
            parameters={
                one.name: value
                for one in self._givens()
                if (value := data.get(f"{OWN}{one.name}")) not in (None, "", [])
            },
        )


class NamesField(forms.CharField):
    """Several names, separated by commas."""

    def clean(self, value: Any) -> list[str]:
        """The names."""
        return [one.strip() for one in str(super().clean(value) or "").split(",") if one.strip()]


def _given_field(given: Given) -> forms.Field:
    label = given.title if given.default is None else f"{given.title} (optional)"
    if given.kind == "names":
        return NamesField(label=label, help_text="Separated by commas.", required=False)
    if given.kind == "text":
        return forms.CharField(label=label, required=False, max_length=100)
    return forms.IntegerField(
        label=label,
        help_text=f"{given.default if given.default is not None else 'None'} if left empty.",
        min_value=given.low,
        max_value=given.high,
        required=False,
    )


def asked(query: QueryDict, area: Area) -> dict[str, Any]:
    """What the form is filled with: what the address says, or the area's crimes by month.

    A lasting link says “by” once for each dimension; the form has a box for each of two.
    """
    if not query:
        return {"measure": "recorded-crime", "by": "month", "places": _whole(area), **_year()}
    found: dict[str, Any] = query.dict()
    by = [one for one in query.getlist("by") if one]
    if len(by) > 1:
        found |= {"by": by[0], "then": by[1]}
    return found


def _whole(area: Area) -> str:
    """The code of the area's police force, where its boundaries are loaded: other forces’ apart."""
    known = {one.code for one in places(store(), "force")}
    codes = Place.objects.filter(area=area).exclude(code="").values_list("code", flat=True)
    return next((code for code in codes if code in known), "")


def _year() -> dict[str, str]:
    """The latest twelve months that are loaded, or as many as there are."""
    found = months(store(), "street")
    if found is None:
        return {}
    first, last = found
    year_before = date(last.year - 1, last.month, 1)
    start = max(first, add_months(year_before, 1))
    return {"first": f"{start:%Y-%m}", "last": f"{last:%Y-%m}"}
