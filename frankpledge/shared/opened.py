"""Forms that change what is there: who saves second is shown both, and loses nothing.

Such a form is an `EditForm`, and its view gives `initial={"version": record, …}` on every request.
The page then carries the version that it was opened at, with a digest of each field as it stood.
When it is sent, each field is known three ways: as it was opened, as it is now, as it was typed.
If somebody saved in between, `is_valid` raises `Beaten`; the page that shows both
(`web/conflicts.py`) sends the same fields again, with a choice for each that both had changed.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.http import QueryDict

from frankpledge.shared.door import Recorded, StaleRecord
from frankpledge.shared.forms import DateField, DateParts, GovukBoundField, GovukForm
from frankpledge.shared.words import spell_day

# Sent by the page that shows both: which fields it asked about, and what was chosen for each.
ASKED, CHOSEN, OTHER = "asked", "choose-", "other-"
CHOICES = ("saved", "typed", "other")
By = Literal["you", "them", "both"]


class Beaten(StaleRecord):
    """Somebody else saved what this form was opened on; nothing has been changed.

    `asked`: fields that a choice was asked for already, and not made for all of them.
    """

    def __init__(self, form: "EditForm", asked: Iterable[str] = ()) -> None:
        super().__init__(str(form.record or ""))
        self.form = form
        self.asked = tuple(asked)


class OpenedBoundField(GovukBoundField):
    """The version of a form, drawn with a digest of every field as the form was opened."""

    def value(self) -> Any:
        """What a page sends back: as it was sent, or for a fresh page as things stand now."""
        if self.form.is_bound or not isinstance(self.form, EditForm):
            return super().value()
        return self.form.opened_now()


class VersionField(forms.IntegerField):
    """The version at which a form was opened. Its cleaned value is the number alone."""

    widget = forms.HiddenInput
    bound_field_class = OpenedBoundField

    def prepare_value(self, value: Any) -> Any:
        """A record, or records edited together of which the first counts, as its version."""
        value = value[0] if isinstance(value, (tuple, list)) and value else value
        return value.version if isinstance(value, Recorded) else value

    def to_python(self, value: Any) -> int | None:
        """The number, without the digests. Raises ValidationError for what is none."""
        return super().to_python(str(value or "").split(" ")[0])


@dataclass(frozen=True)
class Difference:
    """A field that does not stand now as it was sent; `by` says who changed it since."""

    name: str
    label: str
    now: str
    typed: str
    by: By
    free: bool  # whether it is words, which may be put in yet another way


class EditForm(GovukForm):
    """A form on something that is there already. `is_valid` raises Beaten, see above."""

    version = VersionField()

    @property
    def record(self) -> Recorded | None:
        """The record that was opened, where the view gave it."""
        return next(iter(self.records), None)

    @property
    def records(self) -> tuple[Recorded, ...]:
        """The record and those edited together with it."""
        given = self.get_initial_for_field(self.fields["version"], "version")
        found = given if isinstance(given, (tuple, list)) else (given,)
        return tuple(one for one in found if isinstance(one, Recorded))

    @property
    def version_now(self) -> int | None:
        """The version of what is saved; None where nothing is."""
        given = self.get_initial_for_field(self.fields["version"], "version")
        found = self.fields["version"].prepare_value(given)
        return int(found) if found not in (None, "") else None

    def opened_now(self) -> str:
        """What a page opened now carries: the version, and a digest of each field."""
        digests = [
            f"{name}={_digest(said(self.fields[name], self[name].initial))}"
            for name in self.compared
        ]
        now = self.version_now
        return " ".join(["" if now is None else str(now), *digests])

    @property
    def values(self) -> dict[str, Any]:
        """What was sent, cleaned, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def compared(self) -> list[str]:
        """The fields that are compared: all but the version and files."""
        return [
            name
            for name, field in self.fields.items()
            if not isinstance(field, (VersionField, forms.FileField))
        ]

    def is_valid(self) -> bool:
        """Whether it can be read. Raises Beaten where somebody saved since it was opened."""
        if self.is_bound:
            asked = self._chosen()
            if asked or self._is_beaten():
                raise Beaten(self, asked)
        return super().is_valid()

    def _is_beaten(self) -> bool:
        try:
            sent = self.fields["version"].clean(self.data.get(self.add_prefix("version")))
        except ValidationError:
            return False  # the field says so itself
        return bool(sent != self.version_now)

    def _chosen(self) -> tuple[str, ...]:
        """Put in what was chosen field by field; gives what was asked where a choice is missing."""
        data: Any = self.data
        if not isinstance(data, QueryDict) or ASKED not in data:
            return ()
        asked = tuple(name for name in data.getlist(ASKED) if name in self.compared)
        if any(data.get(CHOSEN + name) not in CHOICES for name in asked):
            return asked
        resolved = data.copy()
        for name in asked:
            if data[CHOSEN + name] == "saved":
                put(resolved, self[name], self[name].initial)
            elif data[CHOSEN + name] == "other":
                resolved[self.add_prefix(name)] = data.get(OTHER + name, "")
        for key in [key for key in resolved if key == ASKED or key.startswith((CHOSEN, OTHER))]:
            del resolved[key]
        self.data = resolved
        return ()

    def differences(self, asked: Iterable[str] = ()) -> list[Difference]:
        """The fields that stand otherwise now than they were sent, and who changed each."""
        sent = str(self.data.get(self.add_prefix("version")) or "").split(" ")[1:]
        opened = dict(pair.split("=", 1) for pair in sent if "=" in pair)
        found = []
        for name in self.compared:
            field, bound = self.fields[name], self[name]
            now, typed = said(field, bound.initial), said(field, bound.data)
            if now == typed:
                continue
            by: By = "both"
            if name not in asked:
                by = _changed_by(opened.get(name), _digest(now), _digest(typed))
            words = shown(field, bound.initial), shown(field, bound.data)
            found.append(Difference(name, str(bound.label), *words, by, _is_free(field)))
        return found


def _changed_by(opened: str | None, now: str, typed: str) -> By:
    if opened == now:
        return "you"
    return "them" if opened == typed else "both"


def _is_free(field: forms.Field) -> bool:
    return type(field) is forms.CharField


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _plain(field: forms.Field, value: Any) -> Any:
    """A value as the field's widget is given it: a record as its key."""
    if isinstance(value, (list, tuple, set)) or hasattr(value, "iterator"):
        return [_plain(field, one) for one in value]
    if isinstance(value, Model) and not isinstance(field, forms.ModelChoiceField):
        return value.pk
    return field.prepare_value(value)


def said(field: forms.Field, value: Any) -> str:
    """A value as one string, the same whether it was typed or stands in a record."""
    value = _plain(field, value)
    if isinstance(field, forms.BooleanField):
        return "yes" if field.to_python(value) else ""
    if isinstance(value, list):
        return "\n".join(sorted(str(one) for one in value))
    if value in (None, ""):
        return ""
    if isinstance(field, DateField):
        return _day(field, value)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(field, (forms.DecimalField, forms.IntegerField)):
        try:
            return format(Decimal(text.replace(",", "")).normalize(), "f")
        except InvalidOperation:
            return text
    return text


def _day(field: DateField, value: Any) -> str:
    try:
        day = field.to_python(value)
    except ValidationError:
        parts = DateParts.of(value)
        return f"{parts.day} {parts.month} {parts.year}".strip()
    return day.isoformat() if day else ""


def shown(field: forms.Field, value: Any) -> str:
    """A value in words, as a person reads it."""
    plain = _plain(field, value)
    if isinstance(field, forms.BooleanField):
        return "Yes" if said(field, value) else "No"
    if isinstance(field, DateField):
        try:
            day = field.to_python(plain)
        except ValidationError:
            return said(field, value)
        return spell_day(day) if day else ""
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        choices: Any = field.choices
        labels = _labels(choices)
        several = plain if isinstance(plain, list) else [plain]
        return "\n".join(labels.get(str(one), str(one)) for one in several if one not in (None, ""))
    return said(field, value)


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    """Each choice's label by its value, groups of choices opened."""
    found: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found |= _labels(label)
        else:
            found[str(value)] = str(label)
    return found


def put(data: QueryDict, bound: BoundField, value: Any) -> None:
    """Put a value into what was sent, as a page would have sent it; `data` may be changed."""
    name, field = bound.html_name, bound.field
    plain = _plain(field, value)
    if isinstance(field, DateField):
        parts = DateParts.of(plain)
        data.pop(name, None)
        for part in ("day", "month", "year"):
            data[f"{name}_{part}"] = getattr(parts, part)
    elif isinstance(field, forms.BooleanField):
        data.setlist(name, ["on"] if said(field, value) else [])
    elif isinstance(plain, list):
        data.setlist(name, [str(one) for one in plain])
    else:
        data[name] = "" if plain is None else str(plain)
