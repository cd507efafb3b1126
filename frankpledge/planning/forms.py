"""Forms of agreements: signing one, and changing one as the board decided."""

from typing import Any

from django import forms

from frankpledge.evidence.assessments.models import Assessment
from frankpledge.evidence.findings.models import Finding
from frankpledge.meetings.forms.decisions import ByDecisionForm
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Agreement, Party
from frankpledge.planning.operations import Joining, Wording
from frankpledge.planning.queries.cycle import Evidence
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm


class SignForm(GovukForm):
    """The post that signs, and that the person is sure."""

    post = forms.CharField(
        label="Your post", help_text="As it will stand on the agreement.", max_length=200
    )
    sure = forms.BooleanField(label="I sign this agreement on behalf of the body named above")


class NameDecisionForm(EditForm, ByDecisionForm):
    """The decision that set a priority."""


class WordingForm(ByDecisionForm):
    """What an agreement says, as the board decided."""

    title = forms.CharField(label="Title", max_length=200)
    text = forms.CharField(
        label="Text",
        help_text=(
            "Start a section with “# ” and a list with “- ”; leave a blank line between "
            "paragraphs. Headings and paragraphs are numbered for you."
        ),
        widget=forms.Textarea(attrs={"rows": 20}),
        max_length=500_000,
    )
    starts = DateField(label="First day", subject="The first day")
    ends = DateField(label="Last day (optional)", subject="The last day", required=False)
    review_months = forms.IntegerField(
        label="Months between reviews (optional)", min_value=1, max_value=120, required=False
    )

    @property
    def wording(self) -> Wording:
        """What was sent, for the operations."""
        names = ("title", "text", "starts", "ends", "review_months")
        return Wording(**{name: self.cleaned_data[name] for name in names})


class AdoptForm(WordingForm):
    """A new agreement."""

    slug = forms.SlugField(
        label="Its short name",
        help_text="Lower-case letters, numbers and hyphens; it stands in its address.",
        max_length=60,
    )


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among the parties of an agreement."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Party.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The party's newest name."""
        return str(obj.body)


class AmendForm(EditForm, WordingForm):
    """An agreement's words and time, and a party that joins or leaves."""

    joins = BodyField(label="A party that joins (optional)", required=False, empty_label="None")
    participation = forms.ChoiceField(
        label="Why it joins", choices=list(Party.PARTICIPATION.items()), required=False
    )
    leaves = PartyField(label="A party that leaves (optional)", required=False, empty_label="None")

    def __init__(self, agreement: Agreement, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(board, *args, **kwargs)
        joins, leaves = self.fields["joins"], self.fields["leaves"]
        if isinstance(joins, BodyField):
            joins.offer(board.area)
        if isinstance(leaves, PartyField):
            parties = Party.objects.filter(agreement=agreement).select_related("body")
            leaves.queryset = parties.prefetch_related("body__names")

    @property
    def joining(self) -> Joining | None:
        """The party that joins, if one does."""
        body = self.cleaned_data["joins"]
        why = self.cleaned_data["participation"] or "statutory"
        return Joining(body, why) if body else None


class BasisForm(GovukForm):
    """A finding or an assessment that a priority rests on, and why it matters for it."""

    evidence = forms.ChoiceField(label="What it rests on")
    why = forms.CharField(
        label="Why it matters for this priority",
        help_text="A sentence or two, for whoever asks why this is a priority.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, offered: Evidence, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        findings = {f"finding-{one.pk}": one for one in offered.findings}
        assessments = {f"assessment-{one.pk}": one for one in offered.assessments}
        self.known: dict[str, Finding | Assessment] = {**findings, **assessments}
        groups: list[Any] = [("", "Choose a finding or an assessment")]
        if findings:
            labels = [(key, f"{one}: {one.title}") for key, one in findings.items()]
            groups.append(("Findings", labels))
        if assessments:
            labels = [(key, f"{one.body}: {one}") for key, one in assessments.items()]
            groups.append(("Strategic assessments", labels))
        chosen = self.fields["evidence"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = groups

    def clean_evidence(self) -> Finding | Assessment:
        """What was chosen."""
        return self.known[self.cleaned_data["evidence"]]


class ReviewForm(EditForm):
    """The day of the update or indicator that shows how a priority went."""

    day = DateField(label="Date of review", subject="The date of review")
    by_what = forms.CharField(
        label="The update or indicator that shows how it went",
        help_text="Such as “the group’s update to the board in January”.",
        max_length=200,
    )


class MoveForm(EditForm):
    """Why a priority goes on to the next stage."""

    why = forms.CharField(
        label="Why it goes on",
        help_text="It stands on the priority’s page, with your post.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
