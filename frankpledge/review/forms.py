"""The form of a quarterly update, made from the board's own template."""

import re
from datetime import date
from typing import Any

from django import forms

from frankpledge.review.models import QuarterlyUpdate, TemplateSection, UpdateTemplate
from frankpledge.review.operations import Row, Written
from frankpledge.review.requirements.rules import MONTHS, KnownDate
from frankpledge.shared.forms import DateField, GovukForm

SPARE_PAIRS = 2
LARGEST = 20_000


def read_date(text: str) -> KnownDate | None:
    """A date as far as it is known: 30 June 2017, June 2017 or 2017.

    Raises ValueError, with a sentence, for anything else.
    """
    found = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3,9}) )?(\d{4})", text.strip())
    if not text.strip():
        return None
    wrong = f"“{text}” is not a date. Give one such as 30 June 2017, June 2017 or 2017"
    if not found:
        raise ValueError(wrong)
    day, month, year = found.groups()
    number = next((n for n, name in MONTHS.items() if month and name.startswith(month.lower())), 0)
    if month and not number:
        raise ValueError(wrong)
    precision = "day" if day else "month" if month else "year"
    try:
        return KnownDate(date(int(year), number or 1, int(day or 1)), precision)
    except ValueError as error:
        raise ValueError(wrong) from error


class UpdateForm(GovukForm):
    """An update: its sections and document rows are the template's, not the code's."""

    period = forms.CharField(
        label="Month of this update", help_text="Such as October 2018.", max_length=20
    )
    chair_post = forms.CharField(
        label="Chair", help_text="The post, not a person’s name.", max_length=200, required=False
    )
    vice_chair_post = forms.CharField(label="Vice-chair", max_length=200, required=False)
    last_met = DateField(label="The group last met on", required=False, subject="The day")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, template: UpdateTemplate, update: QuarterlyUpdate | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.sections = list(template.sections.all())
        self.documents = list(template.documents.all())
        self.pairs: dict[str, int] = {}
        for section in self.sections:
            self._add_section(section, update)
        self._add_documents(update)

    def _add_section(self, section: TemplateSection, update: QuarterlyUpdate | None) -> None:
        if section.kind == "documents":
            return
        entries = list(update.entries.filter(section=section.slug)) if update else []
        if section.kind == "text":
            field = forms.CharField(
                label=section.title,
                help_text="One point a line. Leave it empty where there is nothing to say.",
                widget=forms.Textarea(attrs={"rows": 5}),
                required=False,
                max_length=LARGEST,
            )
            field.initial = "\n".join(
                f"{one.title}: {one.text}" if one.title else one.text for one in entries
            )
            self.fields[f"s-{section.slug}"] = field
            return
        count = max(len(entries) + SPARE_PAIRS, self._sent(section.slug))
        self.pairs[section.slug] = count
        for n in range(count):
            entry = entries[n] if n < len(entries) else None
            for part, label in (("text", section.title), ("request", section.request_title)):
                field = forms.CharField(
                    label=f"{label} ({n + 1})",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    required=False,
                    max_length=LARGEST,
                )
                field.initial = getattr(entry, part) if entry else ""
                self.fields[f"s-{section.slug}-{n}-{part}"] = field

    def _sent(self, slug: str) -> int:
        """How many pairs a filled form sent, so that none is lost when it is shown again."""
        found = (re.fullmatch(rf"s-{slug}-(\d{{1,2}})-text", key) for key in self.data)
        return max((int(one.group(1)) + 1 for one in found if one), default=0)

    def _add_documents(self, update: QuarterlyUpdate | None) -> None:
        rows = {one.document: one for one in update.documents.all()} if update else {}
        for document in self.documents:
            row = rows.get(document.slug)
            text = forms.CharField(
                label=f"{document.title}: what is in place",
                help_text="Leave it empty where there is none. “N/A” needs a reason below.",
                required=False,
                max_length=2_000,
            )
            text.initial = row.text if row else ""
            dated = forms.CharField(
                label=f"{document.title}: its date, as far as you know it",
                help_text="Such as 30 June 2017, June 2017 or 2017.",
                required=False,
                max_length=40,
            )
            dated.initial = str(row.known_date or "") if row else ""
            reason = forms.CharField(
                label=f"{document.title}: why it does not apply, if it does not",
                required=False,
                max_length=300,
            )
            reason.initial = row.not_applicable_reason if row else ""
            self.fields[f"d-{document.slug}-text"] = text
            self.fields[f"d-{document.slug}-date"] = dated
            self.fields[f"d-{document.slug}-reason"] = reason

    def clean_period(self) -> date:
        """Raises ValidationError for anything but a month and a year."""
        try:
            found = read_date(self.cleaned_data["period"])
        except ValueError:
            found = None
        if found is None or found.precision != "month":
            raise forms.ValidationError("Give the month and the year, such as October 2018")
        return found.day

    def clean(self) -> dict[str, Any]:
        """Each document's date is a date, as far as it is known."""
        data = self.cleaned_data
        for document in self.documents:
            key = f"d-{document.slug}-date"
            try:
                data[key] = read_date(data.get(key) or "")
            except ValueError as error:
                self.add_error(key, str(error))
        return data

    def written(self) -> Written:
        """What was filled in, with empty pairs left out."""
        data = self.cleaned_data
        entries: dict[str, tuple[tuple[str, str], ...]] = {}
        for section in self.sections:
            if section.kind == "text":
                lines = data[f"s-{section.slug}"].splitlines()
                entries[section.slug] = tuple((one.strip(), "") for one in lines if one.strip())
            elif section.kind == "pairs":
                names = [f"s-{section.slug}-{n}" for n in range(self.pairs[section.slug])]
                pairs = [(data[f"{one}-text"], data[f"{one}-request"]) for one in names]
                entries[section.slug] = tuple(pair for pair in pairs if any(pair))
        return Written(
            period=data["period"],
            chair_post=data["chair_post"],
            vice_chair_post=data["vice_chair_post"],
            last_met=data["last_met"],
            entries=entries,
            documents={
                one.slug: Row(
                    data[f"d-{one.slug}-text"],
                    data[f"d-{one.slug}-date"],
                    data[f"d-{one.slug}-reason"],
                )
                for one in self.documents
            },
        )
