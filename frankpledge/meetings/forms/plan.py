"""Forms of the forward plan: a cell, where an item moves to, a proposal and its answer."""

from typing import Any

from django import forms

from frankpledge.meetings.models import Meeting, PlanEntry, PlanSlot, PlanTheme
from frankpledge.meetings.rules.plan import AHEAD
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.opened import EditForm

NOBODY = "Nobody in particular"


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of one of a body's meetings that are still to come."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Meeting.objects.none(), to_field_name="slug", **options)

    def offer(self, body: Body) -> None:
        """Offer the meetings of a body that may still change."""
        self.queryset = Meeting.objects.filter(body=body, state__in=AHEAD).in_order()

    def label_from_instance(self, obj: Any) -> str:
        """Its day, or the label it goes by until it has one."""
        when: str = obj.when
        return when


class SlotField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of one of a plan's slots, the standing ones left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=PlanSlot.objects.none(), to_field_name="number", **options)

    def offer(self, body: Body) -> None:
        """Offer the slots of a body's plan that hold something else each time."""
        self.queryset = PlanSlot.objects.filter(body=body, standing=False)

    def label_from_instance(self, obj: Any) -> str:
        """Its number and what it is for."""
        return f"{obj.number}. {obj.label}"


def reason_field(what: str, *, required: bool = True) -> forms.CharField:
    """Why something in the plan changes: kept, and read by those whom it concerns."""
    return forms.CharField(
        label=what,
        help_text="Kept with the plan, so that nobody has to ask.",
        max_length=300,
        required=required,
    )


class PlanForm(GovukForm):
    """A form about one body's plan: fields that choose among what the body has are filled."""

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, BodyField):
                field.offer(body.area)
            elif isinstance(field, MeetingField | SlotField):
                field.offer(body)


class EntryForm(EditForm, PlanForm):
    """What one slot holds at one meeting; `version` is that of what stood there when it opened."""

    title = forms.CharField(label="Subject", max_length=200)
    about = BodyField(
        label="Which body it is about (optional)",
        help_text="This is its turn. It writes the report, unless another body does.",
        required=False,
        empty_label=NOBODY,
    )
    theme = forms.ModelChoiceField(
        label="Which theme it is about (optional)",
        queryset=PlanTheme.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="No theme in particular",
    )
    author = BodyField(
        label="Who writes the report, if another body does (optional)",
        required=False,
        empty_label="The body it is about",
    )
    brief = forms.CharField(
        label="What the report should cover (optional)",
        help_text="Its author reads this when the report is commissioned.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    reason = reason_field("Why it stands here (optional)", required=False)

    def __init__(self, body: Body, entry: PlanEntry | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(body, *args, **kwargs)
        themes = PlanTheme.objects.filter(body=body)
        offered = self.fields["theme"]
        if isinstance(offered, forms.ModelChoiceField):
            offered.queryset = themes
        if not themes:
            del self.fields["theme"]
        if entry:
            self.fields["reason"] = reason_field("Why you change it")
            self.fields["reason"].error_messages["required"] = "Say why you change it"
            self.order_fields([name for name in self.fields if name != "version"])

    @staticmethod
    def initial_of(entry: PlanEntry) -> dict[str, Any]:
        """What the form starts from; the reason of the last change is not that of the next."""
        return {
            "title": entry.title,
            "about": entry.about.slug if entry.about else None,
            "theme": entry.theme.slug if entry.theme else None,
            "author": entry.author.slug if entry.author else None,
            "brief": entry.brief,
            "version": entry,
        }


class MoveEntryForm(EditForm, PlanForm):
    """Where an item of the plan moves to."""

    meeting = MeetingField(label="To which meeting", empty_label=None)
    slot = SlotField(
        label="To which slot",
        help_text="What stands there comes back the other way.",
        empty_label=None,
    )
    reason = reason_field("Why you move it")


class TakeOutForm(EditForm):
    """Why an item leaves the plan."""

    reason = reason_field("Why you take it out")


class ProposeForm(PlanForm):
    """A subject that a member would like the board to take."""

    title = forms.CharField(label="Subject", max_length=200)
    why = forms.CharField(
        label="Why the board should take it",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    about = BodyField(label="Which body it is about (optional)", required=False, empty_label=NOBODY)
    wanted_at = MeetingField(
        label="At which meeting (optional)", required=False, empty_label="Whenever there is room"
    )
    proposed_by = BodyField(label="Which body proposes it", empty_label=None)

    def __init__(self, body: Body, proposing: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(body, *args, **kwargs)
        offered = self.fields["proposed_by"]
        if isinstance(offered, BodyField):
            offered.queryset = Body.objects.with_names().filter(pk__in=[b.pk for b in proposing])
        self.only_one = proposing[0] if len(proposing) == 1 else None
        if self.only_one:
            del self.fields["proposed_by"]

    def clean(self) -> dict[str, Any]:
        """Where only one body can be meant it is not asked for."""
        data = self.cleaned_data
        if self.only_one:
            data["proposed_by"] = self.only_one
        return data


class AcceptForm(PlanForm):
    """The cell that a proposal goes into."""

    meeting = MeetingField(label="At which meeting", empty_label=None)
    slot = SlotField(label="In which slot", help_text="An empty one.", empty_label=None)
    answer = forms.CharField(
        label="A word to the proposer (optional)", max_length=300, required=False
    )


class DeclineForm(GovukForm):
    """Why a proposal is not taken up."""

    answer = forms.CharField(
        label="Why it is not taken up",
        help_text="Whoever proposed it reads this.",
        max_length=300,
    )
