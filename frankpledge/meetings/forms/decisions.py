"""Forms of decisions: recording one, and what one brings about."""

from datetime import date
from typing import Any

from django import forms

from frankpledge.meetings.forms.minutes import DecisionField
from frankpledge.meetings.models import OUTCOMES, Meeting
from frankpledge.meetings.queries.decisions import held_meetings
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body, Membership
from frankpledge.shared.forms import DateField, GovukForm


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among a board's meetings that were held."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Meeting.objects.none(), empty_label=None, **options)

    def label_from_instance(self, obj: Any) -> str:
        """Its day."""
        when: str = obj.when
        return when


class RecordDecisionForm(GovukForm):
    """A decision of a past meeting that no minutes here hold."""

    meeting = MeetingField(label="Meeting that took it")
    text = forms.CharField(label="What was decided", widget=forms.Textarea(attrs={"rows": 4}))
    outcome = forms.ChoiceField(label="What became of it", choices=list(OUTCOMES.items()))

    def __init__(self, board: Body, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["meeting"]
        if isinstance(offered, MeetingField):
            offered.queryset = held_meetings(board, on)


class ByDecisionForm(GovukForm):
    """Something that happens by a decision of a board, chosen among those it has carried."""

    decision = DecisionField(label="Decision of the board", empty_label="Choose the decision")

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["decision"]
        if isinstance(offered, DecisionField):
            offered.offer(board)


class AppointForm(ByDecisionForm):
    """A post given a seat on a board, by a decision."""

    seat = forms.CharField(
        label="Seat",
        help_text="The seat’s short name in the terms of reference, such as fire-and-rescue.",
        max_length=60,
    )
    represents = BodyField(label="Body the post represents", empty_label="Choose a body")
    post = forms.CharField(
        label="Post", help_text="A post, not a person’s name: “Chief fire officer”.", max_length=200
    )
    starts = DateField(label="First day", subject="The first day")

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(board, *args, **kwargs)
        offered = self.fields["represents"]
        if isinstance(offered, BodyField):
            offered.offer(board.area)


class AmendTermsForm(ByDecisionForm):
    """A new version of the terms of reference, in force from the day the board decided it."""

    version = forms.SlugField(
        label="Name of the new version", help_text="Such as 2018-10.", max_length=60
    )
    seat_title = forms.CharField(
        label="A seat that it adds (optional)",
        help_text="Such as “Voluntary and community sector”.",
        max_length=200,
        required=False,
    )
    seat_slug = forms.SlugField(
        label="The seat’s short name",
        help_text="Lower-case letters and hyphens, such as voluntary-sector.",
        max_length=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A seat has both a title and a short name, or there is none."""
        data = self.cleaned_data
        if bool(data.get("seat_title")) != bool(data.get("seat_slug")):
            self.add_error("seat_slug", "Give the seat both a title and a short name, or neither")
        return data


class MembershipField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among those who hold a seat on a board."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Membership.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The seat, and the post that holds it."""
        return f"{obj.seat.title}: {obj.post}"


class EndMembershipForm(ByDecisionForm):
    """The last day of a membership, by a decision."""

    membership = MembershipField(label="Membership", empty_label="Choose the membership")
    ends = DateField(label="Last day", subject="The last day")

    def __init__(self, board: Body, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(board, *args, **kwargs)
        offered = self.fields["membership"]
        if isinstance(offered, MembershipField):
            offered.queryset = (
                Membership.objects.on(on)
                .filter(seat__body=board)
                .select_related("seat")
                .order_by("seat__sort", "pk")
            )
