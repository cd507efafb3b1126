"""Forms of an agenda's items and of the papers they wait for."""

from typing import Any

from django import forms

from frankpledge.meetings.models import AgendaItem, Meeting
from frankpledge.meetings.queries.calendar import minutes_awaited
from frankpledge.partnership.forms import BodyField
from frankpledge.shared.forms import GovukForm


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
    brief = forms.CharField(
        label="What it should cover (optional)",
        help_text="Its author reads this beside the deadline.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    note = forms.CharField(
        label="A note beside it on the agenda until it comes (optional)",
        help_text="Such as “To be published in due course.”",
        max_length=300,
        required=False,
    )
    minutes_of = forms.ModelChoiceField(
        label="Are these the minutes of an earlier meeting? (optional)",
        help_text="Then it is published once the board has approved them, and not before.",
        queryset=Meeting.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="No, another paper",
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["author_body"]
        if isinstance(offered, BodyField):
            offered.offer(meeting.body.area)
        earlier = minutes_awaited(meeting)
        minutes_of = self.fields["minutes_of"]
        if isinstance(minutes_of, forms.ModelChoiceField):
            minutes_of.queryset = earlier
        if not earlier:
            del self.fields["minutes_of"]
