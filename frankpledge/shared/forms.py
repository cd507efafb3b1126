"""How every form is drawn: GOV.UK's patterns, with errors in plain English.

Set FORM_RENDERER = "frankpledge.shared.forms.GovukRenderer" and any Django form is drawn so, with
no import. `GovukForm` adds plain-English messages, `DateField` the three boxes for a date.
"""

from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from frankpledge.shared.words import spell_list

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class DateParts:
    """A date as somebody typed it."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: Any) -> "DateParts":
        """From a date, from 2018-10-11, or from parts; anything else is kept as the day."""
        if isinstance(value, DateParts):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        text = str(value or "").strip()
        try:
            return cls.of(date.fromisoformat(text))
        except ValueError:
            return cls(day=text)

    @property
    def missing(self) -> list[str]:
        """The names of the boxes left empty."""
        return [name for name in PARTS if not getattr(self, name)]


class DateWidget(forms.Widget):
    """Three boxes named <field>_day, _month and _year; also reads <field>=2018-10-11 in a link."""

    use_fieldset = True
    template_name = "forms/date_alone.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateParts | None:
        """What was typed, or None when every box is empty."""
        if data.get(name):
            return DateParts.of(data[name])
        parts = DateParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS))
        return None if len(parts.missing) == len(PARTS) else parts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form was sent without this field."""
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else id_


def _small(text: str) -> int:
    """A number of one or two figures, noughts before it left out; 0 for anything else.

    Python refuses to read thousands of figures: they are never handed to it.
    """
    figures = text.lstrip("0")
    return int(figures) if figures.isdecimal() and len(figures) < 3 else 0


def _month(text: str) -> int | None:
    """10, "October" or "oct" as a month's number; None when it is none of these."""
    if text.isdecimal():
        return _small(text) if 1 <= _small(text) <= 12 else None
    wanted = text.lower()
    found = [n for name, n in MONTHS.items() if len(wanted) >= 3 and name.startswith(wanted)]
    return found[0] if found else None


class DateField(forms.Field):
    """A date in three boxes. `subject` is how its errors name it: "The end date"."""

    widget = DateWidget

    def __init__(self, *, subject: str = "", **options: Any) -> None:
        super().__init__(**options)
        label = str(self.label or "")
        if not subject and label and not label.endswith("?"):
            subject = f"The {_lowered(label)}"
        self.subject = subject or "The date"
        if "required" not in (options.get("error_messages") or {}):
            self.error_messages["required"] = f"Enter {_lowered(self.subject)}"

    def _wrong(self, message: str, *parts: str) -> ValidationError:
        """An error that knows which boxes it is about."""
        return ValidationError(f"{self.subject} {message}", code="date", params={"parts": parts})

    def to_python(self, value: Any) -> date | None:
        """The date; raises ValidationError saying which part is missing or not real."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = DateParts.of(value)
        if parts.missing:
            wanted = spell_list([f"a {name}" for name in parts.missing])
            raise self._wrong(f"must include {wanted}", *parts.missing)
        month = _month(parts.month)
        if month is None:
            raise self._wrong("must have a month from 1 to 12, or its name", "month")
        if not (parts.year.isdecimal() and len(parts.year) == 4 and parts.year > "0000"):
            raise self._wrong("must have a year of 4 numbers, such as 2018", "year")
        year = int(parts.year)
        last = monthrange(year, month)[1]
        if not 1 <= _small(parts.day) <= last:
            named = f"{month_name[month]} {year}"
            raise self._wrong(f"must have a day from 1 to {last}, as {named} has", "day")
        return date(year, month, _small(parts.day))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the date sent is another one; half a date always counts."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


@dataclass(frozen=True)
class DateBox:
    """One of a date's three boxes, ready to draw."""

    id: str
    name: str
    label: str
    value: str
    width: int
    wrong: bool
    numeric: bool


@dataclass(frozen=True)
class Choice:
    """One radio or checkbox, ready to draw."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool


# The first kind whose widget fits; CheckboxSelectMultiple and Textarea come before their parents.
KINDS: tuple[tuple[str, type[forms.Widget]], ...] = (
    ("date", DateWidget),
    ("checkboxes", forms.CheckboxSelectMultiple),
    ("radios", forms.RadioSelect),
    ("checkbox", forms.CheckboxInput),
    ("select", forms.Select),
    ("textarea", forms.Textarea),
    ("file", forms.FileInput),
)
CLASSES = {
    "text": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}


class GovukBoundField(BoundField):
    """A field that knows which GOV.UK component draws it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if isinstance(field.widget, forms.NumberInput):
            # A number box changes by itself when scrolled over, and loses what it cannot read.
            field.widget.input_type = "text"
            whole = isinstance(field, forms.IntegerField) and not hasattr(field, "decimal_places")
            field.widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")
            for attribute in ("min", "max", "step"):
                field.widget.attrs.pop(attribute, None)

    @property
    def kind(self) -> str:
        """hidden, date, radios, checkboxes, checkbox, select, textarea, file or text."""
        if self.is_hidden:
            return "hidden"
        widget = self.field.widget
        return next((kind for kind, known in KINDS if isinstance(widget, known)), "text")

    @property
    def chosen_before(self) -> str:
        """The file that was chosen, where the form comes back and it must be chosen again."""
        file = self.form.files.get(self.html_name) if self.kind == "file" else None
        return str(file.name) if file else ""

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """The boxes of a date that an error is about; all of them when it does not say."""
        told: tuple[str, ...] = ()
        for error in self.form.errors.as_data().get(self.name, ()):
            told += tuple((error.params or {}).get("parts", ())) or PARTS
        return told

    @property
    def focus_id(self) -> str:
        """The id of the input that an error summary leads to."""
        if self.kind == "date":
            part = next((name for name in PARTS if name in self.wrong_parts), "day")
            return f"{self.auto_id}_{part}"
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def boxes(self) -> list[DateBox]:
        """The three boxes of a date, holding what was typed."""
        value, wrong = DateParts.of(self.value()), self.wrong_parts
        return [
            DateBox(
                id=f"{self.auto_id}_{part}",
                name=f"{self.html_name}_{part}",
                label=part.capitalize(),
                value=getattr(value, part),
                width=4 if part == "year" else 2,
                wrong=part in wrong,
                numeric=not getattr(value, part) or getattr(value, part).isdecimal(),
            )
            for part in PARTS
        ]

    @property
    def choices(self) -> list[Choice]:
        """Radios or checkboxes; a field's `option_hints` maps a value to the hint under it."""
        hints = getattr(self.field, "option_hints", {})
        return [
            Choice(
                id=str(option.id_for_label),
                value=str(option.data["value"]),
                label=str(option.choice_label),
                hint=str(hints.get(str(option.data["value"]), "")),
                chosen=bool(option.data["selected"]),
            )
            for option in self.subwidgets
        ]

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes, and the component's class.

        No `required`: the browser's own message is not ours, and cannot be linked to.
        """
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        base = CLASSES.get(self.kind)
        if base and not (widget and widget.is_hidden):
            wrong = f"{base}--error" if self.errors and self.kind != "checkbox" else ""
            own = str((widget or self.field.widget).attrs.get("class", ""))
            built["class"] = " ".join(filter(None, (base, wrong, own)))
        return built


class GovukRenderer(DjangoTemplates):
    """Draws every Django form with our templates; named by the setting FORM_RENDERER."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField


def _lowered(label: str) -> str:
    """A label inside a sentence: "End date" becomes "end date", "NHS number" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _asked(label: str) -> str:
    """A label as the object of "enter": "the title", "your name"."""
    lowered = _lowered(label)
    known = ("the ", "a ", "an ", "your ", "what ", "why ", "how ", "who ", "when ", "where ")
    return lowered if lowered.startswith(known) else f"the {lowered}"


def plain_messages(label: str, field: forms.Field) -> dict[str, str]:
    """Messages that say what is wrong and what to do, for a field with this label."""
    named = f"“{label.rstrip('?')}”"
    if label.endswith("?"):
        required = f"Answer “{label}”"
    elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        required = f"Choose {_asked(label)}"
    elif isinstance(field, forms.FileField):
        required = f"Choose a file for {named}"
    elif isinstance(field, forms.BooleanField):
        required = f"Tick {named} to go on"
    else:
        required = f"Enter {_asked(label)}"
    messages = {
        "required": required,
        "invalid_choice": f"{named} must be one of the answers listed",
        "max_length": f"{named} must be %(limit_value)s characters or fewer; "
        "it has %(show_value)s now",
        "min_value": f"{named} must be %(limit_value)s or more",
        "max_value": f"{named} must be %(limit_value)s or less",
    }
    if isinstance(field, forms.IntegerField):  # FloatField and DecimalField are kinds of it
        messages["invalid"] = f"{named} must be a number, such as 12"
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = f"{named} must be an email address, such as name@example.org"
    return messages


class GovukForm(forms.Form):
    """A form whose messages are ours; a field's own `error_messages` still win."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " ").capitalize())
            if isinstance(field, DateField):
                continue  # it speaks for itself
            for code, message in plain_messages(label, field).items():
                if _is_default(field, code):
                    field.error_messages[code] = message


def _is_default(field: forms.Field, code: str) -> bool:
    """Whether a field still has Django's own message for this code, or none."""
    told = field.error_messages.get(code)
    stock = {
        c: m
        for kind in reversed(type(field).__mro__)
        for c, m in vars(kind).get("default_error_messages", {}).items()
    }
    return told is None or told == stock.get(code)


class OnDateForm(GovukForm):
    """ "As at": the day that a page is to show, read from ?on=2018-10-01 or the three boxes."""

    on = DateField(label="As at", subject="The day", required=False)
