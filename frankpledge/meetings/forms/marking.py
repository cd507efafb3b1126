"""Forms of who may read a paper, and of the parts of it that are withheld."""

from typing import Any

from django import forms

from frankpledge.meetings.forms.minutes import DecisionField
from frankpledge.meetings.models import Paper, Withholding
from frankpledge.meetings.operations.marking import Part
from frankpledge.meetings.queries.marking import Paragraph
from frankpledge.partnership.models import Body
from frankpledge.shared import clock
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.marking import AUDIENCES, MARKINGS, Audience, Marking
from frankpledge.shared.opened import EditForm


class BodiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Bodies of the board's area, each with its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple, **options
        )

    def offer(self, paper: Paper) -> None:
        """Offer the bodies of the area that the paper's board is in."""
        meeting = paper.item.meeting
        self.on = meeting.date or clock.today()
        self.queryset = Body.objects.with_names().filter(area=meeting.body.area_id)

    def label_from_instance(self, obj: Any) -> str:
        """Its name on the day of the meeting."""
        named: str = obj.name_on(self.on)
        return named


class MarkForm(EditForm):
    """A paper's marking and its audience."""

    classification = forms.ChoiceField(
        label="Marking",
        choices=list(MARKINGS.items()),
        widget=forms.RadioSelect,
        help_text="OFFICIAL needs no marking on the page. OFFICIAL-SENSITIVE is for what would do "
        "harm in the wrong hands; it stands at the head and foot of every page.",
    )
    handling = forms.CharField(
        label="How it is to be handled",
        help_text="For OFFICIAL-SENSITIVE, such as “Do not forward; destroy after the meeting”.",
        max_length=300,
        required=False,
    )
    audience = forms.ChoiceField(
        label="Who may read it", choices=list(AUDIENCES.items()), widget=forms.RadioSelect
    )
    named = BodiesField(
        label="The bodies that may read it",
        help_text="For named bodies, or for one. Its author and the board’s secretary always may.",
        required=False,
    )

    def __init__(self, paper: Paper, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, paper)

    def marking(self) -> Marking:
        """The marking that was chosen."""
        return Marking(self.cleaned_data["classification"], self.cleaned_data["handling"])


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


def _offer(form: GovukForm, paper: Paper) -> None:
    field = form.fields["named"]
    if isinstance(field, BodiesField):
        field.offer(paper)
