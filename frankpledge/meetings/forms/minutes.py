"""Forms of the minutes: a note, comments, corrections."""

from typing import Any

from django import forms

from frankpledge.meetings.models import NOTE_KINDS, OUTCOMES, Decision, MinuteNote, Recommendation
from frankpledge.meetings.operations import Said
from frankpledge.meetings.queries.decisions import carried_decisions
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm

# The bodies that an action can be asked of, by slug and name: fetched once for a page of forms.
Owners = list[tuple[str, str]]


def owners_of(board: Body) -> Owners:
    """The bodies of a board's area, as a choice among them shows them."""
    bodies = Body.objects.with_names().filter(area=board.area)
    return [("", "Choose a body"), *((one.slug, str(one)) for one in bodies)]


class SaidForm(GovukForm):
    """What a note takes down. What goes with a decision or an action stands in its own fields."""

    text = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000
    )
    outcome = forms.ChoiceField(
        label="What became of it", choices=list(OUTCOMES.items()), required=False
    )
    owner = BodyField(label="Of whom", required=False, empty_label="Choose a body")
    owner_post = forms.CharField(label="Post that does it", max_length=200, required=False)
    due = DateField(label="By when", subject="The day it is due", required=False)

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["owner"]
        if isinstance(offered, BodyField):
            offered.offer(board.area)

    def offer_owners(self, owners: Owners) -> None:
        """Show these owners without asking the database for them again."""
        self.fields["owner"].widget.choices = owners

    def said_as(self, kind: str, recommendation: Recommendation | None = None) -> Said:
        """What was sent, as a note of a kind: only the fields that belong to it."""
        data, is_action = self.cleaned_data, kind == "action"
        return Said(
            kind=kind,
            text=data["text"],
            outcome=data["outcome"] or "agreed" if kind == "decision" else "",
            recommendation=recommendation,
            owner=data["owner"] if is_action else None,
            owner_post=data["owner_post"] if is_action else "",
            due=data["due"] if is_action else None,
        )


class NoteForm(SaidForm):
    """A note under an item; `key` is made where it is typed, so that it is kept once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.SlugField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Kind of note",
        choices=list(NOTE_KINDS.items()),
        widget=forms.RadioSelect,
        initial="discussion",
    )

    field_order = ("key", "item", "kind", "text", "outcome", "owner", "owner_post", "due")


class RecommendationForm(GovukForm):
    """What the board made of a recommendation: its own words stand, unless they were amended."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.SlugField(widget=forms.HiddenInput)
    recommendation = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=list(OUTCOMES.items()))
    text = forms.CharField(
        label="As amended", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A recommendation that was amended has new words."""
        data = self.cleaned_data
        if data.get("outcome") == "amended" and not data.get("text", "").strip():
            self.add_error("text", "Write the recommendation as the board amended it")
        return data

    def said_of(self, asked: Recommendation) -> Said:
        """The decision in the recommendation's words, or as the board amended them."""
        outcome = self.cleaned_data["outcome"]
        text = self.cleaned_data["text"] if outcome == "amended" else asked.text
        return Said("decision", text, outcome, asked)


class ApproveForm(GovukForm):
    """The one press that approves earlier minutes."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class ChangeNoteForm(EditForm, SaidForm):
    """A note in better words, as it was when it was opened."""

    def __init__(self, note: MinuteNote, *args: Any, **kwargs: Any) -> None:
        super().__init__(note.minutes.meeting.body, *args, **kwargs)
        if note.decision is None:
            del self.fields["outcome"]
        if note.action is None:
            for name in ("owner", "owner_post", "due"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Fields that this kind of note does not have are empty."""
        data = self.cleaned_data
        return {"outcome": "", "owner": None, "owner_post": "", "due": None, **data}


class CommentsUntilForm(GovukForm):
    """Until when members may comment on the draft."""

    until = DateField(label="Comments until", subject="The day")


class CommentForm(GovukForm):
    """What a member says of the draft."""

    note = forms.ModelChoiceField(
        label="About",
        queryset=MinuteNote.objects.none(),
        required=False,
        empty_label="The minutes as a whole",
    )
    text = forms.CharField(label="Your comment", widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, notes: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["note"]
        if isinstance(offered, forms.ModelChoiceField):
            offered.queryset = notes


class AnswerForm(GovukForm):
    """What came of a comment."""

    answer = forms.CharField(
        label="What came of it",
        help_text="Such as “Changed” or “Kept: this is what was agreed”.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among the decisions that a board has carried, the latest first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Decision.objects.none(), **options)

    def offer(self, board: Body) -> None:
        """Offer a board's decisions."""
        self.queryset = carried_decisions(board)

    def label_from_instance(self, obj: Any) -> str:
        """Its reference and the start of its words."""
        words = obj.text if len(obj.text) <= 90 else f"{obj.text[:89].rstrip()}…"
        return f"{obj.reference}: {words}"


class CorrectionForm(EditForm):
    """What a note of approved minutes should say, and why."""

    now = forms.CharField(label="What it should say", widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(
        label="Why it is corrected",
        help_text="It stands under the minutes, with what the note said before.",
        max_length=300,
    )
    decision = DecisionField(
        label="The board’s decision",
        help_text="Needed for what the board decided or asked; leave it out for a slip.",
        required=False,
        empty_label="No decision",
    )

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["decision"]
        if isinstance(offered, DecisionField):
            offered.offer(board)
