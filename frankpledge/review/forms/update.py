"""The form of a quarterly update, made from the board's own template and filled in beforehand."""

import re
from datetime import date
from typing import Any

from django import forms

from frankpledge.partnership.models import Body
from frankpledge.review.forms import carried as carrying
from frankpledge.review.forms import notices as dated
from frankpledge.review.models import TemplateSection, UpdateTemplate
from frankpledge.review.operations import Line, Notice, Row, Written
from frankpledge.review.queries.carrying import Carried
from frankpledge.review.queries.starting import Pair, Start
from frankpledge.review.requirements.rules import read_date
from frankpledge.shared.forms import DateField
from frankpledge.shared.opened import EditForm, VersionField

SPARE_PAIRS = 2
LARGEST = 20_000
DOCUMENT_PARTS = ("text", "date", "reason")


class UpdateForm(EditForm):
    """An update: its sections and document rows are the template's, not the code's."""

    period = forms.CharField(
        label="Month of this update", help_text="Such as October 2018.", max_length=20
    )
    last_met = DateField(label="The group last met on", required=False, subject="The day")
    chair_post = forms.CharField(
        label="Chair", help_text="The post, not a person’s name.", max_length=200, required=False
    )
    vice_chair_post = forms.CharField(label="Vice-chair", max_length=200, required=False)
    version = VersionField(required=False)

    def __init__(
        self, template: UpdateTemplate, start: Start, data: Any = None, *, links: bool = True
    ) -> None:
        super().__init__(data, initial=start.head)
        self.template, self.start = template, start
        self.sections = list(template.sections.all())
        self.documents = list(template.documents.all())
        self.pairs: dict[str, int] = {}
        self.links = links
        self.linkable: dict[str, Body] = {}
        for section in self.sections:
            if section.kind == "text":
                self._add_text(section)
            elif section.kind == "pairs":
                self._add_pairs(section)
        for one in start.carried:
            for thing in one.things:
                self.fields |= carrying.fields_of(thing)
        self._add_documents()
        self.dates = dated.count_of_rows(start.notices, self.data)
        for n in range(self.dates):
            held = start.notices[n] if n < len(start.notices) else None
            self.fields |= dated.fields_of(n, held)

    # ------------------------------------------------------------ its fields

    def _add_text(self, section: TemplateSection) -> None:
        name = f"s-{section.slug}"
        field = forms.CharField(
            label=section.title,
            help_text="One point a line. Leave it empty where there is nothing to say.",
            widget=forms.Textarea(attrs={"rows": 5}),
            required=False,
            max_length=LARGEST,
        )
        field.initial = self.start.texts.get(section.slug, "")
        self.fields[name] = field

    def _add_pairs(self, section: TemplateSection) -> None:
        held = self.start.pairs.get(section.slug, ())
        count = max(len(held) + SPARE_PAIRS, self._sent(section.slug))
        self.pairs[section.slug] = count
        for n in range(count):
            pair = held[n] if n < len(held) else None
            for part, label in (("text", section.title), ("request", section.request_title)):
                field = forms.CharField(
                    label=f"{label} ({n + 1})",
                    widget=forms.Textarea(attrs={"rows": 3}),
                    required=False,
                    max_length=LARGEST,
                )
                field.initial = getattr(pair, part) if pair else ""
                self.fields[f"s-{section.slug}-{n}-{part}"] = field
            if self.links:
                self._add_link(section, n)

    def _add_link(self, section: TemplateSection, n: int) -> None:
        """A line may name another group that it hangs together with."""
        if not self.linkable:
            area = self.template.board.area_id
            found = Body.objects.with_names().filter(area=area, roles__role__in=LINKABLE).distinct()
            self.linkable = {body.slug: body for body in found}
        self.fields[f"s-{section.slug}-{n}-link"] = forms.ChoiceField(
            label=f"Another group or partnership that it hangs together with ({n + 1}, optional)",
            required=False,
            choices=[("", "None"), *((slug, str(body)) for slug, body in self.linkable.items())],
        )

    def _sent(self, slug: str) -> int:
        """How many pairs a filled form sent, so that none is lost when it is shown again."""
        found = (re.fullmatch(rf"s-{slug}-(\d{{1,2}})-text", key) for key in self.data)
        return max((int(one.group(1)) + 1 for one in found if one), default=0)

    def _add_documents(self) -> None:
        for document in self.documents:
            row = self.start.documents.get(document.slug)
            text = forms.CharField(
                label=f"{document.title}: what is in place",
                help_text="Leave it empty where there is none. “N/A” needs a reason below.",
                required=False,
                max_length=2_000,
            )
            known = forms.CharField(
                label=f"{document.title}: its date, as far as you know it",
                help_text="Such as 30 June 2017, June 2017 or 2017.",
                required=False,
                max_length=40,
            )
            reason = forms.CharField(
                label=f"{document.title}: why it does not apply, if it does not",
                required=False,
                max_length=300,
            )
            if row:
                text.initial, known.initial, reason.initial = row.text, row.dated, row.reason
            for part, field in zip(DOCUMENT_PARTS, (text, known, reason), strict=True):
                self.fields[f"d-{document.slug}-{part}"] = field

    # ------------------------------------------------------------ what was filled in

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
        """Dates are dates as far as they are known; what is chosen has the words it needs."""
        data = self.cleaned_data
        for document in self.documents:
            key = f"d-{document.slug}-date"
            try:
                data[key] = read_date(data.get(key) or "")
            except ValueError as error:
                self.add_error(key, str(error))
        for one in self.start.carried:
            for thing in one.things:
                if wrong := carrying.mistakes_of(thing, data):
                    self.add_error(f"{carrying.key_of(thing)}-words", wrong)
        self.notices: list[Notice] = []
        for n in range(self.dates):
            notice, mistakes = dated.notice_of(n, data)
            for name, wrong in mistakes.items():
                self.add_error(name, wrong)
            self.notices += [notice] if notice else []
        return data

    def written(self) -> Written:
        """What was filled in: carried lines first, then the group's own; empty ones left out."""
        data = self.cleaned_data
        entries: dict[str, tuple[Line, ...]] = {}
        for section in self.sections:
            if section.kind == "text":
                lines = data[f"s-{section.slug}"].splitlines()
                entries[section.slug] = tuple(Line(one.strip()) for one in lines if one.strip())
            elif section.kind == "pairs":
                entries[section.slug] = tuple(self._lines(section))
        return Written(
            period=data["period"],
            chair_post=data["chair_post"],
            vice_chair_post=data["vice_chair_post"],
            last_met=data["last_met"],
            entries=entries,
            documents={
                one.slug: Row(*(data[f"d-{one.slug}-{part}"] for part in DOCUMENT_PARTS))
                for one in self.documents
            },
            notices=tuple(self.notices),
        )

    def _lines(self, section: TemplateSection) -> list[Line]:
        carried = [one for one in self.start.carried if one.section == section.slug]
        found = [carrying.line_of(one, self.cleaned_data) for one in carried]
        held = self.start.pairs.get(section.slug, ())
        for n in range(self.pairs[section.slug]):
            line = self._own(f"s-{section.slug}-{n}", held[n] if n < len(held) else None)
            if (line.text or line.request) and not _said_again(line, carried):
                found.append(line)
        return found

    def _own(self, name: str, pair: Pair | None) -> Line:
        """A line of the group's own; one that was kept before keeps its risk and its request."""
        data, entry = self.cleaned_data, pair.entry if pair else None
        links = {one.body: one.how for one in entry.links.all()} if entry else {}
        if added := data.get(f"{name}-link"):
            links.setdefault(self.linkable[added], "")
        return Line(
            text=data[f"{name}-text"],
            request=data[f"{name}-request"],
            title=entry.title if entry else "",
            carried=entry.carried if entry else False,
            risk=entry.risk if entry else None,
            board_request=entry.board_request if entry else None,
            links=tuple(links.items()),
        )


LINKABLE = (
    "delivery-group",
    "community-safety-partnership",
    "tactical-group",
    "partner-board",
    "county-board",
)


def _said_again(line: Line, carried: list[Carried]) -> bool:
    """Whether a line only repeats a carried one, as a form sent in an older version does."""
    for one in carried:
        text = one.risk.text if one.risk else one.text
        request = one.request.text if one.request else ""
        if (line.text.strip(), line.request.strip()) == (text.strip(), request.strip()):
            return True
    return False
