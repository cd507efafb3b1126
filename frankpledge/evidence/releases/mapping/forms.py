"""Forms of a mapping: its sample, a column, where, when."""

from typing import Any

from django import forms

from frankpledge.analytics.store.mapping import PLACES as PLACE_COLUMNS
from frankpledge.analytics.store.mapping import Column, Place
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.releases.mapping.guessing import Seen, name_of
from frankpledge.evidence.releases.mapping.words import DATED, FORMATS, LEVELS, PLACES, TYPES
from frankpledge.evidence.releases.partners import Draft
from frankpledge.shared.opened import EditForm, VersionField
from frankpledge.shared.uploads.fields import SizedFileField

MOST_CODES = 200
TYPE_HINTS = {
    "text": "Such as a reason, a ward’s name, a reference",
    "integer": "Such as 12, a count",
    "number": "Such as 12.5",
    "moment": "31/03/2024 17:45",
    "time": "17:45",
    "yes-no": "Yes, no, true, false, 1 or 0",
}


class Versioned(EditForm):
    """A form that knows which version of the mapping it was made from."""

    version = VersionField(required=False)


class SampleForm(Versioned):
    """A file such as the partner sends."""

    sample = SizedFileField(
        label="A file such as the partner sends",
        help_text="Excel, OpenDocument or CSV, up to 50 MB. Nothing of it is loaded, and it is "
        "deleted when the mapping is saved.",
        accept=".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt",
        instead="send a file with fewer rows",
        only_read=True,
    )


class AboutForm(Versioned):
    """What a mapping is called, and whose data it reads."""

    title = forms.CharField(
        label="What the data is",
        help_text="Such as “Noise complaints” or “Refuge referrals”.",
        max_length=80,
    )
    publisher = forms.CharField(
        label="Whose data it is",
        help_text="The body that sends it, such as “District council, noise team”.",
        max_length=200,
    )

    def clean_title(self) -> str:
        """A title with a letter in it: the table’s name is made from it."""
        title = " ".join(str(self.cleaned_data["title"]).split())
        if not name_of(title).strip("n_0123456789"):
            raise forms.ValidationError("Write what the data is in words, such as “Noise reports”")
        return title


class StartForm(AboutForm, SampleForm):
    """A new mapping."""

    field_order = ("title", "publisher", "sample")


class DetailsForm(AboutForm):
    """What is said of the data, and where in a workbook it stands."""

    licence = forms.CharField(label="On what terms it was shared", max_length=200)
    sheet = forms.CharField(
        label="Sheet (optional)",
        help_text="Only where several sheets of the workbook have the same columns.",
        max_length=100,
        required=False,
    )


class ColumnForm(Versioned):
    """One column: left out, or kept under a name and checked."""

    keep = forms.ChoiceField(
        label="Is this column to be loaded?",
        choices=[("yes", "Yes"), ("no", "No, leave it out")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label="Name",
        help_text="As figures and charts will call it, in a few words.",
        max_length=50,
        required=False,
    )
    type = forms.ChoiceField(
        label="What its cells hold", choices=list(TYPES.items()), widget=forms.RadioSelect
    )
    format = forms.ChoiceField(
        label="How a day or month is written (optional)",
        help_text="Only for days, months, and days with a time.",
        required=False,
    )
    required = forms.BooleanField(
        label="Every row must have it: a row without is rejected", required=False
    )
    codes = forms.CharField(
        label="What it may say (optional)",
        help_text="One a line, the partner’s spelling and what it means: DV = Domestic abuse. "
        "Capitals do not matter. Anything else is rejected. Left empty, anything may stand there.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    blank = forms.CharField(
        label="What means that nothing is known (optional)",
        help_text="One a line, exactly as it is written, such as - or N/A.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    low = forms.FloatField(label="No less than (optional)", required=False)
    high = forms.FloatField(label="No more than (optional)", required=False)

    def __init__(self, draft: Draft, seen: Seen, *args: Any, **kwargs: Any) -> None:
        self.draft, self.seen = draft, seen
        known = _initial(draft.column(seen.header), seen)
        kwargs["initial"] = {**kwargs.get("initial", {}), **known}
        super().__init__(*args, **kwargs)
        # A format that was written down by hand stays offered.
        own = known["format"]
        offered = {**FORMATS, own: FORMATS.get(own, own)}
        self.fields["format"].choices = list(offered.items())  # type: ignore[attr-defined]
        self.fields["type"].option_hints = TYPE_HINTS  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """The name as the table has it. Raises ValidationError for a name taken."""
        name = name_of(str(self.cleaned_data["name"]))
        others = {one.name for one in self.draft.mapping.columns if one.header != self.seen.header}
        others |= set(PLACE_COLUMNS.get(self.draft.mapping.place.how, ()))
        if name in others:
            raise forms.ValidationError(
                f"Another column is called “{name.replace('_', ' ')}”: choose another name"
            )
        return name

    def clean_codes(self) -> dict[str, str]:
        """Spelling → meaning. Raises ValidationError that names the line."""
        found: dict[str, str] = {}
        for number, line in enumerate(str(self.cleaned_data["codes"]).splitlines(), start=1):
            spelling, equals, meaning = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not spelling or (equals and not meaning):
                raise forms.ValidationError(
                    f"Line {number}, “{line.strip()[:60]}”, says only half. "
                    "Write it as DV = Domestic abuse"
                )
            if spelling.casefold() in {one.casefold() for one in found}:
                raise forms.ValidationError(f"Line {number}: “{spelling[:60]}” is there twice")
            found[spelling] = meaning or spelling
        if len(found) > MOST_CODES:
            raise forms.ValidationError(f"{len(found)} codes are too many: {MOST_CODES} at most")
        return found

    def clean(self) -> dict[str, Any]:
        """What belongs together. An error stands beside the field that can be changed."""
        data = self.cleaned_data
        if data.get("keep") != "yes":
            self._errors = {  # what is left out needs no more
                name: told for name, told in (self.errors or {}).items() if name == "keep"
            }
            return data
        if "name" in data and not data["name"]:
            self.add_error("name", "Enter a name with a letter in it")
        if data.get("format") and data.get("type") not in DATED:
            self.add_error("format", "Only a day or a month is written in a certain way")
        if data.get("codes") and data.get("type") != "text":
            self.add_error("codes", "Only words or codes can be listed: choose “Words or a code”")
        low, high = data.get("low"), data.get("high")
        for name in ("low", "high"):
            if data.get(name) is not None and data.get("type") not in ("integer", "number"):
                self.add_error(name, "Only a number has limits")
        if low is not None and high is not None and low > high:
            self.add_error("high", "This must be no less than the other limit")
        return data

    @property
    def column(self) -> Column | None:
        """The column as it is to be read, from a form that is in order; None to leave it out."""
        data = self.cleaned_data
        if data["keep"] == "no":
            return None
        return Column(
            header=self.seen.header,
            name=data["name"],
            type=data["type"],
            required=data["required"],
            codes=data["codes"],
            blank=lines_of(data["blank"]),
            format=data["format"],
            low=data["low"],
            high=data["high"],
        )


def _initial(column: Column | None, seen: Seen) -> dict[str, Any]:
    shown = column or seen.guess
    return {
        "keep": "yes" if column else "no",
        "name": shown.name.replace("_", " "),
        "type": shown.type,
        "format": shown.format,
        "required": shown.required,
        "codes": "\n".join(k if k == v else f"{k} = {v}" for k, v in shown.codes.items()),
        "blank": "\n".join(shown.blank),
        "low": shown.low,
        "high": shown.high,
    }


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a box that say something, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class PlaceForm(Versioned):
    """How each row says where."""

    how = forms.ChoiceField(
        label="How does a row say where?", choices=list(PLACES.items()), widget=forms.RadioSelect
    )
    first = forms.ChoiceField(
        label="Column with the code, the name, the easting or the longitude (optional)",
        required=False,
    )
    second = forms.ChoiceField(
        label="Column with the northing or the latitude (optional)",
        help_text="Only where a place is given by two numbers.",
        required=False,
    )
    level = forms.ChoiceField(
        label="What the names are names of (optional)",
        help_text="Only where a place is given by its name.",
        choices=[("", "Choose"), *LEVELS.items()],
        required=False,
    )
    blank = forms.CharField(
        label="What means that the place is not known (optional)",
        help_text="One a line, exactly as it is written. Such rows are kept and counted.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, draft: Draft, *args: Any, **kwargs: Any) -> None:
        self.draft = draft
        place = draft.mapping.place
        first, second = (*place.headers, "", "")[:2]
        kwargs["initial"] = {
            **kwargs.get("initial", {}),
            "how": place.how,
            "first": first,
            "second": second,
            "level": place.level,
            "blank": "\n".join(place.blank),
        }
        super().__init__(*args, **kwargs)
        offered = [("", "Choose"), *((one.header, one.header) for one in draft.seen)]
        for name in ("first", "second"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """As many columns as the way needs, each another one."""
        data = self.cleaned_data
        needs = len(PLACE_COLUMNS.get(data.get("how", "none"), ()))
        if needs and not data.get("first") and "first" not in self.errors:
            self.add_error("first", "Choose the column that says where")
        if needs == 2 and not data.get("second") and "second" not in self.errors:
            self.add_error("second", "Choose the column with the northing or the latitude")
        if needs == 2 and data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", "Choose another column than the first")
        if data.get("how") == "name" and not data.get("level"):
            self.add_error("level", "Choose what the names are names of")
        taken = {
            one.name
            for one in self.draft.mapping.columns
            if one.header not in (data.get("first"), data.get("second"))
        }
        if clash := taken & set(PLACE_COLUMNS.get(data.get("how", "none"), ())):
            word = sorted(clash)[0]
            self.add_error("how", f"A column is called “{word}” already: give that another name")
        return data

    @property
    def place(self) -> Place:
        """The place, from a form that is in order."""
        data = self.cleaned_data
        needs = len(PLACE_COLUMNS[data["how"]])
        return Place(
            how=data["how"],
            headers=(data["first"], data["second"])[:needs],
            level=data["level"] if data["how"] == "name" else "",
            blank=lines_of(data["blank"]) if needs else (),
        )


class WhenForm(Versioned):
    """Which column says when."""

    when = forms.ChoiceField(
        label="Which column says when?",
        help_text="A later file takes the place of an earlier one, month by month.",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, reading: Reading, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "when": reading.when}
        super().__init__(*args, **kwargs)
        offered = [(one.name, one.header) for one in reading.columns if one.type in DATED]
        # A year or a quarter may be written in words.
        offered += [(one.name, one.header) for one in reading.columns if one.type == "text"]
        field = self.fields["when"]
        field.choices = [  # type: ignore[attr-defined]
            *offered,
            ("", "None: each file takes the place of the one before"),
        ]
        field.option_hints = {  # type: ignore[attr-defined]
            one.name: TYPES[one.type] for one in reading.columns
        }
