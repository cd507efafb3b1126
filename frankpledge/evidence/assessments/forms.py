"""Forms of assessments: beginning one, writing, commenting, approving, publishing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.assessments.rules.shares import Share, share_of
from frankpledge.evidence.findings.models import Finding
from frankpledge.meetings.forms.decisions import ByDecisionForm
from frankpledge.partnership.models import Body
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm

TEXT_HELP = (
    "Start a heading with “# ” and a list with “- ”; leave a blank line between paragraphs. "
    "Paragraphs are numbered for you."
)


class BeginForm(GovukForm):
    """The period of an assessment, and whether the data fill its first version."""

    title = forms.CharField(
        label="Title (optional)",
        help_text="Without one it takes the template’s.",
        max_length=200,
        required=False,
    )
    starts = DateField(label="First day it is about", subject="The first day")
    ends = DateField(label="Last day it is about", subject="The last day")
    draft = forms.BooleanField(
        label="Draft it from the data",
        help_text="Findings are kept in draft and put into its sections. What the data do not "
        "show is said, with what to load.",
        required=False,
    )


class DetailsForm(EditForm):
    """What an assessment is called, who pays for it, and the data it used."""

    title = forms.CharField(label="Title", max_length=200)
    shares = forms.CharField(
        label="Who pays for it (optional)",
        help_text="One body a line, by its short name, with its share: “fenland-council 40”. "
        "Leave the share out where it is not known.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    shares_words = forms.CharField(
        label="What is not known of the shares (optional)", max_length=300, required=False
    )
    data_words = forms.CharField(
        label="Data used that are in no release (optional)",
        help_text="Such as a survey, or what a partner said. Releases are listed by themselves.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
    )

    def __init__(self, bodies: Sequence[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {body.slug for body in bodies}

    def clean_shares(self) -> tuple[Share, ...]:
        """The shares, one a line. Raises ValidationError naming the line that is wrong."""
        found = []
        for number, line in enumerate(self.cleaned_data["shares"].splitlines(), start=1):
            body, _, percent = line.strip().partition(" ")
            if not body:
                continue
            if body not in self.known:
                raise forms.ValidationError(
                    f"Line {number}: “{body}” is no body of the area. Give its short name"
                )
            try:
                found.append(share_of(body, percent.strip().removesuffix("%").strip()))
            except ValueError as error:
                raise forms.ValidationError(f"Line {number}: {error}") from error
        return tuple(found)


def details_of(assessment: Assessment) -> dict[str, Any]:
    """What an assessment says of itself, for the form."""
    lines = [
        f"{one.body} {'' if one.percent is None else f'{one.percent.normalize():f}'}".strip()
        for one in assessment.parts
    ]
    return {
        "title": assessment.title,
        "shares": "\n".join(lines),
        "shares_words": assessment.shares_words,
        "data_words": assessment.data_words,
        "version": assessment,
    }


class SectionForm(EditForm):
    """What a section says."""

    text = forms.CharField(
        label="What there is to say",
        help_text=TEXT_HELP,
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=500_000,
        required=False,
    )


class AddFindingForm(GovukForm):
    """A finding for a section, chosen among the area's."""

    finding = forms.TypedChoiceField(label="Finding", coerce=int)

    def __init__(self, findings: Sequence[Finding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {one.number: one for one in findings}
        field = self.fields["finding"]
        if isinstance(field, forms.ChoiceField):
            told = [(one.number, f"{one.number}. {one.title}") for one in findings]
            field.choices = [("", "Choose a finding"), *told]

    @property
    def chosen(self) -> Finding:
        """The finding that was chosen. Only of a form that is valid."""
        return self.by_number[self.cleaned_data["finding"]]


class CommentForm(GovukForm):
    """What a reviewer says of a section."""

    text = forms.CharField(
        label="Your comment", widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000
    )


class SettleForm(GovukForm):
    """What came of a comment."""

    answer = forms.CharField(
        label="What came of it",
        help_text="What was changed, or why nothing was.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
    )


class InputsForm(EditForm):
    """The assessments that a county's rests on."""

    parts = forms.TypedMultipleChoiceField(
        label="Assessments it rests on",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, offered: Sequence[Assessment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.pk, f"{one.body}: {one}") for one in offered]


class ApproveForm(EditForm, ByDecisionForm):
    """The decision that approved an assessment."""


class PublishForm(EditForm):
    """That somebody has looked, before it leaves for good."""

    sure = forms.BooleanField(
        label="I have read the public edition. What it says may be seen by everybody"
    )
