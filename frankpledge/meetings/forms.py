"""Forms of the agenda and its papers."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from frankpledge.meetings.models import AgendaItem, Meeting, Paper
from frankpledge.partnership.forms import BodyField
from frankpledge.shared.forms import DateField, GovukForm


class ItemForm(GovukForm):
    """An agenda item's words and time."""

    title = forms.CharField(label="Title", max_length=300)
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=600)
    lead_post = forms.CharField(
        label="Lead", help_text="The post that introduces it.", max_length=200, required=False
    )


class AddItemForm(ItemForm):
    """An item, and the one it comes after."""

    after = forms.ModelChoiceField(
        label="After which item",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="First on the agenda",
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["after"]
        if isinstance(offered, forms.ModelChoiceField):
            offered.queryset = AgendaItem.objects.filter(meeting=meeting)
        self.order_fields(["after", "title", "minutes", "lead_post"])


class CommissionForm(GovukForm):
    """A paper that an item waits for."""

    author_body = BodyField(label="Who writes it")
    title = forms.CharField(label="Title", max_length=300)
    note = forms.CharField(
        label="When it is expected, or what it should cover (optional)",
        max_length=300,
        required=False,
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["author_body"]
        if isinstance(offered, BodyField):
            offered.offer(meeting.body.area)


class WriteForm(GovukForm):
    """A paper's text, and its recommendations one a line."""

    title = forms.CharField(label="Title", max_length=300)
    recommendations = forms.CharField(
        label="Recommendations",
        help_text="One a line. They are repeated wherever the text says {recommendations}.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    text = forms.CharField(
        label="Text",
        help_text=(
            "Start a section with “# ” and a list with “- ”; leave a blank line between "
            "paragraphs. Headings and paragraphs are numbered for you."
        ),
        widget=forms.Textarea(attrs={"rows": 25}),
        max_length=500_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def asked(self) -> list[str]:
        """The recommendations, one each."""
        lines = self.cleaned_data["recommendations"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class UploadForm(GovukForm):
    """A Word, ODF or PDF file."""

    file = forms.FileField(
        label="File",
        help_text="Word (.docx), OpenDocument (.odt) or PDF, up to 50 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.pdf"}),
    )

    def clean_file(self) -> UploadedFile:
        """Raises ValidationError for a file that is too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > settings.LARGEST_UPLOAD:
            size = file.size / 1024 / 1024
            raise forms.ValidationError(
                f"“{file.name}” is {size:.0f} MB. Files up to 50 MB can be taken: make its "
                "pictures smaller, or send it in parts."
            )
        return file


class WithholdForm(GovukForm):
    """Until when a paper is withheld from the public."""

    withheld_until = DateField(
        label="Until which day (optional)", required=False, subject="The day"
    )
    withheld_until_decision = forms.CharField(
        label="Or until which decision",
        help_text="Such as “the board approves it”.",
        max_length=280,
        required=False,
    )

    def clean_withheld_until_decision(self) -> str:
        """The decision as it reads after “withheld”: “until the board approves it”."""
        said: str = self.cleaned_data["withheld_until_decision"].strip().rstrip(".")
        if not said or said.lower().startswith(("until ", "pending ")):
            return said
        return f"until {said[0].lower()}{said[1:]}"


class PublishForm(GovukForm):
    """The decision that a withheld paper waited for."""

    decision = forms.CharField(
        label="Decision that releases it",
        help_text="Leave empty where the paper waited for a day, and that day has come.",
        max_length=300,
        required=False,
    )


def initial_of(paper: Paper) -> dict[str, Any]:
    """What the form for writing a paper starts from."""
    return {
        "title": paper.title,
        "text": paper.text,
        "recommendations": "\n".join(one.text for one in paper.recommendations.all()),
        "version": paper.version,
    }
