"""Forms of registers of risks."""

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Priority
from frankpledge.review.risks.models import Cause, Risk
from frankpledge.review.risks.money import read_pounds, spell_pounds
from frankpledge.review.risks.operations import Funding
from frankpledge.review.risks.rules.matrix import Matrix
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm

LONGEST = 20_000
POST_HELP = "A post, not a person’s name: “Head of community safety”."


class PoundsField(forms.CharField):
    """An amount in pounds, as whole pence."""

    def clean(self, value: Any) -> int | None:
        """The pence, or None. Raises ValidationError for what is no amount."""
        said = str(super().clean(value) or "").strip()
        if not said:
            return None
        pence = read_pounds(said)
        if pence is None:
            raise forms.ValidationError(
                f"“{said[:40]}” is not an amount. Write it as £155,000 or 155000.50"
            )
        return pence


def choices_of(names: Iterable[str]) -> list[tuple[int, str]]:
    """Levels of a matrix as choices, the lowest first: "1 Rare"."""
    return [(level, f"{level} {name}") for level, name in enumerate(names, start=1)]


class OwnedForm(GovukForm):
    """A form that names a body of the area and a post."""

    owner = BodyField(
        label="Body that sees to it (optional)", required=False, empty_label="Nobody yet"
    )
    owner_post = forms.CharField(
        label="Post (optional)", help_text=POST_HELP, max_length=200, required=False
    )

    def __init__(self, register: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["owner"]
        if isinstance(offered, BodyField):
            offered.offer(register.area)


class RaiseForm(OwnedForm):
    """A new risk: what could happen, who sees to it, and how bad it is."""

    title = forms.CharField(
        label="The risk, in a few words",
        help_text="Such as “Outreach workers’ funding ends”.",
        max_length=200,
    )
    text = forms.CharField(
        label="What could happen (optional)",
        help_text="Because of what, what may happen, and what would come of it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    raised = DateField(label="Day it was raised", subject="The day it was raised")
    score_why = forms.CharField(label="Why this score (optional)", max_length=500, required=False)
    first_review = DateField(
        label="When it is to be reviewed (optional)", required=False, subject="The review"
    )
    field_order = ("title", "text", "owner", "owner_post", "raised", "likelihood", "impact")

    def __init__(self, register: Body, matrix: Matrix | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(register, *args, **kwargs)
        if matrix is None:
            del self.fields["score_why"]
            return
        levels = (
            ("likelihood", "How likely", matrix.likelihood),
            ("impact", "How bad", matrix.impact),
        )
        for name, label, names in levels:
            self.fields[name] = forms.TypedChoiceField(
                label=f"{label} (optional)",
                choices=[("", "Not scored yet"), *choices_of(names)],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Both levels or neither; a review comes after the risk was raised."""
        data = self.cleaned_data
        one, other = data.get("likelihood"), data.get("impact")
        if (one is None) != (other is None):
            wanting = "impact" if other is None else "likelihood"
            if wanting not in self.errors:
                self.add_error(wanting, "Choose both how likely and how bad it is, or neither")
        review, raised = data.get("first_review"), data.get("raised")
        if review and raised and review <= raised:
            self.add_error("first_review", "The review must be after the day it was raised")
        return data


class ChangeForm(EditForm, OwnedForm):
    """What a register says of a risk, its score and reviews aside."""

    title = forms.CharField(label="The risk, in a few words", max_length=200)
    text = forms.CharField(
        label="What could happen (optional)",
        help_text="Because of what, what may happen, and what would come of it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    ref = forms.CharField(
        label="Reference elsewhere (optional)",
        help_text="Its reference in another register, such as your corporate one.",
        max_length=60,
        required=False,
    )
    priority = forms.ModelChoiceField(
        label="Priority it threatens (optional)",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="None",
    )
    cause = forms.ModelChoiceField(
        label="Cause that it shares with other risks (optional)",
        queryset=Cause.objects.none(),
        required=False,
        empty_label="None",
    )
    new_cause = forms.CharField(
        label="Or a cause not listed (optional)",
        help_text="Such as “Government grant ends in March 2019”.",
        max_length=200,
        required=False,
    )
    cliff = DateField(
        label="Last day of its funding (optional)", required=False, subject="The last day"
    )
    cliff_what = forms.CharField(label="What ends then (optional)", max_length=300, required=False)
    cliff_pence = PoundsField(
        label="How much (optional)", help_text="In pounds.", max_length=30, required=False
    )
    funding = forms.CharField(
        label="How it is to be paid for (optional)", max_length=300, required=False
    )
    field_order = ("title", "text", "owner", "owner_post")

    def __init__(self, risk: Risk, causes: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(risk.register, *args, **kwargs)
        area = risk.register.area_id
        self.risk = risk
        offered: dict[str, Any] = {
            "priority": Priority.objects.filter(board__area=area),
            "cause": causes,
        }
        for name, queryset in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        """An amount, or what ends, needs the day on which it does."""
        data = self.cleaned_data
        told = data.get("cliff_pence") or data.get("cliff_what")
        if told and not data.get("cliff") and "cliff" not in self.errors:
            self.add_error("cliff", "Enter the last day of the funding")
        return data

    def money(self) -> Funding:
        """The funding as it was given; its day in words stays while the day does."""
        data = self.cleaned_data
        words = self.risk.cliff_words if data["cliff"] == self.risk.cliff else ""
        return Funding(
            data["cliff"], words, data["cliff_what"], data["cliff_pence"], data["funding"]
        )


def change_initial(risk: Risk) -> dict[str, Any]:
    """What the form for changing a risk starts from."""
    return {
        "title": risk.title,
        "text": risk.text,
        "ref": risk.ref,
        "owner": risk.owner.slug if risk.owner else None,
        "owner_post": risk.owner_post,
        "priority": risk.priority_id,
        "cause": risk.cause_id,
        "cliff": risk.cliff,
        "cliff_what": risk.cliff_what,
        "cliff_pence": spell_pounds(risk.cliff_pence) if risk.cliff_pence is not None else "",
        "funding": risk.funding,
        "version": risk,
    }


class ScoreForm(EditForm):
    """How likely and how bad, on the area's own matrix."""

    kind = forms.ChoiceField(
        label="What is scored",
        choices=[("current", "The risk as it is now"), ("target", "What it is to come down to")],
        widget=forms.RadioSelect,
        initial="current",
    )
    likelihood = forms.TypedChoiceField(label="How likely", coerce=int, widget=forms.RadioSelect)
    impact = forms.TypedChoiceField(label="How bad", coerce=int, widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why (optional)",
        help_text="What changed since the last score.",
        max_length=500,
        required=False,
    )
    on = DateField(label="Day of the score", subject="The day of the score")

    def __init__(self, matrix: Matrix, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, names in (("likelihood", matrix.likelihood), ("impact", matrix.impact)):
            field = self.fields[name]
            if isinstance(field, forms.TypedChoiceField):
                field.choices = choices_of(names)


class ReviewForm(EditForm):
    """What a review found, and when the next one is."""

    note = forms.CharField(
        label="What you found",
        help_text="What has changed, and whether what is in place works.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    next_review = DateField(
        label="Next review (optional)", required=False, subject="The next review"
    )


class TurnForm(EditForm):
    """Closing a risk, or opening it again."""

    on = DateField(label="Day", subject="The day")
    why = forms.CharField(
        label="Why",
        help_text="Whoever reads the register will ask.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Say why"},
    )


class ControlForm(OwnedForm):
    """Something in place that makes the risk less likely or less bad."""

    text = forms.CharField(label="What is in place", max_length=500)
    starts = DateField(label="Since (optional)", required=False, subject="The first day")
    ends = DateField(label="Until (optional)", required=False, subject="The last day")
    field_order = ("text", "owner", "owner_post", "starts", "ends")


class EndControlForm(EditForm):
    """The last day of a control."""

    ends = DateField(label="Last day it was in place", subject="The last day")


class EscalateForm(GovukForm):
    """Putting a risk to another body."""

    to = forms.ModelChoiceField(
        label="Which body is to take it", queryset=Body.objects.none(), to_field_name="slug"
    )
    why = forms.CharField(
        label="Why you ask",
        help_text="What they can do about it that you cannot. They read it as you write it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    wanted_by = DateField(
        label="Answer wanted by (optional)", required=False, subject="The day of the answer"
    )

    def __init__(self, bodies: Iterable[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Body.objects.with_names().filter(pk__in=[one.pk for one in bodies])


class AnswerForm(GovukForm):
    """Taking a risk into one's own register, or returning it with the reason."""

    what = forms.ChoiceField(
        label="Your answer",
        choices=[
            ("accepted", "Take it into our register"),
            ("returned", "Return it to those who asked"),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="What you will do, or why you return it",
        help_text="Needed where you return it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )
    ref = forms.CharField(
        label="Reference in your corporate register (optional)",
        help_text="Where you keep one elsewhere, so that the two can be followed.",
        max_length=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A return needs its reason."""
        data = self.cleaned_data
        if data.get("what") == "returned" and not data.get("answer"):
            self.add_error("answer", "Say why you return it: those who asked need the reason")
        return data


class AskActionForm(OwnedForm):
    """An action that a board asks for because of a risk."""

    board = forms.ModelChoiceField(
        label="In which board’s register of actions",
        queryset=Body.objects.none(),
        to_field_name="slug",
        empty_label=None,
    )
    text = forms.CharField(
        label="What is to be done",
        help_text="Start with a verb: “Report to the board on …”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )
    due = DateField(label="By which day (optional)", required=False, subject="The day it is due")
    field_order = ("board", "text", "owner", "owner_post", "due")

    def __init__(self, register: Body, boards: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(register, *args, **kwargs)
        field = self.fields["board"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Body.objects.with_names().filter(pk__in=list(boards))
