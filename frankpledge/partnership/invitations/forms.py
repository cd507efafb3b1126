"""Inviting somebody, and taking a post up with a new account."""

import re
from datetime import date
from typing import Any

from django import forms

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import password_faults
from frankpledge.partnership.models import Body, Membership
from frankpledge.partnership.posts.forms import offer_duties
from frankpledge.shared.forms import DateField, GovukForm


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of a seat that is held."""

    def label_from_instance(self, obj: Any) -> str:
        """Who holds it."""
        return f"{obj.post}: {obj.seat.title}"


class InviteForm(GovukForm):
    """Which post, what it does, and where its invitation goes."""

    post = forms.CharField(
        label="Post", help_text="A post, not a person’s name: “Chair of the group”.", max_length=200
    )
    duty = forms.ChoiceField(label="What the post does here", widget=forms.RadioSelect)
    through = SeatField(
        label="Because of a seat",
        help_text="The post then ends with the seat’s membership.",
        queryset=Membership.objects.none(),
        empty_label="Not because of a seat",
        required=False,
    )
    starts = DateField(
        label="First day",
        subject="The first day",
        help_text="Leave it empty for the day on which they take it up.",
        required=False,
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Where the link goes. It is forgotten once the post is taken up.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self, body: Body, given: frozenset[str], on: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_duties(self, given)
        seats = Membership.objects.on(on).filter(seat__body=body).select_related("seat")
        field = self.fields["through"]
        if isinstance(field, SeatField):
            field.queryset = seats.order_by("seat__sort", "pk")
        if not seats.exists():
            del self.fields["through"]


class TakeUpForm(GovukForm):
    """A user name and a password of one's own."""

    username = forms.CharField(
        label="User name",
        help_text="Lower-case letters, digits and hyphens.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Password",
        help_text="At least 12 characters. Three random words are easy to keep.",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same password again",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, post: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post

    def clean_username(self) -> str:
        """Raises ValidationError for what is no user name."""
        given: str = self.cleaned_data["username"].strip().lower()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given):
            raise forms.ValidationError("The user name must be letters, digits and hyphens")
        return given

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a password that is too weak, or typed in two ways."""
        data = self.cleaned_data
        password = data.get("password", "")
        account = Account(username=data.get("username", ""), post=self.post)
        if password and (faults := password_faults(password, account)):
            self.add_error("password", " ".join(faults))
        elif password and data.get("again") and password != data["again"]:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        return data
