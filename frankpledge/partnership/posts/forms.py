"""Ending a post or a membership, and changing a post into another."""

from datetime import date
from typing import Any

from django import forms

from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import DUTIES, Body, Contact, PostHolding
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.words import spell_day


class EndForm(GovukForm):
    """When: at once, or after a day."""

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[("now", "At once"), ("after", "After a day that I give")],
        widget=forms.RadioSelect,
    )
    last = DateField(
        label="Last day",
        subject="The last day",
        help_text="Only where it does not end at once. That day is included.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where the day is wanted and not given."""
        data = self.cleaned_data
        if data.get("when") == "after" and not data.get("last") and "last" not in self.errors:
            self.add_error("last", "Enter the last day")
        if data.get("when") == "now":
            data["last"] = None
        return data


class ContactsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Addresses of a body; not generic at run time."""

    def label_from_instance(self, obj: Any) -> str:
        """The post and its address."""
        return f"{obj.post}, {obj.email}"


class EndPostForm(EndForm):
    """The same for a post, and whose address is written to no more."""

    contacts = ContactsField(
        label="Also stop writing to",
        help_text="Addresses of this body that were the leaver’s own.",
        queryset=Contact.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, post: PostHolding, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Contact.objects.on(on).filter(body=post.body)
        field = self.fields["contacts"]
        if isinstance(field, ContactsField):
            field.queryset = offered
        if not offered.exists():
            del self.fields["contacts"]


class EndSeatForm(EndForm):
    """The same for a seat, and why: a resignation needs no decision of the board."""

    why = forms.CharField(
        label="Why", help_text="Such as “Resigned by letter of 3 May 2018”.", max_length=300
    )


class MovePostForm(GovukForm):
    """What a post becomes, and from which day."""

    post = forms.CharField(
        label="Post",
        help_text="What it is called from then on, not a person’s name.",
        max_length=200,
    )
    body = BodyField(label="Body", empty_label=None)
    duty = forms.ChoiceField(label="What the post does there", widget=forms.RadioSelect)
    starts = DateField(
        label="First day", subject="The first day", help_text="The old post ends the day before."
    )

    def __init__(
        self, bodies: list[Body], given: frozenset[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_duties(self, given)
        offered = self.fields["body"]
        if isinstance(offered, BodyField):
            offered.queryset = Body.objects.with_names().filter(pk__in=[one.pk for one in bodies])


def offer_duties(form: forms.Form, given: frozenset[str]) -> None:
    """Offer those duties that the person at the page may give."""
    field = form.fields["duty"]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(duty, words) for duty, words in DUTIES.items() if duty in given]


def ends_in_words(last: date | None) -> str:
    """When something ends, for a message."""
    return f"ends after {spell_day(last)}" if last else "has ended"
