"""Forms of a paper: its text, its file, and who may see it when."""

from typing import Any

from django import forms

from frankpledge.meetings.forms.minutes import DecisionField
from frankpledge.meetings.models import Paper
from frankpledge.meetings.queries.decisions import carried_decisions
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm
from frankpledge.shared.uploads.fields import SizedFileField


class WriteForm(EditForm):
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

    def asked(self) -> list[str]:
        """The recommendations, one each."""
        lines = self.cleaned_data["recommendations"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class UploadForm(GovukForm):
    """A Word, OpenDocument, Excel or PDF file."""

    file = SizedFileField(
        label="File",
        help_text="Word (.docx), OpenDocument (.odt, .ods), Excel (.xlsx) or PDF, up to 50 MB. "
        "Tracked changes are taken as accepted; comments and hidden text are left out. A PDF goes "
        "to all who read the paper; any other file only you and the board’s secretary can open.",
        accept=".docx,.odt,.xlsx,.ods,.pdf",
        instead="make its pictures smaller, or send it in parts",
    )


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

    decision = DecisionField(
        label="Decision that releases it",
        help_text="Only decisions that the board agreed are listed.",
        empty_label="Choose a decision",
    )

    def __init__(self, paper: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["decision"]
        if isinstance(offered, DecisionField):
            board = paper.item.meeting.body
            offered.offer(board)
            if not carried_decisions(board).exists():
                offered.help_text = (
                    "The board has agreed nothing on record yet. Record its decision first, among "
                    "the decisions of its meeting."
                )


def initial_of(paper: Paper) -> dict[str, Any]:
    """What the form for writing a paper starts from."""
    recommendations = list(paper.recommendations.all())
    return {
        "title": paper.title,
        "text": paper.text,
        "recommendations": "\n".join(one.text for one in recommendations),
        "version": (paper, *recommendations),
    }
