"""Forms of the parts of a paper that are withheld."""

from datetime import date
from typing import Any

from django import forms

from frankpledge.meetings.forms.minutes import DecisionField
from frankpledge.meetings.models import Paper, Withholding
from frankpledge.meetings.operations.marking import Part
from frankpledge.meetings.queries.marking import Paragraph
from frankpledge.partnership.marking.forms import BodiesField
from frankpledge.shared import clock
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.marking import AUDIENCES, Audience
from frankpledge.shared.opened import EditForm


class PartForm(GovukForm):
    """Paragraphs of a paper to withhold."""

    marks = forms.MultipleChoiceField(
        label="Paragraphs to withhold", widget=forms.CheckboxSelectMultiple
    )
    why = forms.CharField(
        label="Why",
        help_text="Readers are told in their place, such as “A bid that is not decided”.",
        max_length=300,
    )
    until = DateField(label="Until which day (optional)", required=False, subject="The day")
    until_decision = forms.CharField(
        label="Or until which decision",
        help_text="Such as “until the contract is let”.",
        max_length=280,
        required=False,
    )
    audience = forms.ChoiceField(
        label="Who may still read them",
        choices=[one for one in AUDIENCES.items() if one[0] != Audience.PUBLIC],
        widget=forms.RadioSelect,
    )
    named = BodiesField(
        label="The bodies that may still read them",
        help_text="For named bodies, or for one. The paper’s author and the secretary always may.",
        required=False,
    )

    def __init__(
        self, paper: Paper, paragraphs: tuple[Paragraph, ...], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, paper)
        offer_paragraphs(self, paragraphs)

    def part(self) -> Part:
        """What was chosen."""
        data = self.cleaned_data
        said = data["until_decision"].strip().rstrip(".")
        if said and not said.lower().startswith(("until ", "pending ")):
            said = f"until {said[0].lower()}{said[1:]}"
        return Part(
            marks=tuple(data["marks"]),
            audience=data["audience"],
            why=data["why"],
            until=data["until"],
            until_decision=said,
            named=tuple(data["named"]),
        )


class AgainForm(EditForm):
    """Which paragraphs of a changed paper are withheld now; none, where they are gone."""

    marks = forms.MultipleChoiceField(
        label="Paragraphs to withhold now",
        help_text="Choose none where the paper no longer holds them. "
        "What is withheld already stays so until the part is released.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, paragraphs: tuple[Paragraph, ...], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_paragraphs(self, paragraphs)


class ReleasePartForm(EditForm):
    """The decision that withheld paragraphs waited for, where they wait for one."""

    decision = DecisionField(
        label="Decision that releases them",
        help_text="Only decisions that the board agreed are listed.",
        empty_label="Choose a decision",
        required=False,
    )

    def __init__(self, withholding: Withholding, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["decision"]
        if not withholding.until_decision:
            del self.fields["decision"]
        elif isinstance(offered, DecisionField):
            offered.offer(withholding.paper.item.meeting.body)


def offer_paragraphs(form: GovukForm, paragraphs: tuple[Paragraph, ...]) -> None:
    """Offer a paper's paragraphs, each by its number and its first words."""
    field = form.fields["marks"]
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = [(one.mark, one.words) for one in paragraphs]


def bodies_of(paper: Paper) -> tuple[int, date]:
    """The area whose bodies are offered, and the day whose names they have."""
    meeting = paper.item.meeting
    return meeting.body.area_id, meeting.date or clock.today()


def _offer(form: GovukForm, paper: Paper) -> None:
    field = form.fields["named"]
    if isinstance(field, BodiesField):
        field.offer(*bodies_of(paper))
